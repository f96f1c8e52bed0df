// A day at the office in charge, as one session: the folder comes in, one report is opened and put right, who is missing,
// the years, the summary, the letters. Once by mouse, and once by keyboard alone.

import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { consistent, dropReally, example, expect, folderOf, sums, test, well } from "./support.ts";

const organs = ["白石镇", "青禾镇", "松溪镇"];

/** The report of an organ and year. */
const report = (organ: string, year: number, text = consistent) =>
  text
    .replaceAll("柳河镇", organ)
    .replaceAll("2025年", `${year + 1}年`)
    .replaceAll("2024年", `${year}年`);

/** Three organs' reports of two years, one with a slip, and the summary of the later ones, which says twice what one says. */
function district(place: string): string {
  const twice = consistent.replace(/<td>(\d+)<\/td>/g, (_, value) => `<td>${Number(value) * 2}</td>`);
  return folderOf(place, {
    "汇总.html": twice.replaceAll("云溪县柳河镇", "云溪县人民政府").replaceAll("柳河镇", "云溪县"),
    "Thumbs.db": "x",
    ...Object.fromEntries(
      organs.flatMap((organ, at) => [
        [`2024/${at + 1} ${organ}.html`, report(organ, 2024, at === 1 ? example : consistent)],
        [`2023/${at + 1} ${organ}.html`, report(organ, 2023)],
      ]),
    ),
  });
}

const rows = (page: Page) => page.locator(".batch .rows tbody tr:not(.space)");
const seen = (page: Page) => expect(page.locator(".batch [role=status]")).toContainText("都看过了");

test("a day at the office, by mouse", async ({ page }, info) => {
  const folder = district(info.outputPath("云溪县"));
  await page.goto("/");
  await page.locator(".start").waitFor();
  await dropReally(page, [folder]);
  await seen(page);
  await expect(rows(page)).toHaveCount(7);
  await expect(page.locator(".aside summary")).toContainText("1 个");

  // The worst first; it is opened, put right as suggested, and its text by hand.
  await expect(rows(page).first()).toContainText("2024/2 青禾镇.html");
  await expect(rows(page).first().locator(".status")).toContainText("有错误");
  await rows(page).first().getByRole("button").click();
  await page.locator(".remark").first().getByRole("button", { name: /试改/ }).first().click();
  await expect(sums(page)).toHaveText(well);
  await page.locator(".remark").first().locator(".headline").click();
  await page.locator(".remark").first().getByRole("button", { name: "改这段文字" }).click();
  const words = page.locator("textarea.over");
  await words.fill((await words.inputValue()).replace("已答复12件", "已答复13件"));
  await words.press("Enter");
  await expect(page.locator("[data-status=holds]")).toBeVisible();
  await page.getByRole("button", { name: "回到名单" }).click();
  const corrected = rows(page).filter({ hasText: "2024/2 青禾镇.html" });
  await expect(corrected).toContainText("改过");
  await expect(corrected.locator(".status")).toContainText("全部成立");

  await page.getByRole("tab", { name: "谁没有报" }).click();
  await page.locator(".missing textarea").fill("白石镇\n青禾镇\n松溪镇\n竹溪镇");
  await page.getByRole("button", { name: "核对名单" }).click();
  const line = page.locator(".said-line", { hasText: "2024 年" });
  await expect(line).toContainText("名单上 4 家：3 家有报告，1 家没有");
  await expect(page.locator(".missing tr", { hasText: "竹溪镇" }).locator(".has").first()).toContainText(
    "没有",
  );

  await page.getByRole("tab", { name: "各年" }).click();
  await expect(page.locator(".organs li")).toHaveCount(3);
  await page.locator(".organs button", { hasText: "松溪镇" }).click();
  await expect(page.locator(".years thead th")).toHaveText(["数字", "2023 年", "2024 年"]);
  await expect(page.locator(".break").first()).toContainText("按上一年的报告应为");

  // The summary holds two of the three: each may be the one that was left out.
  await page.getByRole("tab", { name: "核对汇总" }).click();
  await expect(page.locator(".against .explained li")).toHaveCount(3);
  await expect(page.locator(".against .explained")).toContainText("漏加");
  await page.getByRole("tab", { name: "做汇总" }).click();
  await expect(page.locator(".sum h3")).toContainText("逐格相加");

  await page.getByRole("tab", { name: "名单" }).click();
  await page.locator("details.out > summary").click();
  const download = page.waitForEvent("download");
  await page.locator("details.out").getByRole("button", { name: "整改清单（docx" }).click();
  const bytes = readFileSync((await (await download).path()) ?? "");
  expect(bytes.subarray(0, 2).toString()).toBe("PK");
});

