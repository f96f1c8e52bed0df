// Many reports at once: the desk.

import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "@playwright/test";
import { docx, zip } from "./office.ts";
import {
  choose,
  consistent,
  dropReally,
  example,
  expect,
  folderOf,
  gbk,
  hand,
  saveList,
  slipped,
  sums,
  test,
  website,
  well,
} from "./support.ts";

const files = [
  { name: "1 好.html", bytes: Buffer.from(consistent) },
  { name: "2 错.html", bytes: Buffer.from(example) },
  { name: "3 空.txt", bytes: Buffer.alloc(0) },
];

const rows = (page: Page) => page.locator(".batch .rows tbody tr:not(.space)");
const done = (page: Page) => expect(page.locator(".batch [role=status]")).toContainText("都看过了");
const view = (page: Page, name: string) => page.getByRole("tab", { name }).click();

/** The report of another organ and year. */
const report = (organ: string, year = 2024, text = consistent) =>
  Buffer.from(
    text
      .replaceAll("柳河镇", organ)
      .replaceAll("2025年", `${year + 1}年`)
      .replaceAll("2024年", `${year}年`),
  );

/** Files wait for a word of the test, as large ones let one wait: something can be pressed in between. */
const held = (page: Page) =>
  page.addInitScript(() => {
    const Real = window.Worker;
    const waiting: (() => void)[] = [];
    let left = 0;
    const go = () => {
      for (; left > 0 && waiting.length > 0; left -= 1) waiting.shift()?.();
    };
    window.Worker = class extends Real {
      override postMessage(message: unknown) {
        if ((message as { call?: string }).call !== "look") super.postMessage(message);
        else waiting.push(() => super.postMessage(message));
        go();
      }
    };
    Object.assign(window, {
      goOn: (count: number) => {
        left = count;
        go();
      },
    });
  });

/** Lets some more of the files through. */
const goOn = (page: Page, count = 1000) =>
  page.evaluate((count) => (window as unknown as { goOn(count: number): void }).goOn(count), count);

test("several files become a list; one can be opened, and the list is still there", async ({ page }) => {
  await page.goto(website);
  await hand(page, "drop", { files });
  await done(page);
  // The worst first.
  await expect(rows(page).nth(0)).toContainText("成立 39，不成立 3");
  await expect(rows(page).nth(0)).toContainText("错误 1，存疑 1");
  await expect(rows(page).nth(0).locator(".worst")).toContainText("21");
  await expect(rows(page).nth(1).locator(".status")).toContainText("没有读出");
  await expect(rows(page).nth(2)).toContainText("成立 42");
  await expect(rows(page).nth(2).locator(".status")).toContainText("全部成立");
  await rows(page).nth(0).getByRole("button").click();
  await expect(sums(page)).toHaveText(slipped);
  await page.getByRole("button", { name: "回到名单" }).click();
  await expect(rows(page)).toHaveCount(3);
  const text = readFileSync(await saveList(page, "存成表格"), "utf8");
  expect(text.split("\r\n")[1]).toContain(
    '"2 错.html","云溪县柳河镇","2024","有错误","39","3","0","1","1","0"',
  );
});

test("a report of the list can be checked as the sum of the others", async ({ page }) => {
  await page.goto(website);
  await hand(page, "drop", {
    files: [
      { name: "汇总.html", bytes: Buffer.from(consistent) },
      { name: "一.html", bytes: report("白石镇") },
      { name: "二.html", bytes: report("青禾镇") },
      { name: "空.txt", bytes: Buffer.alloc(0) },
    ],
  });
  await done(page);
  await rows(page).filter({ hasText: "汇总.html" }).getByRole("button").click();
  await expect(page.locator(".remark")).toHaveCount(0);
  await choose(page, "更多", "以此份为汇总，与其余 2 份核对");
  // Both parts hold the same numbers as the summary, which therefore is half of their sum.
  await expect(page.locator(".remark", { hasText: "与各份之和不符" }).first()).toBeVisible();
  await choose(page, "更多", "取消汇总核对");
  await expect(page.locator(".remark")).toHaveCount(0);
});

