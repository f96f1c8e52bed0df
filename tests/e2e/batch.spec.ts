// Many reports at once: the list, and the way through its reports.

import { readFileSync } from "node:fs";
import { done, files, goOn, held, report, rows, view } from "./batch.ts";
import { zip } from "./office.ts";
import {
  consistent,
  example,
  expect,
  hand,
  saveList,
  slipped,
  sums,
  test,
  website,
  well,
} from "./support.ts";

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
