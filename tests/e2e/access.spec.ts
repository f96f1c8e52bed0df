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

test("by keys: after a try and its undoing the keyboard stays among the remarks, and what happened is said", async ({
  page,
}) => {
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await expect(page.locator(".remark .apply").first()).toBeVisible();
  const remarks = await page.locator(".remark").count();
  const told = page.locator(".verdict [role=status]");
  await page.locator(".remark .apply").first().press("Enter");
  await expect(page.locator(".remark")).toHaveCount(remarks - 1);
  await expect(page.locator(".remark .headline").first()).toBeFocused();
  await expect(told).toContainText("已改 1 处：表三（七）总计·自然人：21 → 12");
  await page.getByRole("button", { name: "撤销" }).press("Enter");
  await expect(page.locator(".remark")).toHaveCount(remarks);
  await expect(page.locator(".remark.open .headline")).toBeFocused();
  await expect(page.locator(".remark.open")).toContainText("21 → 12");
  await expect(told).toContainText("撤销：表三（七）总计·自然人：21 → 12");
  // What can be pressed beside the verdict is not said each time that it changes.
  await expect(told.getByRole("button")).toHaveCount(0);
  await page.locator(".remark.open .dismiss").press("Enter");
  await expect(page.locator(".dismiss-form input")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator(".remark .headline").first()).toBeFocused();
  // The last one gone, there is the verdict.
  for (let left = remarks - 1; left > 0; left -= 1) {
    await page.keyboard.press("Enter");
    await page.locator(".remark.open .dismiss").press("Enter");
    await page.keyboard.press("Enter");
    await expect(page.locator(".remark")).toHaveCount(left - 1);
  }
  await expect(page.locator(".result")).toBeFocused();
});

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
