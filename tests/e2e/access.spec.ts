// Everyone can use it: automated accessibility checks in every state, by keyboard alone, on a phone, in print.

import { faults } from "./accessible.ts";
import { choose, example, expect, hand, look, test, website } from "./support.ts";

for (const scheme of ["light", "dark"] as const) {
  for (const size of [{ width: 390, height: 844 }]) {
    test(`no accessibility fault: ${scheme}, ${size.width} px`, async ({ browser }) => {
      const context = await browser.newContext({
        colorScheme: scheme,
        viewport: size,
        reducedMotion: "reduce",
      });
      const page = await context.newPage();
      await page.goto(website);
      expect(await faults(page)).toEqual([]);
      await hand(page, "paste", { html: example });
      await expect(look(page)).toBeVisible();
      if (size.width < 860) await page.getByRole("button", { name: "看批注" }).click();
      expect(await faults(page)).toEqual([]);
      await choose(page, "更多", "核对清单");
      expect(await faults(page)).toEqual([]);
      await context.close();
    });
  }
}

test("nothing overflows a phone's width", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await expect(look(page)).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test("print shows the paper and the remarks, and no controls", async ({ page }) => {
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await expect(look(page)).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".paper")).toBeVisible();
  await expect(page.locator(".remark").first()).toBeVisible();
  await expect(page.locator(".bar")).toBeHidden();
  await expect(page.locator(".tools").first()).toBeHidden();
});
