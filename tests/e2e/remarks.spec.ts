// Remarks and cells light each other; remarks can be walked through, filtered and dismissed.

import { choose, example, expect, hand, look, test, website } from "./support.ts";

test.beforeEach(async ({ page }) => {
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await expect(look(page)).toBeVisible();
});

test("a remark lights its cells, and a cell its remark", async ({ page }) => {
  const remark = page.locator(".remark").first();
  const cell = page.locator(".paper td.role-suspect.error");
  await page.keyboard.press("Escape");
  await expect(cell).not.toHaveClass(/\blit\b/);
  await remark.hover();
  await expect(cell).toHaveClass(/\blit\b/);
  await page.locator(".bar .name").hover();
  await expect(cell).not.toHaveClass(/\blit\b/);
  await cell.hover();
  await expect(remark).toHaveClass(/\bactive\b/);
  await page.locator(".bar .name").hover();
  await cell.click();
  await expect(remark).toHaveClass(/\bopen\b/);
});

test("selecting a remark brings its cell into sight and opens the calculation", async ({ page }) => {
  const cell = page.locator(".paper td.role-suspect.error");
  // On arrival the page may still be bringing the cell into sight: it stops at the first key that it sees afterwards.
  await expect(async () => {
    await page.keyboard.press("Escape");
    await page.evaluate(() => window.scrollTo(0, 0));
    await expect(cell).not.toBeInViewport({ timeout: 500 });
  }).toPass();
  await page.locator(".remark .headline").first().click();
  await expect(cell).toBeInViewport();
  const calculation = page.locator(".remark.open > .calculation").first();
  await expect(calculation.locator("caption")).toHaveText("自然人");
  await expect(calculation).toContainText("（七）总计");
  await expect(calculation).toContainText("应办");
  await expect(calculation).toContainText("办结加结转");
  await expect(calculation.locator("tfoot")).toContainText("9");
  // The sum's own cells are outlined: here all four of the balance.
  await expect(page.locator(".paper .total, .paper .addend")).toHaveCount(4);
});

test("whoever has scrolled away is not brought back by pointing at remarks", async ({ page }) => {
  const cell = page.locator(".paper td.role-suspect.error");
  await page.keyboard.press("n");
  await page.keyboard.press("p");
  await expect(cell).toBeInViewport();
  // As a scroll bar or the page around a frame does it: no event tells that it was the reader.
  await page.evaluate(() => window.scrollTo(0, 0));
  for (const remark of await page.locator(".remark").all()) await remark.hover();
  await page.locator(".bar .name").hover();
  await page.locator(".remark").first().hover();
  await expect(cell).toHaveClass(/\blit\b/);
  await page.waitForTimeout(500);
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
});

test("keys and buttons walk through the remarks", async ({ page }) => {
  const count = await page.locator(".remark").count();
  expect(count).toBeGreaterThan(0);
  // On arrival the first error is chosen already.
  await expect(page.locator(".remark").first()).toHaveClass(/\bopen\b/);
  await page.keyboard.press("p");
  await expect(page.locator(".remark").last()).toHaveClass(/\bopen\b/);
  await page.keyboard.press("n");
  await expect(page.locator(".remark").first()).toHaveClass(/\bopen\b/);
  await page.keyboard.press("p");
  await page.getByRole("button", { name: "下一条" }).click();
  await expect(page.locator(".remark").first()).toHaveClass(/\bopen\b/);
  await page.keyboard.press("Escape");
  await expect(page.locator(".remark.open")).toHaveCount(0);
});

test("the page of a rule opens and says where the rule comes from", async ({ page }) => {
  await page.getByRole("button", { name: "为什么", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("检查什么");
  await expect(dialog).toContainText("依据");
  // What it checks and why is loaded only now.
  const [checks, why] = await dialog.locator("p.doc").allInnerTexts();
  expect(checks?.length).toBeGreaterThan(10);
  expect(why?.length).toBeGreaterThan(10);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
});

test("a remark can be dismissed with a reason, is remembered by content, and restored", async ({ page }) => {
  const before = await page.locator(".remark").count();
  await page.getByRole("button", { name: "不是问题" }).click();
  await page.getByLabel("为什么不是问题").fill("已与统计口径核对");
  await page.getByRole("button", { name: "记下" }).click();
  await expect(page.locator(".remark")).toHaveCount(before - 1);
  await page.reload();
  await hand(page, "paste", { html: example });
  await expect(page.locator(".dismissed summary")).toHaveText("已标为“不是问题” 1 条");
  await expect(page.locator(".remark")).toHaveCount(before - 1);
  // The same remark about other numbers is another remark.
  await hand(page, "paste", { html: example.replace("<td>21</td>", "<td>22</td>") });
  await expect(page.locator(".remark")).toHaveCount(before);
  await hand(page, "paste", { html: example });
  await page.locator(".dismissed summary").click();
  await expect(page.locator(".dismissed")).toContainText("已与统计口径核对");
  await page.getByRole("button", { name: "恢复" }).click();
  await expect(page.locator(".remark")).toHaveCount(before);
});

test("the checklist can be opened and copied", async ({ page }) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await choose(page, "更多", "核对清单");
  const dialog = page.getByRole("dialog");
  await expect(dialog.locator("li").first()).toContainText("自然人");
  await dialog.getByRole("button", { name: "复制" }).click();
  await expect(page.locator(".said")).toHaveText("已复制");
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toMatch(/核对清单\n\n1\. 错误 .*自然人/);
  expect(text).toMatch(/\n\d{4}-\d\d-\d\d，由勾稽核对\n$/);
});

test("a remark on the text lights the words and the cells that they are compared with", async ({ page }) => {
  const remark = page.locator(".remark", { hasText: "已答复12件" });
  await remark.locator(".headline").click();
  const words = page.locator("mark.lit");
  await expect(words).toHaveText("12件");
  await expect(words).toBeInViewport();
  await expect(page.locator(".paper td.lit")).toHaveText("13");
});

test("remarks can be filtered by severity and kind", async ({ page }) => {
  const kinds = page.getByRole("group", { name: "类别" });
  const severities = page.getByRole("group", { name: "程度" });
  await expect(page.locator(".remark")).toHaveCount(2);
  await kinds.getByRole("button", { name: "文字" }).click();
  await expect(page.locator(".remark")).toHaveCount(1);
  await expect(page.locator(".paper td.role-suspect")).toHaveCount(0);
  // Each group says how many there would be under the choice in the other one.
  await expect(severities.getByRole("button", { name: "错误" })).toHaveText(/错误 0/);
  await kinds.getByRole("button", { name: "文字" }).click();
  await severities.getByRole("button", { name: "错误" }).click();
  await expect(page.locator(".remark")).toHaveCount(1);
  await expect(page.locator("mark")).toHaveCount(0);
});

test("the numbers of the text that were checked can be shown", async ({ page }) => {
  await expect(page.locator(".paper .number.agrees")).toHaveCount(0);
  await choose(page, "更多", "核对过的数字");
  await expect(page.locator(".paper span.number.agrees", { hasText: "14件" })).toHaveCount(1);
  await expect(page.locator(".paper span.number.differs")).toHaveText("12件");
  await expect(page.locator(".paper span.number.unbound").first()).toBeVisible();
  await expect(page.locator(".verdict .help")).toContainText("绿线");
  await expect(page.locator(".verdict .help")).toBeInViewport();
  await expect(page.locator(".paper span.number").first()).toBeInViewport();
});
