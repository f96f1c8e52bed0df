// The static website: in a sub-folder, without a server on the second visit, and across an update.

import { execFileSync } from "node:child_process";
import { createReadStream, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import type { Page } from "@playwright/test";
import { docx } from "./office.ts";
import { example, expect, hand, runningText, slipped, sums, test } from "./support.ts";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
};

/** A portal's server with the website in a folder; `files` can be changed as an update changes them. */
class Portal {
  files = "dist/site";
  /** Answers that are not from `files`, by name. */
  readonly other = new Map<string, string>();
  readonly asked: string[] = [];
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      const path = (request.url ?? "").split("?")[0] ?? "";
      this.asked.push(path);
      const name = path.startsWith("/zwgk/gouji/") ? path.slice("/zwgk/gouji/".length) || "index.html" : "";
      const file = join(this.other.get(name) ?? this.files, name);
      if (!name || !existsSync(file)) {
        response.writeHead(404).end();
        return;
      }
      response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" });
      createReadStream(file).pipe(response);
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, "localhost", done));
    return `http://localhost:${(this.server.address() as AddressInfo).port}/zwgk/gouji/`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}

const portalTest = test.extend<{ portal: Portal; address: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads what a fixture needs from its pattern.
  portal: async ({}, use) => {
    const portal = new Portal();
    await use(portal);
    await portal.stop();
  },
  address: async ({ portal }, use) => use(await portal.start()),
});

/** Waits until the website's files are kept and this page is served from there. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) {
      await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done));
    }
  });

const scriptOf = (page: Page) => page.locator("script[src^=gouji]").getAttribute("src");
const word = { file: { name: "年报.docx", bytes: docx(example) } };

portalTest(
  "the website works in a folder of a portal and asks for nothing outside",
  async ({ page, portal, address }) => {
    await page.goto(address);
    await hand(page, "paste", { html: example });
    await expect(sums(page)).toContainText(slipped);
    await hand(page, "drop", word);
    await expect(sums(page)).toContainText(slipped);
    await kept(page);
    expect(portal.asked.filter((path) => !path.startsWith("/zwgk/gouji/"))).toEqual([]);
    await page.goto(`${address}about.html`);
    await expect(page.getByRole("heading", { name: "不查什么" })).toBeVisible();
    await page.getByRole("link", { name: "全部规则" }).click();
    await page.getByRole("link", { name: "新收加结转来，不等于办理加结转走" }).click();
    await expect(page.getByRole("heading", { level: 2 })).toContainText("新收加结转来");
  },
);

portalTest(
  "the second visit needs no server, for Word files neither",
  async ({ page, context, portal, address }) => {
    await page.goto(address);
    await kept(page);
    await page.close();
    await portal.stop();
    const again = await context.newPage();
    await again.goto(address);
    await hand(again, "paste", { html: example });
    await expect(sums(again)).toContainText(slipped);
    await hand(again, "drop", word);
    await expect(sums(again)).toContainText(slipped);
    await again.goto(`${address}about.html`);
    await expect(again.getByRole("heading", { name: "不查什么" })).toBeVisible();
  },
);

const list = {
  files: ["甲局", "乙局"].map((name) => ({ name: `${name}.html`, bytes: Buffer.from(example) })),
};

portalTest(
  "several reports become a list, whose script comes from beside the page, and without a server as well",
  async ({ page, context, portal, address }) => {
    await page.goto(address);
    await hand(page, "drop", list);
    await expect(page.locator(".batch .rows .open-row")).toHaveCount(2);
    await kept(page);
    await page.close();
    await portal.stop();
    const again = await context.newPage();
    await again.goto(address);
    await hand(again, "drop", list);
    await expect(again.locator(".batch .rows .open-row")).toHaveCount(2);
  },
);

test("on the website as well, text never becomes a program", async ({ browser }) => {
  const portal = new Portal();
  const page = await browser.newPage();
  await page.goto(await portal.start());
  await page.locator("gouji-checker .start").waitFor();
  expect(await runningText(page)).toEqual(["EvalError", "object"]);
  await page.close();
  await portal.stop();
});

portalTest(
  "an update is taken over whole, and an open tab goes on with its version",
  async ({ page, context, portal, address }) => {
    const next = mkdtempSync(join(tmpdir(), "gouji-site-"));
    execFileSync(process.execPath, ["scripts/build/site.mjs", next, "next"]);
    await page.goto(address);
    await kept(page);
    const old = await scriptOf(page);

    // Half of the update is there: its list, but not yet its page.
    portal.files = next;
    portal.other.set("index.html", "dist/site");
    const refused = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      const found = new Promise<string>((done) =>
        registration.addEventListener("updatefound", () => {
          const { installing } = registration;
          installing?.addEventListener("statechange", () => done(installing.state));
        }),
      );
      await registration.update().catch(() => undefined);
      return found;
    });
    expect(refused).toBe("redundant");
    const half = await context.newPage();
    await half.goto(address);
    expect(await scriptOf(half)).toBe(old);
    await hand(half, "paste", { html: example });
    await expect(sums(half)).toContainText(slipped);
    await half.close();

    // All of it is there, and the old files are gone from the server.
    portal.other.clear();
    await page.evaluate(async () => {
      const changed = new Promise((done) =>
        navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }),
      );
      await (await navigator.serviceWorker.ready).update();
      await changed;
    });
    // The open tab has not read a Word file yet: the reader of its own version is still to be had.
    await hand(page, "drop", word);
    await expect(sums(page)).toContainText(slipped);
    const fresh = await context.newPage();
    await fresh.goto(address);
    const now = await scriptOf(fresh);
    expect(now).not.toBe(old);
    await hand(fresh, "drop", word);
    await expect(sums(fresh)).toContainText(slipped);

    // Once no tab is open, the old version goes.
    await page.close();
    await fresh.close();
    const last = await context.newPage();
    await last.goto(address);
    expect(await last.evaluate(async () => (await caches.keys()).length)).toBe(1);
    rmSync(next, { recursive: true });
  },
);

/** Serves the website at an address without a server, with one file changed on its way where that is asked for. */
async function routed(page: Page, address: string, changed?: RegExp): Promise<void> {
  await page.route(`${address}**`, (route) => {
    const name = new URL(route.request().url()).pathname.slice(1) || "index.html";
    const body = readFileSync(join("dist/site", name));
    // A module with a section more is a module still.
    const answer = changed?.test(name) ? Buffer.concat([body, Buffer.of(0, 2, 1, 0x78)]) : body;
    return route.fulfill({ body: answer, contentType: types[extname(name)] ?? "text/plain" });
  });
  await page.goto(address);
}

