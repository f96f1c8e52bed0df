// Many reports at once: what they say together, and what is taken away of it.

import { readFileSync } from "node:fs";
import { done, report, rows, view } from "./batch.ts";
import { docx, zip } from "./office.ts";
import { choose, consistent, example, expect, hand, saveList, test, website } from "./support.ts";

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
  await page.getByRole("button", { name: "核对名单" }).click();
  await expect(page.locator(".said-line")).toContainText(
    "名单上 3 家：2 家有报告（其中 1 家不止一份），1 家没有",
  );
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
  await page.getByRole("button", { name: "核对名单" }).click();
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
  await expect(page.locator(".organs button")).toHaveText(/白石镇\s*年份不相邻，没有核对/);
  await expect(page.locator(".organs .good")).toHaveCount(0);
  await expect(page.locator(".organ-years")).toContainText("年份不相邻的");
  await view(page, "各家对比");
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

test("the shares of a list beside each other: the form is asked for once, the dots are there", async ({
  page,
}) => {
  await page.goto(website);
  const many = Array.from({ length: 12 }, (_, at) => ({ name: `${at}.html`, bytes: report(`第${at}镇`) }));
  await hand(page, "drop", { files: many });
  await done(page);
  await view(page, "各家对比");
  await expect(page.locator(".strip").first()).toContainText("12 家");
  await expect(page.locator(".strip path.dot").first()).toHaveAttribute("d", /^M/);
  await page.getByLabel("标出").selectOption({ index: 3 });
  await expect(page.locator(".strip circle.own").first()).toBeVisible();
});
