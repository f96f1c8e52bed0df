// The extension in a browser of its own, and presses of its button: with the permissions of its own manifest alone.

import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { type BrowserContext, chromium, expect, type Page, type TestInfo } from "@playwright/test";

const folder = resolve("dist/extension/chromium");
export const origin = "http://portal.test";

/** Extensions need a whole browser: what runs the other tests may have no windows of its own. */
const find = ". scripts/browser.sh; find_browser";

/** What the configuration says about starting the browser. */
interface Launch {
  chromiumSandbox?: boolean;
  args?: string[];
}

/** A browser that has the extension, and no other. */
export class Extended {
  private opened = 0;

  private constructor(
    readonly context: BrowserContext,
    private readonly id: string,
  ) {}

  static async start(launchOptions: unknown, info: TestInfo): Promise<Extended> {
    const { chromiumSandbox, args = [] } = launchOptions as Launch;
    const context = await chromium.launchPersistentContext(info.outputPath("profile"), {
      executablePath: execFileSync("sh", ["-c", find], { encoding: "utf8" }).trim(),
      ...(chromiumSandbox === undefined ? {} : { chromiumSandbox }),
      viewport: { width: 1280, height: 800 },
      args: [
        ...args,
        "--headless=new",
        `--disable-extensions-except=${folder}`,
        `--load-extension=${folder}`,
        "--disable-features=DisableLoadExtensionCommandLineSwitch",
        "--enable-unsafe-extension-debugging",
      ],
    });
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
    // The worker is announced before its script has run: a press that comes earlier reaches nobody.
    await expect
      .poll(() =>
        worker.evaluate(() => {
          const { chrome } = globalThis as unknown as {
            chrome?: { action?: { onClicked: { hasListeners(): boolean } } };
          };
          return chrome?.action?.onClicked.hasListeners() ?? false;
        }),
      )
      .toBe(true);
    return new Extended(context, new URL(worker.url()).host);
  }

  /** Opens a page and notes what is asked of any server. */
  async open(files: Record<string, string>, headers: Record<string, string> = {}) {
    const requests: string[] = [];
    const page = await this.context.newPage();
    await page.route("**/*", (route) => {
      const { href, pathname, origin: own } = new URL(route.request().url());
      requests.push(href);
      const body = own === origin ? files[pathname] : undefined;
      return body === undefined
        ? route.fulfill({ status: 404, body: "" })
        : route.fulfill({ contentType: "text/html; charset=utf-8", body, headers });
    });
    this.opened += 1;
    await page.goto(`${origin}/?${this.opened}`, { waitUntil: "domcontentloaded" });
    await page.bringToFront();
    return { page, requests };
  }

  /** Presses the extension's button in the tab of a page, as the browser's own interface does. */
  async press(page: Page): Promise<void> {
    const session = await this.context.browser()?.newBrowserCDPSession();
    if (!session) throw new Error("there is no browser to ask");
    const send = session.send.bind(session) as (name: string, values: object) => Promise<never>;
    const all: {
      targetInfos: { targetId: string; url: string }[];
    } = await send("Target.getTargets", { filter: [{ type: "tab" }] });
    const tab = all.targetInfos.find(({ url }) => url === page.url());
    await send("Extensions.triggerAction", { id: this.id, targetId: tab?.targetId });
    await session.detach();
  }
}