test("an archive of several reports becomes a list, alone or among other files", async ({ page }) => {
  await page.goto(website);
  const archive = zip({ "柳河镇/年报.html": example, "白石镇/年报.docx": docx(consistent), "说明.txt": "" });
  await hand(page, "drop", { file: { name: "全县.zip", bytes: archive } });
  await done(page);
  await expect(rows(page).nth(0)).toContainText("全县.zip/柳河镇/年报.html");
  await expect(rows(page).nth(2)).toContainText("成立 42");
  await rows(page).nth(0).getByRole("button").click();
  await expect(sums(page)).toHaveText(slipped);
  await page.getByRole("button", { name: "回到名单" }).click();
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole("button", { name: "另一份" }).click();
  await hand(page, "drop", { files: [...files, { name: "全县.zip", bytes: archive }] });
  await done(page);
  // The report in the archive is the same as one beside it; a copy is a row that says so.
  await expect(rows(page)).toHaveCount(6);
});

test("an archive of one report is that report", async ({ page }) => {
  await page.goto(website);
  await hand(page, "drop", { file: { name: "一份.zip", bytes: zip({ "年报.html": consistent }) } });
  await expect(sums(page)).toHaveText(well);
});

test("a list can be paused, stopped and gone on with, and further files join it", async ({ page }) => {
  await held(page);
  await page.goto(website);
  const many = Array.from({ length: 40 }, (_, index) => ({
    name: `${index}.html`,
    bytes: report(`第${index}镇`),
  }));
  await hand(page, "drop", { files: many });
  await goOn(page, 5);
  await page.getByRole("button", { name: "暂停" }).click();
  await expect(page.locator(".batch [role=status]")).toHaveText(/已看 5 \/ 40 份\s*· 已暂停/);
  await page.getByRole("button", { name: "继续" }).click();
  await page.getByRole("button", { name: "停止" }).click();
  await expect(page.locator(".batch [role=status]")).toHaveText(/已看 \d+ \/ 40 份/);
  await goOn(page);
  await page.getByRole("button", { name: "继续" }).click();
  await done(page);
  await hand(page, "drop", { file: { name: "又一份.html", bytes: Buffer.from(example) } });
  await expect(page.locator(".batch h2")).toHaveText("41 份文件");
  await done(page);
  // One status alone can be looked at.
  await page.getByRole("group", { name: "只看" }).getByRole("button", { name: "有错误" }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).locator(".path")).toHaveText("又一份.html");
});

test("what is a copy of another is said to be one and not counted; what is there already is not added", async ({
  page,
}) => {
  await page.goto(website);
  await hand(page, "drop", {
    files: [
      { name: "甲/年报.html", bytes: report("白石镇") },
      { name: "乙/年报.html", bytes: report("青禾镇") },
      { name: "乙/年报 副本.html", bytes: report("青禾镇") },
    ],
  });
  await done(page);
  const copy = rows(page).filter({ hasText: "副本" });
  await expect(copy).toContainText("重复");
  await expect(copy).toContainText("年报.html”一模一样");
  await view(page, "做汇总");
  await expect(page.locator(".sum h3")).toContainText("2 份逐格相加");
});

