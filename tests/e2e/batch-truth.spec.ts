// Many reports at once: what was not looked at, not read, not compared or not added is said to be so.

import { done, files, goOn, held, report, rows, view } from "./batch.ts";
import { zip } from "./office.ts";
import { consistent, example, expect, hand, test, website } from "./support.ts";

test("a reload in the middle keeps what was done, says how many were not looked at, and takes those up again", async ({
  page,
}) => {
  await held(page);
  await page.goto(website);
  const all = ["甲", "乙", "丙", "丁", "戊"].map((name) => ({
    name: `${name}.html`,
    bytes: report(`${name}镇`, 2024, example),
  }));
  await hand(page, "drop", { files: all });
  await expect(page.locator(".batch h2")).toHaveText("5 份文件");
  await goOn(page, 2);
  const state = page.locator(".batch .batch-head [role=status]");
  await expect(state).toContainText("已看 2 / 5 份");
  await page.reload();
  await expect(state).toHaveText("已看 2 / 5 份；页面重新载入过，有 3 份的结果没有留下");
  await expect(rows(page).filter({ hasText: "有错误" })).toHaveCount(2);
  await expect(page.locator(".tally .not-read")).toHaveCount(0);
  await expect(page.locator(".tally .waiting")).toHaveText(/还没有看\s*3/);
  await expect(page.getByRole("button", { name: "继续", exact: true })).toHaveCount(0);
  // All of them are chosen again, as a folder is: each takes its row, and those that were done are not there twice.
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "重新选择这 3 份" }).click();
  await (await chooser).setFiles(
    all.map(({ name, bytes }) => ({ name, mimeType: "text/html", buffer: bytes })),
  );
  await goOn(page);
  await done(page);
  await expect(state).toHaveText("都看过了");
  await expect(rows(page)).toHaveCount(5);
  await rows(page).filter({ hasText: "甲镇" }).getByRole("button").click();
  await expect(page.locator(".verdict .who")).toContainText("甲镇");
});

test("files of an archive that cannot be read have the same reason as by themselves", async ({ page }) => {
  await page.goto(website);
  const png = Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489", "hex");
  const bad = [
    { name: "图.png", bytes: png },
    { name: "空.docx", bytes: Buffer.alloc(0) },
    { name: "坏.docx", bytes: Buffer.from("PK\u0003\u0004 broken") },
  ];
  const reason = (name: string) => rows(page).filter({ hasText: name }).locator(".worst");
  await hand(page, "drop", { files: [{ name: "好.html", bytes: report("白石镇") }, ...bad] });
  await done(page);
  const alone = await Promise.all(bad.map(({ name }) => reason(name).textContent()));
  await page.getByRole("button", { name: "换一份" }).click();
  const inside = Object.fromEntries(bad.map(({ name, bytes }) => [name, bytes]));
  await hand(page, "drop", {
    file: { name: "全县.zip", bytes: zip({ "好.html": report("白石镇"), ...inside }) },
  });
  await done(page);
  for (const [at, { name }] of bad.entries()) await expect(reason(name), name).toHaveText(alone[at] ?? "");
  await expect(page.locator(".batch-head [role=status]")).toHaveText("都看过了，3 份没有读出");
});

test("where nothing can be compared with a summary, none is chosen, and nothing is called right", async ({
  page,
}) => {
  await page.goto(website);
  const county = consistent.replaceAll("云溪县柳河镇", "云溪县人民政府");
  const empty = consistent.replaceAll(/(<td[^>]*>)\d+(<\/td>)/g, "$1$2");
  await hand(page, "drop", {
    files: [
      { name: "1 县.html", bytes: Buffer.from(county) },
      { name: "2 甲.html", bytes: report("白石镇", 2024, empty) },
      { name: "3 乙.html", bytes: report("青禾镇", 2024, empty) },
    ],
  });
  await done(page);
  await view(page, "核对汇总");
  const which = page.locator('.against [name="summary"]');
  await expect(which).toHaveValue("");
  await expect(page.locator(".against .said-line")).toHaveCount(0);
  const summary = which.locator("option", { hasText: "1 县.html" });
  await which.selectOption((await summary.getAttribute("value")) ?? "");
  const line = page.locator(".against .said-line");
  await expect(line).toHaveText("没有比较：其余各份里没有读出与汇总同一格式的表格。");
  await expect(line).not.toHaveClass(/holds/);
  await which.selectOption("");
  await expect(which).toHaveValue("");
  await expect(line).toHaveCount(0);
});

test("a choice of no summary stays where one was guessed", async ({ page }) => {
  await page.goto(website);
  await hand(page, "drop", {
    files: [
      ...["白石镇", "青禾镇"].map((town) => ({ name: `${town}.html`, bytes: report(town) })),
      { name: "汇总.html", bytes: Buffer.from(consistent) },
    ],
  });
  await done(page);
  await view(page, "核对汇总");
  const which = page.locator('.against [name="summary"]');
  await expect(which).not.toHaveValue("");
  await which.selectOption("");
  await expect(page.locator(".against")).toContainText("先选哪一份是汇总");
  await expect(which).toHaveValue("");
});

test("a made summary says which files are not in it, how many are, and which of them have errors", async ({
  page,
}) => {
  await page.goto(website);
  await hand(page, "drop", {
    files: [
      ...files,
      { name: "4 通知.txt", bytes: Buffer.from("关于召开防汛工作会议的通知\n请准时参加。\n") },
      {
        name: "5 空表.html",
        bytes: Buffer.from(
          report("青禾镇")
            .toString()
            .replaceAll(/(<td[^>]*>)\d+(<\/td>)/g, "$1$2"),
        ),
      },
    ],
  });
  await done(page);
  await view(page, "做汇总");
  const out = page.locator(".sum .left-out");
  await expect(out.locator("summary")).toHaveText("有 2 份没有读出，合计里没有它们的数");
  await expect(out.locator("li")).toHaveText([/3 空\.txt.*\S/, /4 通知\.txt.*不是年度报告/]);
  await expect(page.locator(".sum .among summary")).toHaveText("算进去的 · 2 份文件（选了 3 份）");
  await page.locator(".sum .among summary").click();
  await expect(page.locator(".sum li", { hasText: "5 空表" })).toContainText("没有加进去");
  await expect(page.locator(".sum p.errors").first()).toContainText(
    "有 1 份有错误，合计里带着这些错，请先改再汇总：",
  );
  // The total of natural persons is 21 where 12 is right: so it is in the sum.
  await expect(page.locator(".sum p.errors", { hasText: "合计里“" })).toHaveCount(3);
  await page.locator(".sum p.errors").first().getByRole("button").click();
  await expect(page.locator("[data-status]")).toHaveText("有错误");
});

test("a printed list has all of its rows", async ({ page }) => {
  await page.goto(website);
  const many = Array.from({ length: 60 }, (_, at) => ({ name: `${at}.html`, bytes: report(`第${at}镇`) }));
  await hand(page, "drop", { files: many });
  await done(page);
  expect(await rows(page).count()).toBeLessThan(60);
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  await expect(rows(page)).toHaveCount(60);
  const box = await page.locator(".batch .rows").evaluate((each) => each.scrollHeight - each.clientHeight);
  expect(box).toBeLessThanOrEqual(1);
  await expect(page.getByRole("tab").first()).toBeHidden();
  await expect(page.locator("details.out")).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  expect(await rows(page).count()).toBeLessThan(60);
});
