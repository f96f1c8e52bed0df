// Many reports at once.

import { readFileSync } from "node:fs";
import { docx, zip } from "./office.ts";
import { choose, consistent, example, expect, hand, slipped, sums, test, well } from "./support.ts";

const files = [
  { name: "1 好.html", bytes: Buffer.from(consistent) },
  { name: "2 错.html", bytes: Buffer.from(example) },
  { name: "3 空.txt", bytes: Buffer.alloc(0) },
];

test("several files become a list; one can be opened, and the list is still there", async ({ page }) => {
  await page.goto("/");
  await hand(page, "drop", { files });
  await expect(page.locator(".batch [role=status]")).toHaveText(/都看过了/);
  const rows = page.locator(".batch tbody tr");
  await expect(rows.nth(0)).toContainText("成立 42");
  await expect(rows.nth(0).locator(".status")).toHaveText("全部成立");
  await expect(rows.nth(1)).toContainText("成立 39，不成立 3");
  await expect(rows.nth(1)).toContainText("错误 1，存疑 1");
  await expect(rows.nth(2).locator(".status")).toHaveText("没有读出");
  await rows.nth(1).getByRole("button").click();
  await expect(sums(page)).toHaveText(slipped);
  await page.getByRole("button", { name: "回到名单" }).click();
  await expect(rows).toHaveCount(3);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "存成表格" }).click();
  const text = readFileSync((await (await download).path()) ?? "", "utf8");
  expect(text.split("\r\n")[2]).toContain(
    '"2 错.html","云溪县柳河镇","2024","有错误","39","3","0","1","1","0"',
  );
});

test("a report of the list can be checked as the sum of the others", async ({ page }) => {
  await page.goto("/");
  const part = (name: string) => Buffer.from(consistent.replaceAll("柳河镇", name));
  await hand(page, "drop", {
    files: [
      { name: "汇总.html", bytes: Buffer.from(consistent) },
      { name: "一.html", bytes: part("白石镇") },
      { name: "二.html", bytes: part("青禾镇") },
      { name: "空.txt", bytes: Buffer.alloc(0) },
    ],
  });
  await expect(page.locator(".batch [role=status]")).toContainText("都看过了");
  await page.locator(".batch tbody tr").first().getByRole("button").click();
  await expect(page.locator(".remark")).toHaveCount(0);
  await choose(page, "更多", "以此份为汇总，与其余 2 份核对");
  // Both parts hold the same numbers as the summary, which therefore is half of their sum.
  await expect(page.locator(".remark", { hasText: "与各份之和不符" }).first()).toBeVisible();
  await choose(page, "更多", "取消汇总核对");
  await expect(page.locator(".remark")).toHaveCount(0);
});

test("an archive of several reports becomes a list, alone or among other files", async ({ page }) => {
  await page.goto("/");
  const archive = zip({ "柳河镇/年报.html": example, "白石镇/年报.docx": docx(consistent), "说明.txt": "" });
  const rows = page.locator(".batch tbody tr");
  await hand(page, "drop", { file: { name: "全县.zip", bytes: archive } });
  await expect(page.locator(".batch [role=status]")).toHaveText(/都看过了/);
  await expect(rows.nth(0)).toContainText("全县.zip/柳河镇/年报.html");
  await expect(rows.nth(1)).toContainText("成立 42");
  await rows.nth(0).getByRole("button").click();
  await expect(sums(page)).toHaveText(slipped);
  await page.getByRole("button", { name: "回到名单" }).click();
  await expect(rows).toHaveCount(3);
  await page.getByRole("button", { name: "另一份" }).click();
  await hand(page, "drop", { files: [...files, { name: "全县.zip", bytes: archive }] });
  await expect(page.locator(".batch [role=status]")).toContainText("都看过了");
});

test("an archive of one report is that report", async ({ page }) => {
  await page.goto("/");
  await hand(page, "drop", { file: { name: "一份.zip", bytes: zip({ "年报.html": consistent }) } });
  await expect(sums(page)).toHaveText(well);
});

test("a list can be stopped and goes on, and further files join it", async ({ page }) => {
  await page.goto("/");
  const many = Array.from({ length: 60 }, (_, index) => ({
    name: `${index}.html`,
    bytes: Buffer.from(consistent),
  }));
  await hand(page, "drop", { files: many });
  await page.getByRole("button", { name: "停止" }).click();
  await expect(page.getByRole("button", { name: "继续" })).toBeVisible();
  await expect(page.locator(".batch [role=status]")).toHaveText(/已看 \d+ \/ 60 份/);
  await page.getByRole("button", { name: "继续" }).click();
  await expect(page.locator(".batch [role=status]")).toHaveText(/都看过了/);
  await hand(page, "drop", { file: { name: "又一份.html", bytes: Buffer.from(example) } });
  await expect(page.locator(".batch h2")).toHaveText("61 份文件");
  await expect(page.locator(".batch tbody tr").last().locator(".status")).toHaveText("有错误");
  // Every row is there once, and one status alone can be looked at.
  await expect(page.locator(".batch tbody tr")).toHaveCount(61);
  await page.getByRole("group", { name: "只看" }).getByRole("button", { name: "有错误" }).click();
  await expect(page.locator(".batch tbody tr")).toHaveCount(1);
});
