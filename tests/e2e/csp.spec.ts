// The module, the gate and the frame under the policies of hosts, sent as real headers.

import { expect, type Page, test } from "@playwright/test";
import { host } from "./cms.ts";
import { consistent } from "./support.ts";

const portal = "http://portal.test";

/** A host page with nothing inline: its own script checks a report and notes what the element tells. */
async function open(
  tab: Page,
  policy: string,
  attributes = "",
  script = 'type="module" src="/module/gouji.js"',
): Promise<string[]> {
  const refused: string[] = [];
  tab.on("console", (message) => {
    if (/Content Security Policy/.test(message.text())) refused.push(message.text());
  });
  await host(
    tab,
    portal,
    { "/module/": "dist/module" },
    {
      headers: { "content-security-policy": policy },
      pages: {
        "/": `<!doctype html><html lang="zh"><title>portal</title>
          <script ${script} nonce="n1" defer></script>
          <gouji-checker ${attributes}></gouji-checker></html>`,
      },
    },
  );
  await tab.goto(`${portal}/`);
  await tab.waitForFunction(() => customElements.get("gouji-checker") !== undefined);
  return refused;
}

type Told = { status: string; code?: string; zh?: string };
const checked = (tab: Page): Promise<Told> =>
  tab.evaluate(async (text) => {
    const element = document.querySelector("gouji-checker") as HTMLElement & {
      value: string;
      check(): Promise<unknown>;
    };
    const told = new Promise<Told>((resolve) =>
      element.addEventListener("gouji-outcome", (event) => resolve((event as CustomEvent<Told>).detail), {
        once: true,
      }),
    );
    element.value = text;
    await element.check();
    return told;
  }, consistent);

const own = "default-src 'none'; connect-src 'self'; style-src 'self'";

test("what docs/EMBEDDING.md asks of a host is enough, and nothing is refused", async ({ page }) => {
  const refused = await open(page, `${own}; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:`);
  expect((await checked(page)).status).toBe("holds");
  expect(await page.evaluate(() => performance.getEntriesByType("resource").length)).toBeGreaterThan(0);
  expect(refused).toEqual([]);
});

test("without worker-src the check runs on the page itself", async ({ page }) => {
  await open(page, `${own}; script-src 'self' 'wasm-unsafe-eval'`);
  expect((await checked(page)).status).toBe("holds");
});

for (const script of ['type="module" src="/module/gouji.js"', 'src="/module/gouji.classic.js"']) {
  test(`under script-src 'self' alone the message says what is missing, and not to reload: ${script}`, async ({
    page,
  }) => {
    await open(page, `${own}; script-src 'self'; worker-src blob:`, "", script);
    const told = await checked(page);
    expect(told).toMatchObject({ status: "not-read", code: "policy" });
    expect(told.zh).toContain("'wasm-unsafe-eval'");
    expect(told.zh).not.toContain("请刷新");
    await expect(page.getByText("'wasm-unsafe-eval'").first()).toBeVisible();
  });
}

test("without connect-src the message names the file and the directive", async ({ page }) => {
  await open(
    page,
    "default-src 'none'; style-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:",
  );
  const told = await checked(page);
  expect(told).toMatchObject({ status: "not-read", code: "load" });
  expect(told.zh).toContain("/module/gouji-core.wasm");
  expect(told.zh).toContain("connect-src");
});

for (const [name, attributes, drawn] of [
  ["with the nonce of the policy", 'nonce="n1"', "grid"],
  ["without it, where they are refused", "", "block"],
] as const) {
  test(`a browser that knows no sheets of a script's making has its styles as elements: ${name}`, async ({
    page,
  }) => {
    await page.addInitScript(() => Reflect.deleteProperty(CSSStyleSheet.prototype, "replace"));
    await open(
      page,
      "default-src 'none'; connect-src 'self'; style-src 'nonce-n1'; script-src 'nonce-n1' 'wasm-unsafe-eval'; worker-src blob:",
      attributes,
    );
    expect((await checked(page)).status).toBe("holds");
    await expect(page.locator(".desk")).toHaveCSS("display", drawn);
  });
}
