// The module and the element in somebody else's page.

import { consistent, dropOn, example, expect, test } from "./support.ts";

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
        pages: (await gouji.rules()).every((rule) =>
          [rule.checks_zh, rule.why_zh, rule.checks_en, rule.why_en].every((text) => text.length > 10),
        ),
        failed: failure instanceof gouji.GoujiError && failure.code,
      };
    },
    [consistent, example],
  );
  expect(result).toMatchObject({ schema: 1, held: 42, name: "a.html", without: true, failed: "empty" });
  expect(result.errors).toBeGreaterThan(0);
  expect(result.blocks).toBeGreaterThan(10);
  expect(result.rules).toContain("t3-balance");
  expect(result.pages).toBe(true);
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

/** Styles of pages around that reach into an element in some way. `!important` beats what an element says of itself. */
const around: Record<string, string> = {
  "a root of 100 pixels": "html { font-size: 100px }",
  "inherited type": `body { line-height: 3; letter-spacing: 9px; word-spacing: 1em; text-align: right; text-indent: 3em;
    text-transform: uppercase; font: italic small-caps 900 40px/3 monospace; font-stretch: 50%; font-feature-settings: "onum";
    white-space: pre; word-break: break-all; overflow-wrap: normal; hyphens: auto; tab-size: 1; quotes: none }`,
  "inherited colours and shadows": `body { color: red; text-shadow: 2px 2px red; -webkit-text-fill-color: lime;
    -webkit-text-stroke: 1px blue; caret-color: red; accent-color: red; color-scheme: dark; text-decoration: underline }`,
  "inherited direction and modes, in a page that gives the element a width": `gouji-checker { width: 1280px } body { direction: rtl; writing-mode: vertical-rl; text-orientation: upright;
    visibility: visible; cursor: none; user-select: none; -webkit-user-select: none; pointer-events: auto; list-style: square;
    border-collapse: collapse; border-spacing: 9px; empty-cells: hide; caption-side: bottom; orphans: 9 }`,
  "a rule for every element": `gouji-checker { width: 1280px } * { font-size: 11px; line-height: 1; font-family: monospace; text-indent: 3em; color: lime;
    box-sizing: content-box; margin: 0; padding: 0; letter-spacing: 5px; user-select: none; writing-mode: vertical-lr }`,
  "a reset of everything that nothing overrides": "* { all: unset !important }",
  "another reset":
    "*, *::before, *::after { all: initial !important } html, body { display: block !important }",
  "rules that nothing overrides": `gouji-checker { width: 1280px; font-size: 40px !important; color: lime !important; direction: rtl !important;
    text-align: right !important; letter-spacing: 4px !important; user-select: none !important;
    writing-mode: vertical-rl !important; text-transform: uppercase !important; line-height: 4 !important }`,
  "names that are our own": `* { --desk: red !important; --paper: red !important; --ink: lime !important; --line: blue;
    --error: blue; --own: monospace; --report: monospace; --head: 300px !important; --verdict: 99px }`,
  "rules for the elements that are used inside": `button, table, td, th, p, h1, h2, mark, ul, li, summary, textarea { color: lime
    !important; font-size: 50px !important; border: 9px solid red !important; display: inline !important }
    .paper, .remark, .all, .bar, .desk { display: none !important }`,
};

/** What is compared of each of these: everything that is inherited, and what makes the layout. */
const compared = [
  "fontSize",
  "lineHeight",
  "fontFamily",
  "fontStyle",
  "fontWeight",
  "fontVariant",
  "fontStretch",
  "fontFeatureSettings",
  "letterSpacing",
  "wordSpacing",
  "textAlign",
  "textIndent",
  "textTransform",
  "textShadow",
  "textDecorationLine",
  "color",
  "webkitTextFillColor",
  "webkitTextStrokeWidth",
  "backgroundColor",
  "direction",
  "unicodeBidi",
  "writingMode",
  "textOrientation",
  "whiteSpace",
  "wordBreak",
  "overflowWrap",
  "hyphens",
  "tabSize",
  "visibility",
  "cursor",
  "userSelect",
  "pointerEvents",
  "caretColor",
  "accentColor",
  "colorScheme",
  "listStyleType",
  "borderCollapse",
  "borderSpacing",
  "emptyCells",
  "captionSide",
  "orphans",
  "quotes",
  "boxSizing",
  "display",
  "paddingLeft",
  "marginTop",
  "borderTopWidth",
  "borderTopColor",
  "opacity",
] as const;
const places = [
  ".all",
  ".bar .name",
  ".bar button",
  ".who",
  ".word",
  "[data-sums]",
  ".remark .title",
  ".remark button",
  ".paper",
  ".paper h1",
  ".paper h2",
  ".paper p",
  ".paper th",
  ".paper td.value",
  ".paper td.role-suspect",
  ".foot",
  ".foot button",
  "summary",
  ".badge",
];