test("sorting, searching and grouping; the place is found again after a report", async ({ page }) => {
  await page.goto(website);
  const many = Array.from({ length: 80 }, (_, index) => ({
    name: `${index}.html`,
    bytes: report(`第${index}镇`, 2021 + (index % 4), index === 70 ? example : consistent),
  }));
  await hand(page, "drop", { files: many });
  await done(page);
  // Only what is in view is drawn.
  expect(await rows(page).count()).toBeLessThan(60);
  await page.getByRole("button", { name: "要看的" }).click();
  await expect(rows(page).first().locator(".path")).toHaveText("70.html");
  await page.getByRole("searchbox").fill("第12镇");
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole("searchbox").fill("");
  await page.getByLabel("分组").selectOption("year");
  await expect(page.locator(".rows tr.group").first()).toContainText("2024 年 · 20 份文件");
  await page.getByLabel("分组").selectOption("none");
  await page.getByRole("button", { name: "机关和文件" }).click();
  const box = page.locator(".rows");
  await box.evaluate((element) => element.scrollTo(0, 2400));
  const row = page.locator('.rows .open-row[data-row="41"]');
  await expect(row).toBeVisible();
  const before = await box.evaluate((element) => element.scrollTop);
  await row.press("Enter");
  await expect(sums(page)).toBeVisible();
  await page.goBack();
  await expect(row).toBeFocused();
  expect(await box.evaluate((element) => element.scrollTop)).toBe(before);
  // The keyboard goes on from there, and Escape leads back from a report.
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(sums(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(rows(page).first()).toBeVisible();
});

test("from report to report in the list's order and filter, those that could not be read included", async ({
  page,
}) => {
  await page.goto(website);
  await hand(page, "drop", {
    files: [
      { name: "好.html", bytes: report("白石镇") },
      { name: "空.txt", bytes: Buffer.alloc(0) },
      { name: "错.html", bytes: report("青禾镇", 2024, example) },
      { name: "错的副本.html", bytes: report("青禾镇", 2024, example) },
      { name: "也错.html", bytes: report("松溪镇", 2024, example) },
    ],
  });
  await done(page);
  const who = page.locator(".verdict .who");
  const place = page.locator(".turn small");
  const former = page.getByRole("button", { name: "上一份" });
  const next = page.getByRole("button", { name: "下一份" });
  await rows(page).first().getByRole("button").click();
  await expect(who).toContainText("青禾镇");
  // A copy opens nothing of its own: it is not counted.
  await expect(place).toHaveText("1/4");
  await expect(former).toBeDisabled();
  await next.click();
  await expect(who).toContainText("松溪镇");
  await page.keyboard.press("Shift+N");
  await expect(page.locator(".trouble")).toBeVisible();
  await expect(place).toHaveText("3/4");
  await page.keyboard.press("Shift+N");
  await expect(who).toContainText("白石镇");
  await expect(next).toBeDisabled();
  await page.keyboard.press("Shift+P");
  await page.keyboard.press("Shift+P");
  await expect(who).toContainText("松溪镇");
  // All of them are one step back to the list; the keyboard is where one has come to.
  await page.goBack();
  await expect(rows(page).filter({ hasText: "松溪镇" }).locator(".open-row")).toBeFocused();
  await page.getByRole("searchbox").fill("青禾镇");
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole("group", { name: "只看" }).getByRole("button", { name: "有错误" }).click();
  await rows(page).first().getByRole("button").click();
  await expect(place).toHaveText("1/1");
  await page.getByRole("button", { name: "回到名单" }).click();
  await expect(page.getByRole("searchbox")).toHaveValue("青禾镇");
});

test("what was put right goes down the list, and the reader is at what comes next", async ({ page }) => {
  await page.goto(website);
  await hand(page, "drop", {
    files: [
      { name: "好.html", bytes: report("白石镇") },
      { name: "错.html", bytes: report("青禾镇", 2024, example) },
      { name: "也错.html", bytes: report("松溪镇", 2024, example) },
    ],
  });
  await done(page);
  await rows(page).first().getByRole("button").click();
  await page.locator(".remark").first().getByRole("button", { name: "试改" }).click();
  await expect(sums(page)).toHaveText(well);
  await page.getByRole("button", { name: "回到名单" }).click();
  await expect(rows(page).nth(1)).toContainText("青禾镇");
  await expect(rows(page).first().locator(".open-row")).toBeFocused();
  await expect(rows(page).first()).toContainText("松溪镇");
});

test("who is missing of a pasted list", async ({ page }) => {
  await page.goto(website);
  await hand(page, "drop", {
    files: [
      { name: "a.html", bytes: report("白石镇") },
      { name: "b.html", bytes: report("青禾镇") },
      { name: "c.html", bytes: report("青禾镇", 2024, example) },
    ],
  });
  await done(page);
  await view(page, "谁没有报");
  await page.locator(".missing textarea").fill("白石镇\n青禾镇人民政府\n松溪街道办事处");
  await page.getByRole("button", { name: "对一对" }).click();
  await expect(page.locator(".said-line")).toContainText("名单上 3 家：1 家有报告，1 家没有，1 家不止一份");
  await expect(page.locator(".missing tr", { hasText: "松溪" }).locator(".has")).toHaveText(/没有/);
});

test("a long name of a file does not widen the page of a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(website);
  const name = `${"annual_report_of_the_office_final_version_".repeat(3)}.html`;
  await hand(page, "drop", {
    files: [
      { name, bytes: Buffer.from("<p>下周一召开会议，请准时参加。</p>") },
      { name: `二/${name}`, bytes: report("白石镇", 2024) },
    ],
  });
  await done(page);
  await view(page, "谁没有报");
  await page.locator(".missing textarea").fill("白石镇\n松溪街道办事处");
  await page.getByRole("button", { name: "对一对" }).click();
  await expect(page.locator(".missing li")).toHaveCount(1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test("one organ's years beside each other, with what does not follow", async ({ page }) => {
  await page.goto(website);
  await hand(page, "drop", {
    files: [2022, 2023, 2024].map((year) => ({ name: `${year}.html`, bytes: report("白石镇", year) })),
  });
  await done(page);
  await view(page, "各年");
  await expect(page.locator(".years h3")).toHaveText(/白石镇/);
  await expect(page.locator(".years figure")).toHaveCount(4);
  await expect(page.locator(".years thead th")).toHaveText(["数字", "2022 年", "2023 年", "2024 年"]);
  await expect(page.locator(".years .break").first()).toContainText("按上一年的报告应为");
  await page.locator(".years .break").first().getByRole("button").click();
  await expect(page.locator(".hints")).toContainText("已对照上一年");
});

test("years that are not adjacent are not said to follow; a list is seen by the year of most reports", async ({
  page,
}) => {
  await page.goto(website);
  const files = [
    { name: "甲2021.html", bytes: report("白石镇", 2021) },
    { name: "甲2024.html", bytes: report("白石镇", 2024) },
    { name: "乙2021.html", bytes: report("青禾镇", 2021) },
  ];
  await hand(page, "drop", { files });
  await done(page);
  await view(page, "各年");
  await expect(page.locator(".organs button")).toHaveText(/白石镇\s*没有核对/);
  await expect(page.locator(".organs .good")).toHaveCount(0);
  await expect(page.locator(".organ-years")).toContainText("年份不相邻的");
  await view(page, "放在一起看");
  await expect(page.getByLabel("哪一年")).toHaveValue("2021");
});

test("the texts of two years side by side: what was written again, what was changed, and what the format asks for", async ({
  page,
}) => {
  await page.goto(website);
  const before = consistent.replace("</h2>", "</h2><p>本镇的公开目录与便民大厅合并，由同一位干部管理。</p>");
  const now = before
    .replace("由同一位干部管理", "由两位干部轮流管理")
    .replace("</h2>", "</h2><p>本年度没有收取政府信息公开信息处理费。</p>");
  await hand(page, "drop", {
    files: [
      { name: "2024.html", bytes: report("白石镇", 2024, now) },
      {
        name: "全县.zip",
        bytes: zip({ "2023.docx": docx(report("白石镇", 2023, before).toString()), "x.txt": "" }),
      },
    ],
  });
  await done(page);
  await view(page, "各年");
  await page.getByRole("button", { name: "2023 年 | 2024 年" }).click();
  const table = page.locator(".sides");
  await expect(table.locator("thead th")).toHaveText(["2023 年", "对比", "2024 年"]);
  const changed = table.locator("tr", { hasText: "轮流管理" });
  await expect(changed.locator("td")).toHaveText([/由同一位干部管理/, "改", /由两位干部轮流管理/]);
  const same = table.locator("tr.same").first();
  await expect(same.locator(".sign")).toHaveText("同");
  await expect(table.locator("tr.asked-for", { hasText: "信息处理费" }).first()).toContainText(
    "（格式要求）",
  );
  await expect(page.locator(".texts .said-line")).toHaveText(
    /2024 年的正文 \d+ 字中，有 \d+% 与 2023 年字句相同/,
  );
  await page.getByRole("button", { name: "2023 年 | 2024 年" }).click();
  await expect(table).toHaveCount(0);
});

test("a summary against its parts: the one that was left out is named; the made summary is read back", async ({
  page,
}) => {
  await page.goto(website);
  const towns = ["白石镇", "青禾镇", "松溪镇"];
  // The sum of two reports of the same numbers: every number of the tables twice.
  const twice = consistent.replace(/<td>(\d+)<\/td>/g, (_, value) => `<td>${Number(value) * 2}</td>`);
  const text = Buffer.from(twice.replaceAll("云溪县柳河镇", "云溪县人民政府").replaceAll("柳河镇", "云溪县"));
  await hand(page, "drop", {
    files: [
      ...towns.map((town) => ({ name: `${town}.html`, bytes: report(town) })),
      { name: "汇总.html", bytes: text },
    ],
  });
  await done(page);
  await view(page, "核对汇总");
  await expect(page.locator(".against .explained li")).toHaveCount(3);
  for (const town of towns) {
    await expect(
      page
        .locator(".against .explained li", { hasText: `漏加了“云溪县${town}” ` })
        .or(page.locator(".against .explained li", { hasText: town }))
        .first(),
    ).toBeVisible();
  }
  await expect(page.locator(".against .two table").nth(1).locator("tr")).toHaveCount(3);
  await view(page, "做汇总");
  await page.locator(".sum .among > summary").click();
  await page.locator(".sum li", { hasText: "汇总.html" }).getByRole("checkbox").click();
  await expect(page.locator(".sum h3")).toContainText("3 份逐格相加");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "存成 Word（docx）" }).click();
  const bytes = readFileSync((await (await download).path()) ?? "");
  await hand(page, "drop", { file: { name: "做成的汇总.docx", bytes } });
  await done(page);
  await view(page, "名单");
  await expect(rows(page).last()).toContainText("成立 42");
});

test("lists of corrections for each organ, a workbook, lines and a page to print", async ({ page }) => {
  await page.goto(website);
  await hand(page, "drop", {
    files: [
      { name: "=1+1.html", bytes: report("白石镇", 2024, example) },
      { name: "b.html", bytes: report("青禾镇", 2024, example) },
      { name: "c.html", bytes: report("松溪镇") },
    ],
  });
  await done(page);
  for (const [item, head] of [
    ["整改清单（docx", "PK"],
    ["整改清单（zip", "PK"],
    ["整份名单（xlsx", "PK"],
    ["一行一份（jsonl", "{"],
    ["打印或存成网页", "<"],
  ] as const) {
    const bytes = readFileSync(await saveList(page, item));
    expect(bytes.toString("utf8").replace("\uFEFF", "").slice(0, head.length), item).toBe(head);
  }
});

test("names in GBK, files of one name in two folders, and what was changed or cannot be read have their row", async ({
  page,
}) => {
  await page.goto(website);
  const bytes = zip({ "镇/年报.html": example, "镇/说明.txt": "" }, gbk);
  await hand(page, "drop", {
    files: [
      { name: "旧.zip", bytes },
      { name: "东/年报.html", bytes: report("白石镇") },
      { name: "西/年报.html", bytes: report("青禾镇") },
      { name: "坏了的.docx", bytes: Buffer.from("PK\u0003\u0004 broken") },
    ],
  });
  await done(page);
  await expect(page.locator(".rows .path").first()).toContainText("镇/年报.html");
  await expect(rows(page).filter({ hasText: "坏了的" }).locator(".worst")).toContainText(/\S/);
});

test("a folder dropped from the disk is read, also by the page opened from disk; files of systems are told as such", async ({
  page,
}, info) => {
  const folder = folderOf(info.outputPath("某县"), {
    "10 松溪镇.html": report("松溪镇"),
    "2 青禾镇.html": report("青禾镇"),
    "乡镇/白石镇.html": report("白石镇"),
    "乡镇/~$白石镇.docx": Buffer.alloc(162, 5),
    "乡镇/.DS_Store": "Bud1",
    "Thumbs.db": Buffer.alloc(64, 1),
    "desktop.ini": "[.ShellClassInfo]",
  });
  // A page from disk is given the folder another way, and Chromium itself leaves out most of those files.
  for (const [address, aside] of [["/", 4] as const, [pathToFileURL("dist/gouji.html").href, 1] as const]) {
    await page.goto(address);
    await page.locator(".start").waitFor();
    await dropReally(page, [folder]);
    await done(page);
    await expect(rows(page).locator(".path")).toHaveText([
      "某县/2 青禾镇.html",
      "某县/10 松溪镇.html",
      "某县/乡镇/白石镇.html",
    ]);
    await expect(page.locator(".batch h2")).toHaveText("3 份文件");
    await page.locator(".aside summary").click();
    await expect(page.locator(".aside summary")).toContainText(`另有 ${aside} 个系统文件或临时文件`);
    await expect(page.locator(".aside")).toContainText("乡镇/.DS_Store");
    // Further files join; one that is left by an office program does not.
    await hand(page, "drop", { file: { name: "~$又一份.docx", bytes: Buffer.alloc(162, 5) } });
    await expect(page.locator(".aside summary")).toContainText(`另有 ${aside + 1} 个`);
    await expect(rows(page)).toHaveCount(3);
    expect(
      readFileSync(await saveList(page, "存成表格"), "utf8")
        .trim()
        .split("\r\n"),
    ).toHaveLength(4);
  }
});

test("the same among files that are dropped or chosen by themselves; alone they are no report", async ({
  page,
}, info) => {
  const lock = { name: "~$年报.docx", bytes: Buffer.alloc(162, 5) };
  await page.goto(website);
  await hand(page, "drop", { files: [lock] });
  await expect(page.locator("[data-status=not-read]")).toBeVisible();
  await expect(page.locator(".trouble .reason")).toContainText(
    "~$年报.docx是系统文件，或者 Office 打开文件时留下的",
  );
  // Beside one report, it is that report.
  await hand(page, "drop", { files: [lock, { name: "年报.html", bytes: report("白石镇") }] });
  await expect(sums(page)).toHaveText(well);
  await expect(page.locator(".said")).toContainText("~$年报.docx");
  await page.getByRole("button", { name: "另一份" }).click();
  const folder = folderOf(info.outputPath("年报"), {
    "b.html": report("白石镇"),
    "a.html": report("青禾镇"),
    "Thumbs.db": Buffer.alloc(9),
  });
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "打开文件夹" }).click();
  await (await chooser).setFiles(folder);
  await done(page);
  await expect(rows(page).locator(".path")).toHaveText(["年报/a.html", "年报/b.html"]);
  await expect(page.locator(".aside summary")).toContainText("另有 1 个");
});

