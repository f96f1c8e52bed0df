// The one file after what happens to files on their way: it works, or says in a sentence that it does not.

import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { test as plain } from "@playwright/test";
import { example, expect, hand, slipped, sums, test, website } from "./support.ts";

const file = () => readFileSync("dist/gouji.html", "latin1");
const address = "http://portal.test/gouji.html";

/** What portals, mail programs and editors do to a file. */
const handlings: Record<string, (text: string) => string | Buffer> = {
  "a byte order mark is put in front": (text) => Buffer.from(`\uFEFF${text}`, "utf8"),
  "line ends become those of Windows": (text) => text.replaceAll("\n", "\r\n"),
  "line ends are trimmed": (text) => text.replaceAll(/[ \t]+$/gm, ""),
  "every line is trimmed and empty ones are dropped": (text) =>
    text
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean)
      .join("\n"),
  "everything stands on one line": (text) => text.replaceAll("\n", " "),
  "something is put in before the first </body>": (text) =>
    text.replace("</body>", '<div id="counter">访问量</div></body>'),
  "something is put in behind the first <head>": (text) =>
    text.replace("<head>", '<head><meta name="SiteName" content="x">'),
  "something is put in before the first </head>": (text) =>
    text.replace("</head>", '<meta name="ColumnName" content="x"></head>'),
  "something is put in behind the first <body>": (text) =>
    text.replace("<body>", "<body><!-- site header -->"),
  "the charset that is declared is another one": (text) => text.replace('charset="utf-8"', 'charset="gbk"'),
  "a minifier takes out spaces between tags and quotes": (text) =>
    text.replaceAll(/>\n+</g, "><").replace('<html lang="zh-Hans">', "<html lang=zh-Hans>"),
};

for (const [name, handle] of Object.entries(handlings)) {
  plain(`the file works when ${name}`, async ({ page }) => {
    const body = handle(file());
    await page.route(address, (route) => route.fulfill({ contentType: "text/html", body }));
    await page.goto(address);
    await hand(page, "paste", { html: example });
    await expect(sums(page)).toContainText(slipped);
  });
}

test("the file is plain ASCII, so that no charset changes it", () => {
  expect([...readFileSync("dist/gouji.html")].filter((byte) => byte > 0x7e)).toEqual([]);
});

plain("a file whose script was changed says so in a sentence", async ({ page }) => {
  // The page's own script is the last one; the one before it is for old browsers alone.
  const body = file().replace(/<script>(?!.*<script>)/s, "<script>;");
  await page.route(address, (route) => route.fulfill({ contentType: "text/html", body }));
  await page.goto(address);
  await expect(page.getByText("勾稽没有运行起来")).toBeVisible();
  await expect(page.getByText("这个文件在保存、转发时被改动过")).toBeVisible();
  await expect(page.getByText("正在打开")).toBeHidden();
});

plain("over a slow line the page says that it is being opened, not that it failed", async ({ page }) => {
  let go = () => {};
  const wait = new Promise<void>((resolve) => (go = resolve));
  await page.route("**/gouji.*.js", async (route) => {
    await wait;
    await route.continue();
  });
  await page.goto(website, { waitUntil: "commit" });
  await expect(page.getByText("正在打开")).toBeVisible();
  await page.waitForTimeout(4000);
  await expect(page.getByText("勾稽没有运行起来")).toBeHidden();
  await expect(page.getByText("如果一直打不开")).toBeHidden();
  go();
  await expect(page.getByRole("button", { name: "打开文件", exact: true })).toBeVisible();
  await expect(page.getByText("正在打开")).toBeHidden();
});

plain("a website whose script does not come says so at once", async ({ page }) => {
  await page.route("**/gouji.*.js", (route) => route.abort());
  await page.goto(website);
  await expect(page.getByText("勾稽没有运行起来")).toBeVisible();
});

