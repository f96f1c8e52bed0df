// What was judged, not read or not compared is said to be so; and nothing happens that was not asked for.

import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { done, report, rows } from "./batch.ts";
import {
  asText,
  choose,
  consistent,
  example,
  expect,
  hand,
  slipped,
  sums,
  test,
  website,
  well,
} from "./support.ts";

/** The whole report in one line. */
const oneLine = (html: string) => asText(html).replaceAll(/\s+/g, " ");

async function saved(page: Page, item: string): Promise<string> {
  const download = page.waitForEvent("download");
  await choose(page, "导出", item);
  return readFileSync((await (await download).path()) ?? "", "utf8");
}

/** Marks the first remark as no problem. */
async function dismiss(page: Page, reason: string): Promise<void> {
  await page.getByRole("button", { name: "不是问题" }).click();
  await page.getByLabel("为什么不是问题").fill(reason);
  await page.getByRole("button", { name: "记下" }).click();
}

test("an error that was judged to be no problem leaves with the others, with its reason", async ({
  page,
}) => {
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await expect(sums(page)).toHaveText(slipped);
  const before = await page.locator(".remark").count();
  await dismiss(page, "已与原始台账核实");
  await expect(page.locator(".remark")).toHaveCount(before - 1);
  const judged = /核对的人标为“不是问题”，理由：已与原始台账核实（\d{4}-\d\d-\d\d）/;
  for (const item of ["存成带批注的网页", "批注存成表格"]) {
    const text = await saved(page, item);
    expect(text, item).toMatch(judged);
    expect(text, item).toMatch(/错误[\s\S]*自然人列：/);
  }
  const json = JSON.parse(await saved(page, "批注存成 JSON"));
  expect(json.dismissed).toEqual([
    { group: 1, reason: "已与原始台账核实", date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
  ]);
  await choose(page, "更多", "核对清单");
  const list = page.getByRole("dialog").locator(".checklist > li");
  await expect(list).toHaveCount(before);
  await expect(list.last()).toContainText(judged);
  await expect(list.last()).toContainText("错误");
  await page.keyboard.press("Escape");
  // Also where nothing else is left.
  for (let left = before - 1; left > 0; left -= 1) {
    await page.locator(".remark .headline").first().click();
    await dismiss(page, "");
  }
  expect(await saved(page, "批注存成表格")).toContain("没有写理由");
});

test("a list says which of its errors were judged to be no problem", async ({ page }) => {
  await page.goto(website);
  await hand(page, "drop", {
    files: [
      { name: "一.html", bytes: report("白石镇", 2024, example) },
      { name: "二.html", bytes: report("青禾镇") },
    ],
  });
  await done(page);
  const row = rows(page).filter({ hasText: "一.html" });
  const worst = await row.locator(".worst").textContent();
  await row.getByRole("button").click();
  await dismiss(page, "已核实");
  await page.getByRole("button", { name: "回到名单" }).click();
  await expect(row.locator(".counts")).toContainText("其中 1 处已标为“不是问题”");
  await expect(row.locator(".worst")).not.toHaveText(worst ?? "");
  await expect(row.locator(".worst")).toContainText(/\S/);
});

test("all sums hold and some cells were not read: that is not called all checked", async ({ page }) => {
  await page.goto(website);
  const glued = oneLine(consistent).replace(
    /行政规范性文件 (\d+) (\d+) (\d+)/,
    (_, ...digits) => `行政规范性文件 ${digits.slice(0, 3).join("")}5`,
  );
  await hand(page, "paste", { text: glued });
  await expect(sums(page)).toHaveText(well);
  const word = page.locator("[data-status]");
  await expect(word).toHaveText("勾稽全部成立，有 3 格没有读出");
  await expect(page.locator(".verdict")).not.toHaveClass(/holds/);
  await expect(page.locator(".verdict .help")).toHaveText("没有读出、没有核对的 3 格：表二行政规范性文件");
  await page.getByRole("button", { name: "核对了什么" }).click();
  await expect(page.getByRole("dialog")).toContainText("没有读出、没有核对的 3 格：表二行政规范性文件");
});

test("cells that were not found are not drawn as cells left blank", async ({ page }) => {
  await page.goto(website);
  const text = oneLine(consistent).replace(/（四）无法提供.*?（五）不予处理/, "（五）不予处理");
  await hand(page, "paste", { text });
  await expect(page.locator(".redrawn").first()).toBeVisible();
  const row = page.locator(".redrawn tr", { hasText: "本机关不掌握" });
  await expect(row.locator("td")).toHaveText(Array.from({ length: 7 }, () => "?"));
  await expect(page.locator(".redrawn figcaption").first()).toContainText("标“?”的格没有读到");
});

test("on a phone the closed sheet says what the remark is, and every item of the menu can be reached", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 700 });
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await expect(page.locator(".now")).toContainText("表三（七）总计·自然人");
  await page.locator(".now").click();
  await expect(page.locator(".remark.open")).toBeVisible();
  await page.locator('summary[aria-label="更多"]').click();
  for (const item of ["复制全文", "批注存成 JSON", "保留与清除"]) {
    const button = page.locator(".menu[open]").getByRole("button", { name: item });
    await button.scrollIntoViewIfNeeded();
    await expect(button, item).toBeInViewport({ ratio: 1 });
  }
});

