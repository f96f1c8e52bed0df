// Many reports at once: what files they come in, and what becomes of those that are none.

import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { done, files, goOn, held, report, rows } from "./batch.ts";
import { docx, zip } from "./office.ts";
import {
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
  await page.getByRole("button", { name: "换一份" }).click();
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
  await page.getByRole("button", { name: "换一份" }).click();
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
