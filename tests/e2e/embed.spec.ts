// The module and the element in somebody else's page.

import { consistent, example, expect, test } from "./support.ts";

test.beforeEach(async ({ page }) => {
  await page.route("**/host.html", (route) =>
    route.fulfill({
      contentType: "text/html; charset=utf-8",
      body: '<!doctype html><html lang="zh"><title>host</title><script type="module" src="/module/gouji.js"></script><gouji-checker lang="en" theme="dark"></gouji-checker></html>',
    }),
  );
  await page.goto("/host.html");
});

test("the module checks text and bytes and knows its rules", async ({ page }) => {
  const result = await page.evaluate(
    async ([good, bad]) => {
      const address = "/module/gouji.js";
      const gouji = (await import(address)) as typeof import("../../www/src/module.ts");
      await gouji.load();
      const one = await gouji.check(good ?? "", { document: true });
      const other = await gouji.check(new TextEncoder().encode(bad ?? ""), { name: "a.html", lang: "en" });
      const failure = await gouji.check(new Uint8Array()).catch((error: unknown) => error);
      return {
        schema: one.schema,
        held: one.counts.held,
        blocks: one.document?.blocks.length ?? 0,
        errors: other.counts.error,
        name: other.input.name,
        without: other.document === undefined,
        rules: (await gouji.rules()).map((rule) => rule.name),
        failed: failure instanceof gouji.GoujiError && failure.code,
      };
    },
    [consistent, example],
  );
  expect(result).toMatchObject({ schema: 1, held: 42, name: "a.html", without: true, failed: "empty" });
  expect(result.errors).toBeGreaterThan(0);
  expect(result.blocks).toBeGreaterThan(10);
  expect(result.rules).toContain("t3-balance");
});

test("the element takes a value, checks on request and tells its outcome", async ({ page }) => {
  const count = await page.evaluate(async (html) => {
    await customElements.whenDefined("gouji-checker");
    const element = document.querySelector(
      "gouji-checker",
    ) as unknown as import("../../www/src/module.ts").GoujiChecker;
    const told = new Promise<number>((resolve) => {
      element.addEventListener("gouji-outcome", (event) =>
        resolve((event as CustomEvent<{ counts: { error: number } }>).detail.counts.error),
      );
    });
    element.value = html;
    await element.check();
    return told;
  }, example);
  expect(count).toBeGreaterThan(0);
  await expect(page.locator("[data-sums]")).toHaveText(/42 sums: \s*39 hold\s*3 broken/);
  await expect(page.locator("gouji-checker")).toHaveAttribute("dark");
});

test("nothing of the page around changes its look, not even a rule for all elements", async ({ page }) => {
  const looks: unknown[] = [];
  for (const style of [
    "",
    `html { font-size: 100px; } body { line-height: 3; letter-spacing: 9px; text-align: right; color: red; direction: rtl; text-transform: uppercase; word-spacing: 1em; white-space: pre; visibility: visible; }
     * { font-size: 11px; line-height: 1; font-family: monospace; text-indent: 3em; } gouji-checker { font-size: 40px; color: lime; }`,
  ]) {
    await page.route("**/host.html", (route) =>
      route.fulfill({
        contentType: "text/html; charset=utf-8",
        body: `<!doctype html><html lang="zh"><title>host</title><style>body { margin: 0 } ${style}</style><script type="module" src="/module/gouji.js"></script><gouji-checker theme="light"></gouji-checker></html>`,
      }),
    );
    await page.goto("/host.html");
    await page.evaluate(async (html) => {
      await customElements.whenDefined("gouji-checker");
      const element = document.querySelector("gouji-checker") as unknown as {
        value: string;
        check(): Promise<unknown>;
      };
      element.value = html;
      await element.check();
    }, example);
    await expect(page.locator(".paper td.role-suspect")).toBeVisible();
    looks.push(
      await page.evaluate(() => {
        const root = document.querySelector("gouji-checker")?.shadowRoot;
        return [".who", ".word", ".remark .title", ".paper p", ".paper td.value", ".foot"].map((name) => {
          const element = root?.querySelector(name);
          if (!element) return name;
          const { fontSize, lineHeight, letterSpacing, textAlign, color, direction, fontFamily, textIndent } =
            getComputedStyle(element);
          const { width, height } = element.getBoundingClientRect();
          return [
            name,
            fontSize,
            lineHeight,
            letterSpacing,
            textAlign,
            color,
            direction,
            fontFamily,
            textIndent,
            width,
            height,
          ];
        });
      }),
    );
  }
  expect(looks[1]).toEqual(looks[0]);
});