/** Presses Tab until the keyboard is on an element; how far that is, nobody is told, but there is an end to it. */
async function tabTo(page: Page, target: Locator, key = "Tab"): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 80; presses += 1) {
    const there = await target.evaluate(
      (element) => (element.getRootNode() as ShadowRoot).activeElement === element,
    );
    if (there) return;
    await page.keyboard.press(key);
  }
  throw new Error(`the keyboard does not reach ${target}`);
}

/** Goes to an element with the keyboard and presses a key there. */
async function press(page: Page, target: Locator, key = "Enter"): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

test("a day at the office, by keyboard alone", async ({ page }, info) => {
  const folder = district(info.outputPath("云溪县"));
  await page.goto("/");
  const chooser = page.waitForEvent("filechooser");
  await press(page, page.getByRole("button", { name: "打开文件夹" }));
  await (await chooser).setFiles(folder);
  await seen(page);

  // Sorted by its head; then down into the list, and the worst is opened.
  await press(page, page.getByRole("button", { name: "要看的" }));
  await expect(rows(page).first()).toContainText("2024/2 青禾镇.html");
  await tabTo(page, rows(page).first().locator(".open-row"));
  await page.keyboard.press("ArrowDown");
  await expect(rows(page).nth(1).locator(".open-row")).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-status=errors]")).toBeVisible();
  await expect(page.locator(".result")).toBeFocused();
  // To the wrong cell and over it; to the wrong sentence and into it.
  await page.keyboard.press("n");
  const cell = page.locator("td.value:focus");
  for (let presses = 0; presses < 6 && (await cell.count()) === 0; presses += 1)
    await page.keyboard.press("n");
  await expect(cell).toContainText("21");
  await page.keyboard.type("12");
  await page.keyboard.press("Enter");
  await expect(sums(page)).toHaveText(well);
  await page.keyboard.press("n");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Delete");
  await page.keyboard.press("Delete");
  await page.keyboard.type("13");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-status=holds]")).toBeVisible();
  // Escape leads back to the row.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  const corrected = rows(page).filter({ hasText: "2024/2 青禾镇.html" });
  await expect(corrected).toContainText("改过");
  // It has gone down the list; the keyboard is at what has come in its place.
  await expect(rows(page).first().locator(".open-row")).toBeFocused();

  // From view to view with the arrows.
  await tabTo(page, page.getByRole("tab", { name: "名单" }), "Shift+Tab");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: "谁没有报" })).toBeFocused();
  await tabTo(page, page.locator(".missing textarea"));
  await page.keyboard.insertText("白石镇\n青禾镇\n松溪镇\n竹溪镇");
  await press(page, page.getByRole("button", { name: "核对名单" }));
  await expect(page.locator(".said-line", { hasText: "2024 年" })).toContainText("1 家没有");

  await tabTo(page, page.getByRole("tab", { name: "谁没有报" }), "Shift+Tab");
  await page.keyboard.press("ArrowRight");
  await press(page, page.locator(".organs button", { hasText: "松溪镇" }));
  await expect(page.locator(".years h3")).toContainText("松溪镇");
  await expect(page.locator(".break").first()).toContainText("按上一年的报告应为");

  await tabTo(page, page.getByRole("tab", { name: "各年" }), "Shift+Tab");
  await page.keyboard.press("ArrowRight");
  await expect(page.locator(".against .explained li")).toHaveCount(3);
  await page.keyboard.press("ArrowRight");
  await expect(page.locator(".sum h3")).toContainText("逐格相加");
  const saved = page.waitForEvent("download");
  await press(page, page.getByRole("button", { name: "存成 Word（docx）" }));
  expect((await saved).suggestedFilename()).toBe("汇总.docx");

  await tabTo(page, page.locator("details.out > summary"), "Shift+Tab");
  await page.keyboard.press("Enter");
  const download = page.waitForEvent("download");
  await press(page, page.locator("details.out").getByRole("button", { name: "整改清单（zip" }));
  expect((await download).suggestedFilename()).toBe("整改清单.zip");
});
