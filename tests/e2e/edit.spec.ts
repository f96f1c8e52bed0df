// Cells are edited in place, everything is checked again, and the corrected table goes back where it came from.

import { example, expect, hand, slipped, sums, test, website, well } from "./support.ts";

test.beforeEach(async ({ page }) => {
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await expect(sums(page)).toHaveText(slipped);
});

test("typing a number into a cell checks again; undo and redo", async ({ page }) => {
  const cell = page.locator(".paper td.role-suspect.error");
  const key = (await cell.getAttribute("data-key")) ?? "";
  const same = page.locator(`[data-key="${key}"]`);
  await cell.click();
  await page.keyboard.type("12");
  await page.keyboard.press("Enter");
  await expect(sums(page)).toHaveText(well);
  await expect(same).toHaveClass(/\bedited\b/);
  await expect(same).toContainText("原为 21");
  await expect(page.locator(".changes li")).toHaveText("表三（七）总计·自然人：21 → 12");
  await page.keyboard.press("Control+z");
  await expect(sums(page)).toHaveText(slipped);
  await page.keyboard.press("Control+y");
  await expect(sums(page)).toHaveText(well);
});

test("the suggestion names the cell and the reason; trying it makes everything hold; undo takes it back", async ({
  page,
}) => {
  const suggestion = page.locator(".remark.open .suggestions li").first();
  await expect(suggestion).toContainText("最可能：把表三（七）总计·自然人由 21 改为 12");
  await expect(suggestion.locator(".reason")).toHaveText("这样横向、纵向合计都对得上；像是两位数字写颠倒了");
  // How each sum comes out is told on demand.
  const whole = suggestion.getByText("其余 21 项之和");
  await expect(whole).not.toBeVisible();
  await suggestion.getByText("各合计怎样算").click();
  await expect(whole).toBeVisible();
  await suggestion.getByRole("button", { name: "试改" }).click();
  await expect(sums(page)).toHaveText(well);
  await expect(page.locator(".changes li")).toHaveText("表三（七）总计·自然人：21 → 12");
  await page.getByRole("button", { name: "撤销" }).click();
  await expect(sums(page)).toHaveText(slipped);
  await page.getByRole("button", { name: "重做" }).click();
  await expect(sums(page)).toHaveText(well);
});

test("escape leaves a cell as it was, arrows move", async ({ page }) => {
  const cell = page.locator(".paper td.role-suspect.error");
  await cell.click();
  await page.keyboard.type("5");
  await page.keyboard.press("Escape");
  await expect(cell).toHaveText(/21/);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type("3");
  await page.keyboard.press("Tab");
  await expect(page.locator(".changes li")).toHaveText("表三（七）总计·商业企业：1 → 3");
});

test("a block from a spreadsheet is pasted over the cells", async ({ page }) => {
  await page.locator(".paper td.role-suspect.error").click();
  await hand(page, "paste", { text: "12\t1\n2\t0" });
  await expect(sums(page)).toHaveText(well);
  await expect(page.locator(".changes li")).toHaveCount(1);
});

test("the corrected table pastes back as a table", async ({ page }) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.locator(".paper td.role-suspect.error").click();
  await page.keyboard.type("12");
  await page.keyboard.press("Enter");
  await expect(sums(page)).toHaveText(well);
  await page.getByRole("button", { name: "复制此表" }).nth(1).click();
  await expect(page.locator(".said")).toHaveText("已复制");
  await page.getByRole("button", { name: "换一份" }).click();
  await expect(page.locator(".said")).toContainText("前一份改过 1 处，还留着");
  await page.keyboard.press("Control+V");
  // Table 3 alone: its 39 sums hold, in one table of 28 rows and 10 columns.
  await expect(sums(page)).toHaveText(/39/);
  await expect(page.locator(".paper tr")).toHaveCount(28);
  await expect(page.locator(".paper td.value")).toHaveCount(175);
});

test("a cell that was clicked is seen to be selected, and keeps its place while it is edited", async ({
  page,
}) => {
  const cell = page.locator(".paper td.role-suspect.error");
  await cell.click();
  await expect(cell).toBeFocused();
  await expect(cell).toHaveCSS("outline-style", "solid");
  const measures = () =>
    page
      .locator(".paper table")
      .evaluateAll((all) =>
        all.flatMap((table) => [
          table.scrollWidth,
          ...[...table.querySelectorAll("td.value")].map((each) =>
            Math.round(each.getBoundingClientRect().left),
          ),
        ]),
      );
  const before = await measures();
  await page.keyboard.press("Enter");
  await expect(page.locator(".editor")).toBeFocused();
  expect(await measures()).toEqual(before);
  await page.keyboard.press("Escape");
  // The mark stands beside the number, not on it, and only the number that was is struck through.
  const apart = await cell.evaluate((each) => {
    const range = document.createRange();
    range.selectNodeContents(each.querySelector(".text") as Element);
    const badge = each.querySelector(".badge")?.getBoundingClientRect().right ?? 0;
    return range.getBoundingClientRect().left - badge;
  });
  expect(apart).toBeGreaterThanOrEqual(0);
  await page.keyboard.type("99999");
  await page.keyboard.press("Enter");
  await expect(page.locator(".paper .was s")).toHaveText("21");
});

test("where the cells can be edited it is said beside the remarks, to those who hear the table too", async ({
  page,
}) => {
  const hint = page.locator(".remarks .hint");
  await expect(hint).toContainText("可直接改");
  await expect(page.getByRole("table", { name: "表三" })).toHaveAccessibleDescription(/可直接改/);
  await hand(page, "paste", { text: "下午三点开会" });
  await page.getByRole("button", { name: "仍然打开" }).click();
  await expect(page.locator("[data-status=not-a-report]")).toBeVisible();
  await expect(hint).toHaveCount(0);
});

test("on a touch screen the first tap selects, the second one edits", async ({ browser }) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await expect(sums(page)).toHaveText(slipped);
  const cell = page.getByRole("table", { name: "表三" }).locator("td.value").first();
  await cell.tap();
  await expect(cell).toBeFocused();
  await expect(page.locator(".editor")).toHaveCount(0);
  await page.waitForTimeout(600);
  await cell.tap();
  await expect(page.locator(".editor")).toBeFocused();
  await expect(page.locator(".editor")).toHaveCSS("font-size", "16px");
  await context.close();
});
