// For everyone: a whole session by keyboard, what is said, small windows, print, forced colours.

import { faults, strict } from "./accessible.ts";
import { picture, printed } from "./office.ts";
import {
  asText,
  choose,
  consistent,
  example,
  expect,
  hand,
  inputs,
  pasteReally,
  slipped,
  status,
  sums,
  test,
  website,
  well,
} from "./support.ts";

type Page = import("@playwright/test").Page;

/** The focused element, through shadow roots. */
const focused = (page: Page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return `${element?.tagName.toLowerCase()}.${element?.className} ${(element?.textContent ?? "").replaceAll(/\s+/g, " ").trim().slice(0, 60)}`;
  });

test("a whole session by keyboard alone", async ({ page }) => {
  await page.goto(website);
  await pasteReally(page, { html: example, text: asText(example) });
  await expect(sums(page)).toHaveText(slipped);
  // After the paste the keyboard is on the verdict.
  expect(await focused(page)).toContain("有错误");
  // N goes on to the next remark, with the keyboard at its place.
  await page.keyboard.press("n");
  expect(await focused(page)).toMatch(/^mark\./);
  await page.keyboard.press("n");
  expect(await focused(page)).toMatch(/^td\.value.*21/);
  // R leads to the remark, and back to the place.
  await page.keyboard.press("r");
  expect(await focused(page)).toMatch(/^button\.headline/);
  await page.keyboard.press("r");
  expect(await focused(page)).toMatch(/^td\.value.*21/);
  await page.keyboard.type("12");
  await page.keyboard.press("Enter");
  await expect(sums(page)).toHaveText(well);
  // The text is mended by keyboard as well: from the mark, once the new verdict has drawn it, into its words.
  await expect(page.locator(".paper mark").first()).toBeVisible();
  await page.keyboard.press("n");
  expect(await focused(page)).toMatch(/^mark\./);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Delete");
  await page.keyboard.press("Delete");
  await page.keyboard.type("13");
  await page.keyboard.press("Enter");
  await expect(status(page)).toHaveText("全部核对，全部成立");
  await expect(page.locator(".changes li")).toHaveCount(2);
  await expect(page.locator(".changes li").first()).toContainText("已答复12件");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(sums(page)).toHaveText(slipped);
});

test("a session with nothing but the accessibility tree", async ({ page }) => {
  await page.goto(website);
  await expect(page.locator("gouji-checker")).toMatchAriaSnapshot(`
    - banner:
      - heading "勾稽" [level=1]
    - main:
      - heading /把年报粘贴到这里/ [level=2]
      - textbox "粘贴年报全文"
      - button "打开文件"
      - button "先看一份示例"
  `);
  await page.getByRole("button", { name: "先看一份示例" }).click();
  await expect(sums(page)).toHaveText(slipped);
  await expect(page.locator(".verdict")).toMatchAriaSnapshot(`
    - region "有错误":
      - heading /云溪县柳河镇/ [level=2]
      - status:
        - strong: 有错误
      - button "核对了什么"
  `);
  await expect(page.locator(".remarks")).toMatchAriaSnapshot(`
    - complementary "批注":
      - heading "批注 2" [level=2]
      - button "上一条"
      - button "下一条"
      - list:
        - listitem:
          - button /第 1 条批注，.*错误/ [expanded]
        - listitem:
          - button /第 2 条批注，.*存疑/
  `);
  // The table has its name; the wrong cell says which remark it is, how serious, and what.
  const table = page.getByRole("table", { name: "表三" });
  await expect(table).toBeVisible();
  const wrong = table.getByRole("cell", { name: /^21 第 1 条批注，错误：/ });
  await expect(wrong).toBeVisible();
  // It is corrected by what the tree offers alone: opened, typed over, left.
  await wrong.press("Enter");
  const field = table.getByRole("textbox");
  await expect(field).toHaveValue("21");
  await field.fill("12");
  await field.press("Enter");
  await expect(page.locator(".verdict")).toMatchAriaSnapshot(`
    - region "有疑点，没有错误":
      - heading /云溪县柳河镇/ [level=2]
      - status:
        - strong: 有疑点，没有错误
  `);
  await expect(page.locator(".remarks")).toMatchAriaSnapshot(`
    - complementary "批注":
      - heading "批注 1" [level=2]
      - button "上一条"
      - button "下一条"
      - list:
        - listitem:
          - button /第 1 条批注，.*存疑/
  `);
  // The sentence that is wrong as well, from its remark.
  const remarks = page.getByRole("complementary", { name: "批注" });
  await remarks.getByRole("button", { name: /^第 1 条批注，.*存疑/ }).press("Enter");
  await remarks.getByRole("button", { name: "改这段文字" }).press("Enter");
  const words = page.getByRole("textbox", { name: /^改这段文字/ });
  await words.fill((await words.inputValue()).replace("已答复12件", "已答复13件"));
  await words.press("Enter");
  await expect(page.locator(".verdict")).toMatchAriaSnapshot(`
    - region "全部核对，全部成立":
      - heading /云溪县柳河镇/ [level=2]
      - status:
        - strong: 全部核对，全部成立
  `);
});