test("nothing of the page around changes what matters of its look", async ({ page }) => {
  await page.route("**/host.html", (route) =>
    route.fulfill({
      contentType: "text/html; charset=utf-8",
      body: '<!doctype html><html lang="zh"><title>host</title><style>body { margin: 0 }</style><style id="around"></style><div><script type="module" src="/module/gouji.js"></script><gouji-checker theme="light"></gouji-checker></div></html>',
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
  await page.locator(".paper td.role-suspect").first().waitFor({ state: "attached" });
  const look = async (css: string) => {
    // The page around changes, and the element has time to measure itself again.
    await page.evaluate(async (css) => {
      const style = document.querySelector("#around");
      if (style) style.textContent = css;
      for (let frame = 0; frame < 6; frame += 1) await new Promise(requestAnimationFrame);
    }, css);
    return page.evaluate(
      ([properties, names]) => {
        const root = document.querySelector("gouji-checker")?.shadowRoot;
        const found: Record<string, string> = {};
        for (const name of names ?? []) {
          const element = root?.querySelector(name);
          if (!element) throw new Error(`there is no ${name}`);
          const style = getComputedStyle(element) as unknown as Record<string, string>;
          for (const property of properties ?? []) found[`${name} ${property}`] = style[property] ?? "none";
          const { width, height } = element.getBoundingClientRect();
          found[`${name} size`] = `${width} × ${height}`;
        }
        return found;
      },
      [[...compared], places],
    );
  };
  let plain = await look("");
  // Until all of the report is drawn.
  await expect
    .poll(async () => {
      const before = plain;
      plain = await look("");
      return Object.keys(plain).filter((key) => plain[key] !== before[key]);
    })
    .toEqual([]);
  expect(Object.keys(plain)).toHaveLength(places.length * (compared.length + 1));
  for (const [name, css] of Object.entries(around)) {
    const other = await look(css);
    const changed = Object.keys(plain).filter((key) => plain[key] !== other[key]);
    expect(
      changed.map((key) => `${key}: ${plain[key]} → ${other[key]}`),
      name,
    ).toEqual([]);
  }
});

test("custom properties choose colours and fonts, in both themes", async ({ page }) => {
  await page.addStyleTag({
    content: `gouji-checker { --gouji-desk: rgb(1, 2, 3); --gouji-paper: rgb(4, 5, 6); --gouji-ink: rgb(7, 8, 9);
      --gouji-line: rgb(10, 11, 12); --gouji-soft: rgb(13, 14, 15); --gouji-accent: rgb(16, 17, 18);
      --gouji-font: "Own Font"; --gouji-report-font: "Report Font" }`,
  });
  for (const theme of ["dark", "light"]) {
    await page.evaluate(
      async ([html, own]) => {
        const element = document.querySelector("gouji-checker") as HTMLElement & {
          value: string;
          check(): Promise<unknown>;
        };
        element.setAttribute("theme", own ?? "");
        element.value = html ?? "";
        await element.check();
      },
      [example, theme],
    );
    await expect(page.locator(".all")).toHaveCSS("background-color", "rgb(1, 2, 3)");
    await expect(page.locator(".all")).toHaveCSS("color", "rgb(7, 8, 9)");
    await expect(page.locator(".all")).toHaveCSS("font-family", '"Own Font"');
    await expect(page.locator(".paper")).toHaveCSS("background-color", "rgb(4, 5, 6)");
    await expect(page.locator(".paper p").first()).toHaveCSS("font-family", '"Report Font"');
    const accent = page
      .locator(".all")
      .evaluate((all) => getComputedStyle(all).getPropertyValue("--error-mark"));
    expect(await accent).toBe("rgb(16, 17, 18)");
    await expect(page.locator(".foot")).toHaveCSS("color", "rgb(13, 14, 15)");
  }
});

test("several elements on one page each keep their own report, language and verdict", async ({ page }) => {
  await page.evaluate(
    async ([good, bad]) => {
      document.body.insertAdjacentHTML(
        "beforeend",
        '<gouji-checker lang="zh" theme="light"></gouji-checker>',
      );
      const [one, other] = [...document.querySelectorAll("gouji-checker")] as (HTMLElement & {
        value: string;
        check(): Promise<unknown>;
      })[];
      if (!one || !other) return;
      one.value = good ?? "";
      other.value = bad ?? "";
      await Promise.all([one.check(), other.check()]);
    },
    [consistent, example],
  );
  await expect(page.locator("gouji-checker").first().locator("[data-sums]")).toContainText(
    /42 sums: \s*42 hold/,
  );
  await expect(page.locator("gouji-checker").nth(1).locator("[data-sums]")).toContainText(
    /42 项勾稽：\s*成立 39/,
  );
  // A paste goes to the one that has the keyboard, a key to it alone.
  await page.locator("gouji-checker").nth(1).locator(".remark .headline").first().click();
  await page.keyboard.press("n");
  await expect(page.locator("gouji-checker").first().locator(".remark.open")).toHaveCount(0);
  // One taken away leaves the other at work.
  await page
    .locator("gouji-checker")
    .first()
    .evaluate((element) => element.remove());
  await page.locator("gouji-checker").evaluate(async (element, html) => {
    const own = element as HTMLElement & { value: string; check(): Promise<unknown> };
    own.value = html;
    await own.check();
  }, consistent);
  await expect(page.locator("gouji-checker [data-sums]")).toContainText("成立 42");
});

test("two files dropped on the element become a list, and a report of it is told", async ({ page }) => {
  await page.evaluate(() => {
    const told: unknown[] = [];
    Object.assign(window, { told });
    document.addEventListener("gouji-outcome", (event) => told.push((event as CustomEvent).detail.status));
  });
  await page.locator("gouji-checker .start").waitFor();
  await dropOn(page.locator("gouji-checker"), [
    { name: "a.html", text: consistent },
    { name: "b.html", text: example },
  ]);
  await expect(page.locator(".batch [role=status]")).toHaveText(/all looked at/i);
  await page.locator(".rows .open-row").first().click();
  await expect(page.locator("[data-status=errors]")).toBeVisible();
  expect(await page.evaluate("told")).toEqual(["errors"]);
});