/** Changes one letter of the block that holds the modules, at a part of its length. */
const letter = (text: string, part: number) =>
  text.replace(/(data-gouji-modules='[^']*'>)([^<]+)/, (_, head: string, block: string) => {
    const at = Math.floor(block.length * part);
    return `${head}${block.slice(0, at)}${block[at] === "A" ? "B" : "A"}${block.slice(at + 1)}`;
  });

for (const [name, part, cut] of [
  ["near its beginning", 0.01, false],
  ["in the middle of the first module", 0.3, false],
  ["by the loss of its end", 0.4, true],
] as const) {
  plain(`a file whose modules were changed ${name} checks nothing and says so`, async ({ page }) => {
    const body = cut
      ? file().replace(/(data-gouji-modules='[^']*'>)([^<]+)/, (_, head: string, block: string) =>
          head.concat(block.slice(0, Math.floor(block.length * part))),
        )
      : letter(file(), part);
    await page.route(address, (route) => route.fulfill({ contentType: "text/html", body }));
    await page.goto(address);
    await hand(page, "paste", { html: example });
    await expect(page.getByText("校验程序已经损坏")).toBeVisible();
    await expect(sums(page)).toHaveCount(0);
  });
}

plain("a file whose second module was changed checks texts, and says so for a document", async ({ page }) => {
  const body = letter(file(), 0.9);
  await page.route(address, (route) => route.fulfill({ contentType: "text/html", body }));
  await page.goto(address);
  await hand(page, "paste", { html: example });
  await expect(sums(page)).toContainText(slipped);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0])], "年报.docx"));
    document.body.dispatchEvent(
      new DragEvent("drop", { bubbles: true, cancelable: true, composed: true, dataTransfer: data }),
    );
  });
  await expect(page.getByText("校验程序已经损坏")).toBeVisible();
});

plain("a browser without JavaScript is told what is missing", async ({ browser }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto("/");
  await expect(page.locator("noscript .failed")).toBeVisible();
  await expect(page.getByText("正在打开")).toBeHidden();
  await page.close();
});

test("a page saved as the browser has it works again and holds no report", async ({ page }, info) => {
  await page.goto("/");
  await hand(page, "paste", { html: example.replaceAll("柳河镇", "松涛镇") });
  await expect(sums(page)).toContainText(slipped);
  await expect(page.getByText("松涛镇").first()).toBeVisible();
  const saved = await page.evaluate(() => `<!DOCTYPE html>${document.documentElement.outerHTML}`);
  expect(saved).not.toContain("松涛镇");
  const path = info.outputPath("saved.html");
  writeFileSync(path, saved);
  await page.goto(pathToFileURL(path).href);
  await hand(page, "paste", { html: example });
  await expect(sums(page)).toContainText(slipped);
});

plain("a page saved with its shadow root is drawn once and works again", async ({ page }, info) => {
  await page.goto("/");
  await hand(page, "paste", { html: example });
  await expect(sums(page)).toContainText(slipped);
  const saved = await page.evaluate(() => {
    const element = document.querySelector("gouji-checker");
    const inner = element?.shadowRoot?.innerHTML ?? "";
    const outer = document.documentElement.outerHTML;
    return `<!DOCTYPE html>${outer.replace(/(<gouji-checker[^>]*>)/, `$1<template shadowrootmode="open">${inner}</template>`)}`;
  });
  const path = info.outputPath("saved.html");
  writeFileSync(path, saved);
  await page.goto(pathToFileURL(path).href);
  await expect(page.locator("header.bar")).toHaveCount(1);
  await hand(page, "paste", { html: example });
  await expect(sums(page)).toContainText(slipped);
});

plain("a copy in which no script runs says that it is a copy", async ({ page }, info) => {
  await page.goto("/");
  await hand(page, "paste", { html: example });
  await expect(sums(page)).toContainText(slipped);
  const session = await page.context().newCDPSession(page);
  const { data } = (await session.send("Page.captureSnapshot", { format: "mhtml" })) as { data: string };
  const path = info.outputPath("saved.mhtml");
  writeFileSync(path, data);
  await page.goto(pathToFileURL(path).href);
  await expect(page.getByText("这是保存下来的副本", { exact: false }).first()).toBeVisible();
});
