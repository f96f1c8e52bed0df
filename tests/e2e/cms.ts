// A CMS on a made-up host: the example pages, the editors that they need, and what gouji gives to other pages.

import { existsSync, readFileSync, statSync } from "node:fs";
import { extname, normalize } from "node:path";
import type { Page } from "@playwright/test";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".gif": "image/gif",
};

/** Serves folders under paths of a host, with more headers and pages where a test wants them. */
export async function host(
  page: Page,
  origin: string,
  folders: Record<string, string>,
  more: { headers?: Record<string, string>; pages?: Record<string, string> } = {},
): Promise<void> {
  await page.context().route(`${origin}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    const body = more.pages?.[pathname];
    if (body !== undefined)
      return route.fulfill({ body, contentType: types[".html"] ?? "", headers: more.headers ?? {} });
    const under = Object.keys(folders).find((prefix) => pathname.startsWith(prefix));
    const file = normalize(`${folders[under ?? ""] ?? "."}/${pathname.slice(under?.length ?? 0)}`);
    if (under === undefined || file.includes("..") || !existsSync(file) || !statSync(file).isFile())
      return route.fulfill({ status: 404, body: "" });
    return route.fulfill({
      body: readFileSync(file),
      headers: { "content-type": types[extname(file)] ?? "application/octet-stream", ...more.headers },
    });
  });
}

/** The host of the example pages. */
export const cms = "http://cms.test";

/** Opens the example page of an editor. */
export async function openExample(page: Page, name: string, search = ""): Promise<void> {
  await host(
    page,
    cms,
    { "/gouji/": "dist", "/editors/": "target/editors", "/": "examples/cms" },
    { pages: { "/gouji-example.html": readFileSync("www/example.html", "utf8") } },
  );
  await page.goto(`${cms}/${name}.html${search}`);
}