test("a website that is opened by http works too", async ({ page }) => {
  await routed(page, "http://portal.test/");
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await hand(page, "paste", { html: example });
  await expect(sums(page)).toContainText(slipped);
  await hand(page, "drop", word);
  await expect(sums(page)).toContainText(slipped);
});

for (const address of ["http://portal.test/", "https://portal.test/"]) {
  test(`a program that was changed on its way does not run: ${new URL(address).protocol}`, async ({
    browser,
  }) => {
    // A context of its own: that it was refused is written to the console.
    const page = await browser.newPage({ serviceWorkers: "block" });
    await routed(page, address, /core/);
    await hand(page, "paste", { html: example });
    await expect(page.getByText("校验程序没有载入").first()).toBeVisible();
    await page.close();
  });
}

test("every file that the website's pages ask for is named by its content and its digest", () => {
  const page = readFileSync("dist/site/index.html", "utf8");
  const asked = [...page.matchAll(/<(?:script src|link rel="stylesheet" href)="([^"]+)"([^>]*)/g)];
  expect(asked.length).toBe(3);
  for (const [, name = "", rest = ""] of asked) {
    expect(name).toMatch(/^[a-z]+\.[0-9a-f]{12}\.(js|css)$/);
    expect(rest).toMatch(/integrity="sha384-/);
  }
  const list = readFileSync("dist/site/sw.js", "utf8");
  for (const name of readdirSync("dist/site").filter((file) => /\.[0-9a-f]{12}\./.test(file))) {
    expect(list, name).toContain(name);
  }
});

test("the rules' pages begin with what is checked, in the words of who writes a report", async ({ page }) => {
  await page.goto("/site/rules/index.html");
  await expect(page.locator("h1")).toHaveText("核对哪些内容");
  // Nothing that is typed or programmed stands before the list.
  await expect(page.locator("h1 ~ :not(table) code")).toHaveCount(0);
  await page.getByRole("link", { name: "新收加结转来，不等于办理加结转走" }).click();
  await expect(page.locator("h2")).toHaveText("新收加结转来，不等于办理加结转走");
  await expect(page.locator("h3").first()).toHaveText("检查什么");
  await page.goBack();
  await page.getByRole("link", { name: "例子怎样读" }).click();
  await expect(page.locator("h2")).toHaveText("例子怎样读");
});