test("a file that is changed or removed while the others are checked has its row with the reason, and can be added again", async ({
  page,
}, info) => {
  const folder = folderOf(
    info.outputPath("途中"),
    Object.fromEntries(
      Array.from({ length: 30 }, (_, at) => [`${String(at).padStart(2, "0")}.html`, report(`第${at}镇`)]),
    ),
  );
  const files = readdirSync(folder)
    .sort()
    .map((name) => join(folder, name));
  await held(page);
  await page.goto(website);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "打开文件", exact: true }).click();
  await (await chooser).setFiles(files);
  // The last ones, before their turn: the first is checked only after the checker is loaded.
  await page.getByRole("button", { name: "暂停" }).click();
  rmSync(join(folder, "28.html"));
  writeFileSync(join(folder, "29.html"), `${example}<!-- changed meanwhile -->`);
  await goOn(page);
  await page.getByRole("button", { name: "继续" }).click();
  await done(page);
  for (const name of ["28.html", "29.html"]) {
    const row = rows(page).filter({ hasText: name });
    await expect(row.locator(".status")).toContainText("没有读出");
    await expect(row.locator(".worst")).toContainText("可能被改动、移动或删除");
  }
  await expect(
    page.getByRole("group", { name: "只看" }).getByRole("button", { name: "全部成立" }),
  ).toContainText("28");
  await page.locator(".rows .open-row").first().click();
  await expect(page.locator(".trouble .reason")).toContainText("可能被改动、移动或删除");
  await page.goBack();
  await hand(page, "drop", { file: { name: "29.html", bytes: readFileSync(join(folder, "29.html")) } });
  await done(page);
  await page.getByRole("group", { name: "只看" }).getByRole("button", { name: "有错误" }).click();
  await expect(rows(page)).toHaveCount(1);
});

