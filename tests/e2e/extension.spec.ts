// The extension as the browser runs it: its button is really pressed, with the permissions of its own manifest alone.

import { readFileSync } from "node:fs";
import { expect, type Frame, type Page, test } from "@playwright/test";
import { Extended } from "./extended.ts";
import { portals, withoutReport } from "./portals.ts";
import { consistent } from "./support.ts";

let extended: Extended;
test.beforeAll(async ({ launchOptions }, info) => {
  extended = await Extended.start(launchOptions, info);
});
test.afterAll(async () => {
  await extended.context.close();
});

const open: Extended["open"] = (files, headers) => extended.open(files, headers);
const press = (page: Page) => extended.press(page);
const panel = (page: Page) => page.locator("gouji-panel");
/** What is marked as suspect: the row that it stands in, and its number. */
const suspects = (frame: Page | Frame) =>
  frame.evaluate(() =>
    [...document.querySelectorAll("[data-gouji~=suspect]")].map((element) => {
      const cell = element as HTMLTableCellElement;
      const text =
        element.textContent?.replaceAll(/[\s\u200b]/g, "") || element.querySelector("input")?.value;
      const row = element.closest("tr");
      const inTable = element.tagName === "TD" && row;
      const first = inTable ? row.cells[0]?.textContent?.replaceAll(/[\s\u200b]/g, "") : "text";
      return `${first} ${inTable ? cell.cellIndex : ""} ${text} ${element.getAttribute("data-gouji-number") ?? ""}`;
    }),
  );

for (const [name, portal] of Object.entries(portals)) {
  test(`one press marks the right cells in ${name}`, async () => {
    const { page, requests } = await open(portal.files, portal.headers);
    const before = await page.evaluate(() => document.body.textContent);
    await expect
      .poll(() => requests.filter((each) => each.endsWith(".html")).length)
      .toBe(portal.frame ? 1 : 0);
    // The page's own pictures have been asked for.
    await page.waitForLoadState("load");
    const asked = requests.length;
    await press(page);
    await expect(panel(page).locator("h1")).toHaveText("1 处错误，1 处疑点");
    const frame = portal.frame ? (page.frames()[1] as Frame) : page;
    // The total of the results that has its digits swapped, and the two words of the text that differ from the table.
    const marked = await suspects(frame);
    expect(marked).toContain("（七）总计 1 21 [1]");
    expect(marked.filter((each) => !each.startsWith("text"))).toHaveLength(1);
    const words = marked.filter((each) => each.startsWith("text"));
    expect(words.map((each) => each.split(" ")[2]).join("")).toBe("12件");
    expect(words.at(-1)).toMatch(/\[2\]$/);
    // The mark is seen, whatever the page's own style sheets say.
    const cell = frame.locator("td[data-gouji~=suspect]");
    await expect(cell).toHaveCSS("outline-style", "solid");
    await expect(cell).toHaveCSS("outline-color", "rgb(194, 58, 43)");
    // A remark leads to its place.
    await panel(page).locator("li button").first().click();
    await expect(cell).toBeInViewport();
    await expect(cell).toHaveAttribute("data-gouji-now", "");
    // Closed, the page is what it was; and nothing was asked of anybody.
    await panel(page).getByRole("button", { name: "关闭" }).click();
    await expect(panel(page)).toHaveCount(0);
    expect(await suspects(frame)).toEqual([]);
    expect(await page.evaluate(() => document.body.textContent)).toBe(before);
    expect(requests.slice(asked)).toEqual([]);
    await page.close();
  });
}

test("pressed again after the page was mended it says that everything holds", async () => {
  const first = Object.values(portals)[0]?.files["/"] ?? "";
  const { page } = await open({ "/": first });
  await press(page);
  await expect(panel(page).locator("h1")).toContainText("1 处错误");
  await page.evaluate(() => {
    for (const element of document.querySelectorAll("[data-gouji~=suspect]")) {
      const words = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = words.nextNode(); node; node = words.nextNode())
        node.nodeValue = (node.nodeValue ?? "")
          .replace(/21/, "12x")
          .replace(/^12$/, "13")
          .replace("12x", "12");
    }
  });
  await press(page);
  await expect(panel(page).locator("h1")).toHaveText("42 项勾稽关系全部成立");
  await expect(panel(page)).toHaveCount(1);
  await page.close();
});

test("a page without a report says so", async () => {
  const { page } = await open({ "/": withoutReport.replace(/<li><a href="\/files.*<\/li>/, "") });
  await press(page);
  await expect(panel(page).locator("h1")).toHaveText("这个页面上没有政府信息公开年报");
  await expect(page.locator("[data-gouji]")).toHaveCount(0);
  await page.close();
});

test("a page that only links to a report says that nothing was checked, and names the file", async () => {
  const { page } = await open({ "/": withoutReport });
  await press(page);
  await expect(panel(page).locator("h1")).toContainText("没有核对");
  await expect(panel(page)).toContainText(
    "年报可能在附件里，请下载后用勾稽的网页打开：2024年政府信息公开工作年度报告",
  );
  await page.close();
});

test("a report that holds has no marks; one without its tables is not called checked", async () => {
  const { page } = await open({ "/": consistent });
  await press(page);
  await expect(panel(page).locator("h1")).toHaveText("42 项勾稽关系全部成立");
  await expect(page.locator("[data-gouji]")).toHaveCount(0);
  await page.close();
  const lost = await open({ "/": consistent.replaceAll(/<table[\s\S]*?<\/table>/g, '<img alt="表">') });
  await press(lost.page);
  await expect(panel(lost.page).locator("h1")).toContainText("没有核对");
  await lost.page.close();
});

test("it asks for the active tab and for scripting, in both browsers, and can connect to nobody", () => {
  for (const browser of ["chromium", "firefox"]) {
    const manifest = JSON.parse(readFileSync(`dist/extension/${browser}/manifest.json`, "utf8"));
    expect(manifest.permissions).toEqual(["activeTab", "scripting"]);
    for (const key of [
      "host_permissions",
      "optional_permissions",
      "content_scripts",
      "externally_connectable",
    ])
      expect(manifest).not.toHaveProperty(key);
    expect(manifest.content_security_policy.extension_pages).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
    );
  }
});
