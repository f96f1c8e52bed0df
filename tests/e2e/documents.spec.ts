// Office documents and PDF: read by the second module, which is loaded only then.

import { docx, printed } from "./office.ts";
import { example, expect, hand, slipped, sums, test } from "./support.ts";

test("a Word document is checked in its own tables", async ({ page }) => {
  await page.goto("/");
  await hand(page, "drop", { file: { name: "年报.docx", bytes: docx(example) } });
  await expect(sums(page)).toHaveText(slipped);
  await expect(page.locator(".paper td.role-suspect.error")).toHaveText(/21/);
  await expect(page.locator(".paper td.value")).toHaveCount(200);
});

test("a PDF is checked, with its pages told, and a wrong ending is no obstacle", async ({
  page,
  browser,
}) => {
  const bytes = await printed(browser, example);
  await page.goto("/");
  await hand(page, "drop", { file: { name: "年报.doc", bytes } });
  await expect(sums(page)).toHaveText(slipped);
  await expect(page.locator(".paper .page").last()).toHaveText("第 3 页");
});

test("a damaged document is told as such", async ({ page }) => {
  await page.goto("/");
  await hand(page, "drop", { file: { name: "年报.docx", bytes: docx(example).subarray(0, 3000) } });
  await expect(page.getByRole("alert")).not.toBeEmpty();
});
