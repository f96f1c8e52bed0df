// A report beside the same organ's of the year before, on the page of the one report.

import type { Page } from "@playwright/test";
import { docx, printed } from "./office.ts";
import { consistent, expect, hand, test, website } from "./support.ts";

/** The report of an organ and a year, with other words in its first part. */
const report = (organ: string, year: number, change = (text: string) => text) =>
  Buffer.from(
    change(
      consistent
        .replaceAll("柳河镇", organ)
        .replaceAll("2025年", `${year + 1}年`)
        .replaceAll("2024年", `${year}年`),
    ),
  );

const rows = (page: Page) => page.locator(".batch .rows tbody tr:not(.space)");
const done = (page: Page) => expect(page.locator(".batch [role=status]")).toContainText("都看过了");
const pair = (page: Page) => page.locator(".batch.pair");

async function open(page: Page, files: { name: string; bytes: Buffer }[], row: string): Promise<void> {
  await page.goto(website);
  await hand(page, "drop", { files });
  await done(page);
  // Of a long list only what is in view is drawn.
  if (files.length > 40) await page.getByRole("searchbox").fill(row);
  await page.locator(".batch .open-row", { hasText: row }).click();
  await expect(page.locator("[data-status]")).toBeVisible();
}

const two = [
  { name: "青禾镇 2023.html", bytes: report("青禾镇", 2023) },
  { name: "青禾镇 2024.html", bytes: report("青禾镇", 2024) },
  { name: "松溪镇 2023.html", bytes: report("松溪镇", 2023) },
];