test("an Excel row with its label goes to the row that is called so; one that is too wide says so", async ({
  page,
}) => {
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await expect(sums(page)).toHaveText(slipped);
  await page.locator(".paper td.value").nth(20).focus();
  await hand(page, "paste", { text: "（七）总计\t12\t1\t0\t0\t0\t0\t13" });
  await expect(sums(page)).toHaveText(well);
  await expect(page.locator(".changes li")).toHaveText("表三（七）总计·自然人：21 → 12");
  await page.locator(".paper td.role-suspect, .paper td.edited").first().focus();
  await hand(page, "paste", { text: "1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11" });
  await expect(page.locator(".said")).toContainText("没有粘贴：一行有 11 个数");
  await hand(page, "paste", { text: "没有这一行\t1\t2" });
  await expect(page.locator(".said")).toContainText("没有粘贴：表里没有叫“没有这一行”的一行");
  await expect(page.locator(".changes li")).toHaveCount(1);
});

test("blanks that the sums prove are filled with one press", async ({ page }) => {
  await page.goto(website);
  const blank = consistent.replace(
    /(<td[^>]*>四、结转下年度继续办理<\/td>(?:\s*<td>\d+<\/td>){6}\s*<td>)\d+/,
    "$1",
  );
  expect(blank).not.toBe(consistent);
  await hand(page, "paste", { html: blank });
  await expect(status(page)).not.toHaveText("全部核对，全部成立");
  await page
    .locator(".remark")
    .first()
    .getByRole("button", { name: /^填 2$/ })
    .click();
  await expect(status(page)).toHaveText("全部核对，全部成立");
});

test("very many blanks are one button and a list on request, and are taken back at once", async ({
  page,
}) => {
  await page.goto(website);
  const blank = consistent.replaceAll("<td>0</td>", "<td></td>");
  await hand(page, "paste", { html: blank });
  const remark = page.locator(".remark", { hasText: "没有填数字" }).first();
  const all = remark.getByRole("button", { name: /^可确定的 \d+ 格全部填 0$/ });
  const one = remark.getByRole("button", { name: "填 0", exact: true });
  await expect(all).toBeVisible();
  // On arrival the page may be opening it by itself.
  const list = remark.getByText(/^要改的 \d+ 格$/);
  await expect(async () => {
    if (!(await list.isVisible())) await remark.locator(".headline").click();
    await expect(list).toBeVisible({ timeout: 500 });
  }).toPass();
  const count = Number(/\d+/.exec((await all.textContent()) ?? "")?.[0]);
  expect(count).toBeGreaterThan(130);
  await expect(one).toHaveCount(0);
  // Each of them is named, leads to its cell and can be filled alone.
  await expect(list).toHaveText(`要改的 ${count} 格`);
  await list.click();
  await expect(one).toHaveCount(count);
  await one.first().click();
  const edited = page.locator(".changes h3");
  await expect(edited).toHaveText("已改 1 处");
  await expect(all).toHaveText(`可确定的 ${count - 1} 格全部填 0`);
  await all.click();
  await expect(edited).toHaveText(`已改 ${count} 处`);
  await expect(all).toHaveCount(0);
  await page.getByRole("button", { name: "撤销", exact: true }).click();
  await expect(edited).toHaveText("已改 1 处");
  await expect(all).toHaveText(`可确定的 ${count - 1} 格全部填 0`);
});

