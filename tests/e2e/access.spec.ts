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
  await expect(page.locator(".remark.open")).toContainText("由 21 改为 12");
  await expect(told).toContainText("已撤销：表三（七）总计·自然人：21 → 12");
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

test("by keys: every table and every paragraph is reached", async ({ page }) => {
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await expect(page.locator(".paper td.value")).toHaveCount(200);
  const table = () =>
    page.evaluate(() => {
      const focused = document.querySelector("gouji-checker")?.shadowRoot?.activeElement;
      return focused?.closest("table")?.getAttribute("aria-label") ?? focused?.tagName;
    });
  await page.locator(".bar button").last().focus();
  const seen: (string | undefined)[] = [];
  for (let press = 0; press < 14; press += 1) {
    await page.keyboard.press("Tab");
    seen.push(await table());
  }
  expect(seen.filter((each) => /^表|^H1$/.test(each ?? ""))).toEqual(["H1", "表二", "表三", "表四"]);
  // Arrows go on from one table into the next, and back.
  const cell = page.locator(".paper td.value:focus");
  await page.getByRole("table", { name: "表二" }).locator("td.value").first().focus();
  for (const [key, name] of [
    ["ArrowDown", "表三"],
    ["ArrowUp", "表二"],
  ] as const) {
    await expect(async () => {
      await page.keyboard.press(key);
      expect(await table()).toBe(name);
    }).toPass();
  }
  await page.getByRole("table", { name: "表三" }).locator("td.value").first().focus();
  await page.keyboard.press("End");
  await expect(cell).toHaveText("14");
  await page.keyboard.press("Control+End");
  await expect(cell).toHaveText("2");
  await page.keyboard.press("Control+Home");
  await expect(cell).toHaveText("13");
  await page.keyboard.press("Control+End");
  await page.keyboard.press("ArrowDown");
  expect(await table()).toBe("表四");
  // The table is entered again where it was left.
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await expect(cell).toHaveText("2");
  await page.locator(".paper h1").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.press("End");
  await page.keyboard.type("又");
  await page.keyboard.press("Enter");
  await expect(page.locator(".paper .edited:focus")).toContainText("又");
});

test("nothing overflows a phone's width", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await expect(look(page)).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test("on a phone one column of labels stays, as wide in every row, with its corner and the number of its group", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(website);
  await hand(page, "paste", { html: example });
  const table = page.getByRole("table", { name: "表三" });
  await expect(table.locator("td.value").last()).toBeAttached();
  const frame = page.getByRole("group", { name: /^表三/ });
  await expect(frame).toHaveClass(/scrolls/);
  const moved = await frame.evaluate((element) => {
    element.scrollLeft = 260;
    return [...element.querySelectorAll("th.innermost")].map((each) => {
      const { right } = each.getBoundingClientRect();
      return Math.round(right - element.getBoundingClientRect().left);
    });
  });
  expect(moved.length).toBeGreaterThan(20);
  for (const right of moved) expect(Math.abs(right - (moved[0] ?? 0))).toBeLessThanOrEqual(2);
  expect(moved[0]).toBeLessThan(390 * 0.36);
  const label = table.locator("th.innermost .text", { hasText: /^3.其他$/ });
  expect(await label.evaluate((each) => getComputedStyle(each, "::before").content)).toBe('"（六）"');
  // What is jumped to is not under the labels.
  const cell = page.locator(".paper td.role-suspect.error");
  await page.keyboard.press("n");
  await page.keyboard.press("p");
  const clear = () =>
    cell.evaluate((each) => {
      const inner = each.getBoundingClientRect();
      const outer = (each.closest(".scroll") as HTMLElement).getBoundingClientRect();
      return inner.left - outer.left;
    });
  await expect.poll(clear).toBeGreaterThanOrEqual((moved[0] ?? 0) - 2);
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
  // Nothing can be opened on paper: all remarks are, with what else they have caused.
  await expect(page.locator(".remark.open")).toHaveCount(await page.locator(".remark").count());
  await expect(page.locator("details.others li").first()).toBeVisible();
});
