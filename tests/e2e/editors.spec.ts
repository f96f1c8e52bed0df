// Every adapter in its real editor: a report with errors is held back, corrected, and released.

import { existsSync, readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { openExample } from "./cms.ts";

const editors: { name: string }[] = JSON.parse(readFileSync("examples/cms/editors.json", "utf8"));

/** The button in each editor's own toolbar. */
const buttons: Record<string, string> = {
  tinymce: ".tox-toolbar__primary button:has-text('校验'), .tox-toolbar-overlord button:has-text('校验')",
  ckeditor4: ".cke_button__gouji",
  ckeditor5: ".ck-toolbar button:has-text('校验')",
  wangeditor: "#toolbar button[data-menu-key='gouji']",
  kindeditor: ".ke-toolbar [data-name='gouji']",
  ueditor: ".edui-for-gouji .edui-button-body",
};

const says = (page: Page) => page.locator("gouji-gate .says");
const published = (page: Page) => page.locator("#published li");
const publish = (page: Page) => page.getByRole("button", { name: "发布", exact: true }).click();
const log = async (
  page: Page,
): Promise<{ released: boolean; why: string; status: string; reason?: string }[]> =>
  JSON.parse((await page.locator("#log").textContent()) || "[]");

for (const { name } of editors) {
  test(`${name}: held back, corrected, released`, async ({ page }) => {
    expect(existsSync(`target/editors/${name}`), "fetched by scripts/setup-editors.mjs").toBe(true);
    await openExample(page, name);
    const button = page.locator(buttons[name] ?? "").first();
    await button.waitFor();
    // Waits until the editor holds the report.
    await page.waitForFunction(() => document.querySelector("gouji-gate") !== null);
    // 1. The button shows the remarks and publishes nothing.
    await expect(async () => {
      await button.click();
      await expect(says(page)).toContainText("1 处错误", { timeout: 3000 });
    }).toPass();
    await expect(page.locator("gouji-gate [data-sums]")).toContainText("不成立 3");
    expect(await log(page)).toEqual([]);
    // 2. A draft is saved all the same.
    await page.getByRole("button", { name: "存草稿" }).click();
    await expect(published(page)).toHaveCount(1);
    expect(await log(page)).toEqual([]);
    // 3. Publication is held back.
    await publish(page);
    await expect.poll(() => log(page)).toMatchObject([{ released: false, why: "errors", status: "errors" }]);
    await expect(published(page)).toHaveCount(1);
    // 4. Corrected in the remarks, it has to go back into the editor first.
    const checker = page.locator("gouji-gate gouji-checker");
    await checker.locator(".remark .headline").first().click();
    await checker
      .getByRole("button", { name: /试改|改为|→/ })
      .first()
      .click();
    await expect(checker.locator("[data-status]")).not.toHaveAttribute("data-status", "errors");
    await publish(page);
    await expect.poll(() => log(page)).toHaveLength(2);
    expect((await log(page))[1]).toMatchObject({ released: false, why: "changes" });
    await page.locator("gouji-gate").getByRole("button", { name: "写回编辑器" }).click();
    await expect(says(page)).toContainText("已写回 1 处改动");
    // 5. The doubt that is left asks; without a reason nothing happens.
    await publish(page);
    await expect(says(page)).toContainText("疑点");
    await page.getByRole("button", { name: "写明理由，发布" }).click();
    await expect(says(page)).toContainText("请先写明理由");
    await expect(published(page)).toHaveCount(1);
    await page.locator("gouji-gate textarea").first().fill("口径已与上级核对");
    await page.getByRole("button", { name: "写明理由，发布" }).click();
    await expect(published(page)).toHaveCount(2);
    expect((await log(page))[2]).toMatchObject({ released: true, why: "reason", reason: "口径已与上级核对" });
    const sent = JSON.parse((await published(page).nth(1).textContent()) ?? "{}");
    expect(sent).toMatchObject({ "gouji-status": "doubts", "gouji-reason": "口径已与上级核对" });
    // What was published is the corrected report, in the editor's own words.
    const cells = await page.evaluate((html) => {
      const body = new DOMParser().parseFromString(html, "text/html").body;
      const row = [...body.querySelectorAll("tr")].find((each) => each.textContent?.includes("（七）总计"));
      return [...(row?.cells ?? [])].map((cell) => cell.textContent?.trim());
    }, sent.content);
    expect(cells).toEqual(["（七）总计", "12", "1", "0", "0", "0", "0", "13"]);
  });
}
