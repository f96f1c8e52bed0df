// Reports whose tables were lost in the text: drawn again, and just as editable.

import { asText, consistent, example, expect, hand, slipped, sums, test, website, well } from "./support.ts";

/** The whole report in one line, as it comes out of a portal's search or a mirror. */
const oneLine = (html: string) => asText(html).replaceAll(/\s+/g, " ");

test("a table lost in the text is drawn again, lit and edited like any other", async ({ page }) => {
  await page.goto(website);
  await hand(page, "paste", { text: oneLine(example) });
  await expect(sums(page)).toHaveText(slipped);
  const suspect = page.locator(".redrawn td.role-suspect.error");
  await expect(suspect).toHaveText(/21/);
  await suspect.dblclick();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("12");
  await page.keyboard.press("Enter");
  await expect(sums(page)).toHaveText(well);
  await expect(page.locator(".redrawn td.role-suspect.error")).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(sums(page)).toHaveText(slipped);
});

test("a suggestion is tried in the text", async ({ page }) => {
  await page.goto(website);
  await hand(page, "paste", { text: oneLine(example) });
  await expect(page.locator(".redrawn td.role-suspect.error")).toBeInViewport();
  await page.locator(".remark .apply").first().click();
  await expect(sums(page)).toHaveText(well);
  // What was changed is marked as in any other table.
  await expect(page.locator(".redrawn td.edited")).toHaveCount(1);
  await expect(page.locator(".redrawn td.edited")).toHaveText(/12\s*原为 21/);
  await page.getByRole("button", { name: "撤销" }).click();
  await expect(page.locator(".redrawn td.edited")).toHaveCount(0);
});

test("tables that are there are not drawn a second time", async ({ page }) => {
  await page.goto(website);
  await hand(page, "paste", { html: consistent });
  await expect(sums(page)).toHaveText(well);
  await expect(page.locator(".redrawn")).toHaveCount(0);
});