for (const [width, height] of [
  [1366, 657],
  [720, 450],
  [768, 1024],
  [390, 844],
  [320, 640],
] as const) {
  test(`${width} × ${height}: nothing scrolls sideways, the wrong cell and a whole remark can be seen`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await page.goto(website);
    await expect(page.getByRole("button", { name: "打开文件", exact: true })).toBeVisible();
    await hand(page, "paste", { html: example });
    await expect(sums(page)).toHaveText(slipped);
    const cell = page.locator(".paper td.role-suspect.error");
    await expect(cell).toBeInViewport({ ratio: 1 });
    if (width < 860) await page.getByRole("button", { name: "看批注" }).click();
    const remark = page.locator(".remark").first();
    await expect(remark.locator(".calculation tfoot")).toBeAttached();
    await remark.locator(".apply").first().scrollIntoViewIfNeeded();
    await expect(remark.locator(".apply").first()).toBeInViewport({ ratio: 1 });
    const list = await page.locator(".list").boundingBox();
    expect(list?.height ?? 0).toBeGreaterThan(height > 500 ? 280 : 220);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    // Verdict and arrows stay in sight on larger windows, wherever the paper is.
    await page.mouse.wheel(0, -4000);
    if (height > 600) await expect(status(page)).toBeInViewport();
    await expect(page.getByRole("button", { name: "下一条" })).toBeInViewport();
  });
}

test("print: light whatever the screen has, all remarks, date; the checklist alone with its title", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await expect(sums(page)).toHaveText(slipped);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(page.locator(".remark")).toHaveCount(2);
  await expect(page.locator(".remark").last()).toBeVisible();
  await expect(page.locator(".bar, .menu, .handle").first()).toBeHidden();
  await expect(page.locator(".printed").first()).toContainText(/\d{4}-\d\d-\d\d，由勾稽核对/);
  expect(await page.locator(".paper").evaluate((paper) => getComputedStyle(paper).backgroundColor)).toBe(
    "rgb(255, 255, 255)",
  );
  await page.emulateMedia({ media: "screen", colorScheme: "dark" });
  await choose(page, "更多", "核对清单");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(page.locator(".print-checklist h1")).toHaveText(/云溪县柳河镇 2024 年\s*核对清单/);
  expect((await page.locator(".print-checklist h1").boundingBox())?.y).toBeLessThan(60);
  await expect(page.locator(".paper")).toBeHidden();
  await page.emulateMedia({ media: "screen", colorScheme: "dark" });
  await expect(page.locator(".paper")).toBeVisible();
});

test("forced colours: the wrong cell differs from its addends", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await expect(sums(page)).toHaveText(slipped);
  const outline = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((cell) => getComputedStyle(cell).outlineStyle);
  expect(await outline(".paper td.role-suspect.error")).toBe("double");
  expect(await outline(".paper td.addend:not(.role-suspect), .paper td.total")).toBe("none");
});