test("single letters do nothing to whoever has clicked into the text, and can be switched off", async ({
  page,
}) => {
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await expect(sums(page)).toHaveText(slipped);
  await page.locator(".paper mark").first().click();
  const open = page.locator(".remark.open");
  const group = () => open.getAttribute("data-group");
  const title = (await group()) ?? "";
  await page.keyboard.type("bnb");
  await expect(page.locator(".paper mark").first()).toBeVisible();
  await expect(open).toHaveAttribute("data-group", title);
  // With the keyboard alone they lead on and on.
  await page.locator(".remark .headline").first().focus();
  await page.keyboard.press("n");
  await page.keyboard.press("n");
  const led = (await group()) ?? "";
  await page.keyboard.press("n");
  await expect(open).not.toHaveAttribute("data-group", led);
  await page.getByRole("checkbox", { name: /单个字母的快捷键/ }).uncheck();
  const still = (await group()) ?? "";
  await page.locator(".remark .headline").first().focus();
  await page.keyboard.type("npbr");
  await expect(open).toHaveAttribute("data-group", still);
  await page.reload();
  await expect(page.getByRole("checkbox", { name: /单个字母的快捷键/ })).not.toBeChecked();
});

test("menus are walked through with the arrows and close when the keyboard leaves", async ({ page }) => {
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await expect(sums(page)).toHaveText(slipped);
  const menu = page.locator("details.menu.away");
  await menu.locator("summary").focus();
  await page.keyboard.press("ArrowDown");
  await expect(menu.getByRole("button").first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(menu.getByRole("button").nth(1)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(menu.getByRole("button").last()).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(menu).not.toHaveAttribute("open");
});

test("a report of another year is not called last year's", async ({ page }) => {
  await page.goto(website);
  await hand(page, "paste", { html: consistent });
  await expect(sums(page)).toHaveText(well);
  const chooser = page.waitForEvent("filechooser");
  await choose(page, "更多", "对照上一年年报");
  await (await chooser).setFiles({
    name: "前年.html",
    mimeType: "text/html",
    buffer: report("柳河镇", 2022),
  });
  await expect(page.locator(".remark", { hasText: "给的不是上一年的年报" })).toContainText(
    "用来对照的是 2022 年的报告，不是 2023 年的，年度之间的衔接没有检查",
  );
  await expect(page.locator(".remark", { hasText: "与 2022 年报告的字句相同" })).toHaveCount(1);
  await expect(page.locator(".remarks")).not.toContainText("上年报告");
  await expect(page.locator(".hints")).toContainText("已对照别的年份：前年.html");
});
