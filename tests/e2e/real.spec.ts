// The marks on saved pages of real portals: `make real-pages` says where they are. They are no part of the repository.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { host } from "./cms.ts";
import { Extended } from "./extended.ts";

const folder = process.env.GOUJI_REAL ?? "";
const files = [...["reports", "narratives"].map((name) => join(folder, name)), process.env.GOUJI_PAGES ?? ""]
  .filter((name) => folder !== "" && existsSync(name))
  .flatMap((name) => readdirSync(name).map((file) => join(name, file)))
  .filter((name) => name.endsWith(".html"));

test("there are saved pages, or nobody asked for them", () => {
  expect(folder === "" || files.length > 0).toBe(true);
});

/** What was made wrong on a page: a total of table 3; where the report has no such table, the first year of its period. */
type Slip = "total" | "period" | undefined;

/** Makes one thing wrong on the page itself. */
const slip = (page: Page): Promise<Slip> =>
  page.evaluate(() => {
    const texts = (root: Node): Text[] => {
      const found: Text[] = [];
      const words = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = words.nextNode(); node; node = words.nextNode()) found.push(node as Text);
      return found.filter((each) => !each.parentElement?.closest("script, style, head"));
    };
    const row = [...document.querySelectorAll("tr")].find((each) =>
      /（七）\s*总计/.test(each.textContent ?? ""),
    );
    const total = texts(row?.cells[row.cells.length - 1] ?? document.createElement("p"));
    for (const node of total) {
      if (!/\d/.test(node.data)) continue;
      node.data = "777";
      return "total";
    }
    // The digits of the year may stand in elements of their own.
    const all = texts(document.body);
    const year = /统计(?:数据)?(?:期限|时限|日期)[^。\d]{0,20}(20\d\d)/.exec(
      all.map((each) => each.data).join(""),
    );
    let at = year ? year.index + year[0].length - 1 : Number.POSITIVE_INFINITY;
    for (const node of all) {
      if (at < node.length) {
        const digit = (Number(node.data[at]) + 5) % 10;
        node.data = `${node.data.slice(0, at)}${digit}${node.data.slice(at + 1)}`;
        return "period";
      }
      at -= node.length;
    }
    return undefined;
  });

/** The slip is an error in its own place, and the only one. */
async function marked(page: Page, slip: Slip) {
  await expect(page.locator("gouji-panel h1")).toContainText("处错误");
  if (slip === "total") {
    const cell = page.locator("td[data-gouji~=suspect][data-gouji~=error]", { hasText: /^\s*777/ });
    await expect(cell).toHaveCount(1);
    await expect(cell).toHaveAttribute("data-gouji-number", /\[\d+\]/);
  } else {
    const pieces = await page.locator("gouji-mark[data-gouji~=error]").allTextContents();
    expect(pieces.join("").replaceAll(/\s/g, "")).toMatch(/^20\d\d年1月1日起?至20\d\d年12月31日$/);
  }
}

for (const file of files) {
  test(`what is made wrong is marked in its own place by the bookmark: ${file}`, async ({ page }) => {
    await host(page, "http://tools.test", { "/gouji/": "dist" });
    await page.goto("http://tools.test/gouji/bookmark.html");
    const href = (await page.getByRole("link", { name: "勾稽" }).getAttribute("href")) ?? "";
    await page.route(/portal\.test\/.+|^https?:\/\/(?!portal|tools)/, (route) => route.abort());
    await host(page, "http://portal.test", {}, { pages: { "/": readFileSync(file, "utf8") } });
    await page.goto("http://portal.test/", { waitUntil: "domcontentloaded" });
    const made = await slip(page);
    test.skip(!made, "this page has neither the row nor a period");
    await page.evaluate(decodeURIComponent(href.slice("javascript:".length)));
    await marked(page, made);
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
      await marked(page, made);
      expect(requests.slice(asked)).toEqual([]);
    }
    await extended.context.close();
    test.skip(!made, "this page has neither the row nor a period");
  });
}