// Colours follow the theme and names the language: `make test` sees one look, `make test-browsers` all four.
const looks = [
  { scheme: "light", lang: "zh" },
  { scheme: "dark", lang: "en" },
  { scheme: "light", lang: "en" },
  { scheme: "dark", lang: "zh" },
] as const;
for (const { scheme, lang } of looks.slice(0, process.env.GOUJI_EVERY ? 4 : 1)) {
  test(`AAA contrast, targets and names in every state: ${scheme}, ${lang}`, async ({ browser }) => {
    test.slow();
    const context = await browser.newContext({
      colorScheme: scheme,
      reducedMotion: "reduce",
      viewport: { width: 1366, height: 657 },
    });
    const page = await context.newPage();
    await page.addInitScript((lang) => localStorage.setItem("gouji-lang", JSON.stringify(lang)), lang);
    await page.goto(website);
    const seen = async (what: string) => expect(await faults(page, strict), what).toEqual([]);
    await seen("start");
    // Every status, the file that could not be read among them.
    for (const input of inputs) {
      await hand(page, "drop", { file: input });
      await expect(page.locator(`[data-status="${input.status}"]`)).toBeVisible();
      await seen(input.status);
    }
    await hand(page, "drop", { file: { name: "扫描件.pdf", bytes: await printed(browser, picture) } });
    await expect(page.locator(".unread")).toBeVisible();
    await seen("scan");
    await hand(page, "paste", { html: example });
    await expect(page.locator(".remark").first()).toBeVisible();
    await page.locator(".remark .apply").first().click();
    await expect(page.locator(".changes li")).toHaveCount(1);
    await seen("edited");
    await page.locator(".checked").click();
    await seen("what was checked");
    await page.keyboard.press("Escape");
    await page.locator(".paired").click();
    await expect(page.locator(".pair h2")).toBeVisible();
    await seen("beside last year's");
    await page.locator(".pair .batch-head button").click();
    await page.locator('summary:is([aria-label="更多"], [aria-label="More"])').click();
    await seen("menu");
    await page.locator(".menu[open] button").first().click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await seen("checklist");
    await page.keyboard.press("Escape");
    await hand(page, "drop", { files: inputs });
    await expect(page.locator(".batch tbody .status")).toHaveCount(inputs.length);
    await expect(page.locator(".batch progress")).toHaveCount(0);
    await seen("list");
    // What was put aside, and each view of the list; two years' texts side by side.
    const before = consistent.replaceAll("2025年", "2026年").replaceAll("2024年", "2025年");
    const lock = { name: "~$年报.docx", bytes: Buffer.alloc(162, 5) };
    await hand(page, "drop", { files: [lock, { name: "次年.html", bytes: Buffer.from(before) }] });
    await page.locator(".aside summary").click();
    await expect(page.locator(".batch progress")).toHaveCount(0);
    for (const [at, there] of [
      ".missing textarea",
      ".years figure",
      ".against select",
      ".sum h3",
      ".strip",
    ].entries()) {
      await page
        .getByRole("tab")
        .nth(at + 1)
        .click();
      await expect(page.locator(there).first()).toBeVisible();
      if (at === 1) {
        await page.locator(".texts button").first().click();
        await expect(page.locator(".sides tr.same").first()).toBeVisible();
      }
      await seen(there);
    }
    await context.close();
  });
}

test("language and theme are remembered; title and language of the page follow", async ({ page }) => {
  await page.goto(website);
  await page.getByRole("button", { name: "English" }).click();
  await expect(page).toHaveTitle(/^gouji/);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.getByRole("button", { name: "Dark colours" }).click();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.locator("gouji-checker")).toHaveAttribute("dark", "");
  await hand(page, "paste", { html: example });
  await expect(page).toHaveTitle(/^errors · gouji/);
  await expect(page.locator(".checklist, .remarks")).not.toContainText(/t3\.|t3-/);
});

test("no contract name reaches a reader on the page", async ({ page }) => {
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await expect(sums(page)).toHaveText(slipped);
  for (const lang of ["English", "中文"]) {
    await expect(page.locator("main")).not.toContainText(
      /\b(?:t[234]|s14)\.[a-z]|\b[a-z0-9]+(?:-[a-z0-9]+){1,}\b(?= |$)/,
    );
    await page.getByRole("button", { name: lang }).click();
  }
});