test("by mouse and by keys, and the browser's Back leads to the report and to the list", async ({ page }) => {
  await open(page, two, "青禾镇 2024");
  await page.getByRole("button", { name: "与上一年并排" }).click();
  await expect(pair(page).locator("h2")).toHaveText(/青禾镇.*2024 年/);
  await expect(pair(page).locator("h2")).toBeFocused();
  // Both texts: what was written again is marked on both sides.
  await expect(pair(page).locator(".sides thead")).toContainText(/2023 年.*2024 年/s);
  await expect(pair(page).locator(".sides tr.same").first()).toBeVisible();
  // Both tables: a number that is last year's is marked, a zero is not.
  const table = pair(page).getByRole("region", { name: "表三" });
  const row = table.locator("tbody tr").first();
  await expect(row.locator("td")).toHaveCount(14);
  await expect(row.locator("td.again").first()).toHaveAttribute("title", "与 2023 年相同");
  await expect(table.locator("td.again.zero")).toHaveCount(0);
  await expect(pair(page).getByRole("region", { name: "表四" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.locator("[data-status]")).toBeVisible();
  await page.keyboard.press("b");
  await expect(pair(page)).toBeVisible();
  await page.goBack();
  await expect(page.locator("[data-status]")).toBeVisible();
  await expect(pair(page)).toBeHidden();
  await page.goBack();
  await expect(rows(page)).toHaveCount(3);
});

test("what is carried in but was not carried out is marked; another organ is said to be one", async ({
  page,
}) => {
  await open(page, two, "青禾镇 2024");
  await page.keyboard.press("b");
  const carried = pair(page).getByRole("region", { name: "表三" }).locator("td.doubts");
  // The page's example carries 2 out and 1 in.
  await expect(carried.first()).toHaveAttribute("title", /结转下年度/);
  await pair(page)
    .locator("select[name=pair]")
    .selectOption({ label: "云溪县松溪镇 2023 年 · 松溪镇 2023.html" });
  await expect(pair(page).locator("p.doubts")).toContainText("松溪镇");
});

test("a report by itself: the other one is chosen from a file, and an edit is what is compared", async ({
  page,
}) => {
  await page.goto(website);
  await hand(page, "drop", { files: [{ name: "今年.html", bytes: report("青禾镇", 2024) }] });
  await expect(page.locator("[data-status]")).toBeVisible();
  const cell = page.locator(".paper td[data-key]", { hasText: /^\d+$/ }).first();
  await cell.click();
  await page.keyboard.type("987");
  await page.keyboard.press("Enter");
  await page.locator(".verdict h2").click();
  await page.keyboard.press("b");
  await expect(pair(page)).toContainText("请选这家上一年（2023 年）的年报");
  const chooser = page.waitForEvent("filechooser");
  await pair(page).getByRole("button", { name: "选一个文件" }).click();
  const buffer = report("青禾镇", 2023);
  await (await chooser).setFiles({ name: "去年.html", mimeType: "text/html", buffer });
  await expect(pair(page).locator(".sides tr.same").first()).toBeVisible();
  await expect(pair(page).locator("table.both td", { hasText: /^\s*987\s*$/ })).toHaveCount(1);
  await pair(page).getByRole("button", { name: "回到报告" }).click();
  await expect(page.locator("[data-status]")).toBeVisible();
});

test("a report that is not of the year before is said not to be", async ({ page }) => {
  await page.goto(website);
  await hand(page, "drop", { files: [{ name: "今年.html", bytes: report("青禾镇", 2024) }] });
  await expect(page.locator("[data-status]")).toBeVisible();
  await page.keyboard.press("b");
  const chooser = page.waitForEvent("filechooser");
  await pair(page).getByRole("button", { name: "选一个文件" }).click();
  const buffer = report("青禾镇", 2022);
  await (await chooser).setFiles({ name: "前年.html", mimeType: "text/html", buffer });
  await expect(pair(page).locator("p.doubts")).toHaveText(
    "注意：并排的是 2022 年的报告，不是上一年（2023 年）的。",
  );
  await expect(pair(page)).toContainText(/与 2022 年字句相同/);
  await expect(pair(page)).not.toContainText("与上一年相同");
  await expect(pair(page).locator("td.doubts")).toHaveCount(0);
});

test("the other one may be a Word document or a PDF, which another module reads", async ({
  page,
  browser,
}) => {
  const last = report("青禾镇", 2023).toString();
  for (const [name, buffer] of [
    ["去年.docx", docx(last)],
    ["去年.pdf", await printed(browser, last)],
  ] as const) {
    await page.goto(website);
    await hand(page, "drop", { files: [{ name: "今年.html", bytes: report("青禾镇", 2024) }] });
    await expect(page.locator("[data-status]")).toBeVisible();
    await page.keyboard.press("b");
    const chooser = page.waitForEvent("filechooser");
    await pair(page).getByRole("button", { name: "选一个文件" }).click();
    await (await chooser).setFiles({ name, mimeType: "application/octet-stream", buffer });
    await expect(pair(page).locator("table.both td.again").first()).toBeVisible();
    await expect(pair(page).locator(".sides thead")).toContainText(/2023 年.*2024 年/s);
  }
});

// Long by nature: `make test` sees some hundred reports, `make test-browsers` five thousand.
for (const count of process.env.GOUJI_EVERY ? [60, 300, 5000] : [60, 600]) {
  test(`among ${count} reports the other one is found by typing`, async ({ page }) => {
    const others = Array.from({ length: count }, (_, at) => ({
      name: `通知 ${String(at).padStart(4, "0")}.txt`,
      bytes: Buffer.from(`会议通知第 ${at} 号`),
    }));
    await open(page, [...two, ...others], "青禾镇 2024");
    await page.keyboard.press("b");
    const field = pair(page).locator("input[name=pair]");
    await expect(field).toHaveValue(/青禾镇 2023/);
    await field.fill("松溪");
    // Few are offered, however many there are, and at once.
    await expect(pair(page).locator("datalist option")).toHaveCount(1);
    await field.fill("通知");
    await expect(pair(page).locator("datalist option")).toHaveCount(30);
    // What is drawn for a letter has a bound, too.
    const drawn = await field.evaluate(async (input: HTMLInputElement) => {
      let drawn = 0;
      const count = (changes: MutationRecord[]) => {
        for (const { addedNodes } of changes) drawn += addedNodes.length;
      };
      const seen = new MutationObserver(count);
      seen.observe(input.getRootNode(), { childList: true, subtree: true });
      for (const letter of "通知0042") {
        input.value += letter;
        input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
      }
      await new Promise(requestAnimationFrame);
      count(seen.takeRecords());
      return drawn;
    });
    expect(drawn).toBeLessThan(500);
    await field.fill("松溪镇 2023");
    await field.press("Enter");
    await expect(pair(page).locator("p.doubts")).toContainText("松溪镇");
  });
}

for (const width of [320, 390, 768]) {
  test(`${width} px: no view of a list scrolls sideways, nor two years beside each other`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(website);
    await hand(page, "drop", { files: two });
    await done(page);
    const beyond = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    for (const [name, there] of [
      ["名单", ".rows"],
      ["谁没有报", "textarea"],
      ["各年", ".organ-years table"],
      ["核对汇总", ".view select"],
      ["做汇总", ".sum h3"],
      ["各家对比", ".strip"],
    ] as const) {
      await page.getByRole("tab", { name }).click();
      await expect(page.locator(there).first()).toBeVisible();
      if (name === "谁没有报") {
        await page.locator("textarea").fill("云溪县青禾镇\n云溪县石桥镇");
        await page.getByRole("button", { name: "核对名单" }).click();
        await expect(page.locator(".view table")).toBeVisible();
      }
      expect(await beyond(), name).toBe(0);
    }
    await page.getByRole("tab", { name: "名单" }).click();
    await page.locator(".batch .open-row", { hasText: "青禾镇 2024" }).click();
    await expect(page.locator("[data-status]")).toBeVisible();
    expect(await beyond(), "报告").toBe(0);
    await page.getByRole("button", { name: "与上一年并排" }).click();
    await expect(pair(page).locator("table.both").first()).toBeVisible();
    expect(await beyond(), "并排").toBe(0);
  });
}
