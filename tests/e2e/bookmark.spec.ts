// The bookmark on pages of portals: what it marks, and what a page's policy prevents.

import { expect, type Page, test } from "@playwright/test";
import { host } from "./cms.ts";
import { portals } from "./portals.ts";

const tools = "http://tools.test";
const portal = "http://portal.test";

/** The program in the bookmark, as the page that offers it has made it. */
async function bookmark(page: Page): Promise<string> {
  await host(page, tools, { "/gouji/": "dist" });
  await page.goto(`${tools}/gouji/bookmark.html`);
  const href = (await page.getByRole("link", { name: "勾稽" }).getAttribute("href")) ?? "";
  expect(href).toMatch(/^javascript:/);
  return decodeURIComponent(href.slice("javascript:".length));
}

for (const [name, { files, frame }] of Object.entries(portals).filter(([, each]) => !each.headers)) {
  test(`the bookmark marks the right cell in ${name}`, async ({ page }) => {
    const program = await bookmark(page);
    await host(page, portal, {}, { pages: files });
    await page.goto(`${portal}/`);
    await page.evaluate(program);
    await expect(page.locator("gouji-panel h1")).toHaveText("1 处错误，1 处疑点");
    const cell = (frame ? page.frameLocator("iframe").first() : page).locator("td[data-gouji~=suspect]");
    await expect(cell).toHaveCount(1);
    await expect(cell).toHaveAttribute("data-gouji-number", "[1]");
    await expect(cell).toHaveCSS("outline-style", "solid");
  });
}

test("where a page's policy forbids the frame, the panel says what stands in the way", async ({ page }) => {
  const program = await bookmark(page);
  const files = Object.values(portals)[0]?.files ?? {};
  await host(page, portal, {}, { pages: files, headers: { "content-security-policy": "frame-src 'self'" } });
  await page.clock.install();
  await page.goto(`${portal}/`);
  await page.evaluate(program);
  // The patience with a frame that says nothing passes once, however many tables stand on the page.
  await expect(page.locator("iframe")).toBeAttached();
  await page.clock.fastForward(8_000);
  await expect(page.locator("gouji-panel h1")).toHaveText("没有核对");
  await expect(page.locator("gouji-panel")).toContainText(
    "这个网页的策略可能不允许放进 http://tools.test/gouji/frame.html",
  );
  await expect(page.locator("[data-gouji]")).toHaveCount(0);
});
