// The marks on saved pages of real portals: `make real-pages` says where they are. They are no part of the repository.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { host } from "./cms.ts";
import { Extended } from "./extended.ts";

const folder = process.env.GOUJI_REAL ?? "";
const files = ["reports", "narratives"]
  .map((name) => join(folder, name))
  .filter((name) => folder !== "" && existsSync(name))
  .flatMap((name) => readdirSync(name).map((file) => join(name, file)))
  .filter((name) => name.endsWith(".html"));

test("there are saved pages, or nobody asked for them", () => {
  expect(folder === "" || files.length > 0).toBe(true);
});

/** Makes the last total of table 3 wrong on the page itself; whether there is one. */
const slip = (page: Page) =>
  page.evaluate(() => {
    const row = [...document.querySelectorAll("tr")].find((each) =>
      /（七）\s*总计/.test(each.textContent ?? ""),
    );
    const cell = row?.cells[row.cells.length - 1];
    const words = cell && document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let node = words?.nextNode(); node; node = words?.nextNode()) {
      if (!/\d/.test(node.nodeValue ?? "")) continue;
      node.nodeValue = "777";
      return true;
    }
    return false;
  });

/** The slip is an error in its own cell, and the only such cell. */
async function marked(page: Page) {
  await expect(page.locator("gouji-panel h1")).toContainText("处错误");
  const cell = page.locator("td[data-gouji~=suspect][data-gouji~=error]", { hasText: /^\s*777/ });
  await expect(cell).toHaveCount(1);
  await expect(cell).toHaveAttribute("data-gouji-number", /\[\d+\]/);
}

for (const file of files) {
  test(`a total that is made wrong is marked in its own cell by the bookmark: ${file}`, async ({ page }) => {
    await host(page, "http://tools.test", { "/gouji/": "dist" });
    await page.goto("http://tools.test/gouji/bookmark.html");
    const href = (await page.getByRole("link", { name: "勾稽" }).getAttribute("href")) ?? "";
    await page.route(/portal\.test\/.+|^https?:\/\/(?!portal|tools)/, (route) => route.abort());
    await host(page, "http://portal.test", {}, { pages: { "/": readFileSync(file, "utf8") } });
    await page.goto("http://portal.test/", { waitUntil: "domcontentloaded" });
    test.skip(!(await slip(page)), "this page has no such row");
    await page.evaluate(decodeURIComponent(href.slice("javascript:".length)));
    await marked(page);
  });

  test(`and by the extension, which asks nobody for anything: ${file}`, async ({ launchOptions }, info) => {
    const extended = await Extended.start(launchOptions, info);
    const { page, requests } = await extended.open({ "/": readFileSync(file, "utf8") });
    const made = await slip(page);
    if (made) {
      // What the page itself still asks for comes before the press.
      await page.waitForLoadState("networkidle");
      const asked = requests.length;
      await extended.press(page);
      await marked(page);
      expect(requests.slice(asked)).toEqual([]);
    }
    await extended.context.close();
    test.skip(!made, "this page has no such row");
  });
}