// Long by nature: `make test` sees a thousand of them, `make test-browsers` five thousand.
const thousands = process.env.GOUJI_EVERY ? 5000 : 1000;
test(`${thousands} files, some of one name: each has its row, sorted, searched and found again, and kept`, async ({
  page,
}) => {
  await page.goto(website);
  await page.locator(".start").waitFor();
  const many = thousands;
  await page.evaluate(
    ({ text, many }) => {
      const data = new DataTransfer();
      for (let at = 0; at < many; at += 1) {
        // Small, each different, five of each name; the last one is a report.
        const own = at === many - 1 ? text : `关于召开第 ${at} 次会议的通知\n请准时参加。`;
        data.items.add(new File([own], at === many - 1 ? "报告.html" : `${Math.floor(at / 5)}.txt`));
      }
      document.body.dispatchEvent(
        new DragEvent("drop", { bubbles: true, cancelable: true, composed: true, dataTransfer: data }),
      );
    },
    { text: example, many },
  );
  await expect(page.locator(".batch h2")).toHaveText(`${many} 份文件`);
  await expect(page.locator(".batch [role=status]")).toContainText("都看过了", { timeout: 100_000 });
  await expect(
    page.getByRole("group", { name: "只看" }).getByRole("button", { name: "不是年度报告" }),
  ).toContainText(String(many - 1));
  await page.getByRole("searchbox").fill("198.txt");
  await expect(rows(page)).toHaveCount(5);
  await page.getByRole("searchbox").fill("");
  await page.getByRole("button", { name: "要看的" }).click();
  await expect(rows(page).first().locator(".path")).toHaveText("报告.html");
  expect(await rows(page).count()).toBeLessThan(60);
  await page.getByRole("checkbox", { name: "关掉浏览器后还留着" }).check();
  await expect(page.locator(".said")).toContainText("已留在本机浏览器里");
  await page.reload();
  await expect(page.locator(".batch h2")).toHaveText(`${many} 份文件`);
  await expect(rows(page).first().locator(".path")).toHaveText("报告.html");
  await rows(page).first().getByRole("button").click();
  await expect(sums(page)).toHaveText(slipped);
});

