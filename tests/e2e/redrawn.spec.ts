// Reports whose tables were lost in the text: drawn again, and just as editable.

import { asText, consistent, example, expect, hand, sums, test } from "./support.ts";

/** The whole report in one line, as it comes out of a portal's search or a mirror. */
const oneLine = (html: string) => asText(html).replaceAll(/\s+/g, " ");

test("a table lost in the text is drawn again, lit and edited like any other", async ({ page }) => {
  await page.goto("/");
  await hand(page, "paste", { text: oneLine(example) });
  await expect(sums(page)).toHaveText("39/42 项勾稽成立");
  const suspect = page.locator(".redrawn td.role-suspect.error");
  await expect(suspect).toHaveText(/21/);
  await suspect.dblclick();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("12");
  await page.keyboard.press("Enter");
  await expect(sums(page)).toHaveText("✓ 42 项勾稽关系全部成立");
  await expect(page.locator(".redrawn td.role-suspect.error")).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(sums(page)).toHaveText("39/42 项勾稽成立");
});

test("a suggestion is tried in the text", async ({ page }) => {
  await page.goto("/");
  await hand(page, "paste", { text: oneLine(example) });
  await page.locator(".remark .headline").first().click();
  await expect(page.locator(".redrawn td.role-suspect.error")).toBeInViewport();
  await page.locator(".remark .apply").first().click();
  await expect(sums(page)).toHaveText("✓ 42 项勾稽关系全部成立");
});

test("tables that are there are not drawn a second time", async ({ page }) => {
  await page.goto("/");
  await hand(page, "paste", { html: consistent });
  await expect(sums(page)).toHaveText("✓ 42 项勾稽关系全部成立");
  await expect(page.locator(".redrawn")).toHaveCount(0);
});