test("where a page allows no worker, lists are checked on the page itself", async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, "Worker");
  });
  await page.goto(website);
  await hand(page, "drop", { files });
  await done(page);
  await expect(rows(page).nth(0)).toContainText("成立 39，不成立 3");
  await view(page, "做汇总");
  await expect(page.locator(".sum h3")).toContainText("2 份逐格相加");
});

test("the shares of a list beside each other: the form is asked for once, the dots are there", async ({
  page,
}) => {
  await page.goto(website);
  const many = Array.from({ length: 12 }, (_, at) => ({ name: `${at}.html`, bytes: report(`第${at}镇`) }));
  await hand(page, "drop", { files: many });
  await done(page);
  await view(page, "放在一起看");
  await expect(page.locator(".strip").first()).toContainText("12 家");
  await expect(page.locator(".strip path.dot").first()).toHaveAttribute("d", /^M/);
  await page.getByLabel("标出").selectOption({ index: 3 });
  await expect(page.locator(".strip circle.own").first()).toBeVisible();
});

test("a list and its files are kept over a reload where that is asked, and forgotten with everything else", async ({
  page,
}) => {
  await page.goto(website);
  await hand(page, "drop", {
    files: [...files, { name: "全县.zip", bytes: zip({ "镇/年报.html": report("白石镇"), "说明.txt": "" }) }],
  });
  await done(page);
  await page.getByRole("checkbox", { name: "关掉浏览器后还留着" }).check();
  await expect(page.locator(".said")).toContainText("已留在本机浏览器里");
  await page.reload();
  await expect(rows(page)).toHaveCount(5);
  await rows(page).nth(0).getByRole("button").click();
  await expect(sums(page)).toHaveText(slipped);
  await page.goBack();
  await rows(page).filter({ hasText: "白石镇" }).getByRole("button").click();
  await expect(page.locator(".verdict .who")).toContainText("白石镇");
  await page.getByRole("button", { name: "保留与清除" }).click();
  await page.getByRole("button", { name: "全部清除" }).click();
  await expect
    .poll(() => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)))
    .toEqual([]);
});
