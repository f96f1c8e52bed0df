// The corrected report leaves whole, and what leaves is inert.

import { readFileSync } from "node:fs";
import { choose, example, expect, hand, saveList, slipped, sums, test, website, well } from "./support.ts";

type Page = import("@playwright/test").Page;

async function corrected(page: Page) {
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await page.locator(".remark .apply").first().click();
  await expect(sums(page)).toHaveText(well);
}

/** All values of the tables, in order. */
async function values(page: Page): Promise<string[]> {
  // The paper is drawn part by part: all of it has to be there.
  const cells = page.locator(".paper td.value .text");
  await expect(cells).toHaveCount(200);
  return cells.evaluateAll((cells) => cells.map((cell) => (cell.textContent ?? "").trim()));
}

async function saved(page: Page, item: string): Promise<string> {
  const download = page.waitForEvent("download");
  await choose(page, "导出", item);
  return readFileSync((await (await download).path()) ?? "", "utf8");
}

test("the whole corrected report, copied and pasted, is read back cell by cell", async ({ page }) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await corrected(page);
  const before = await values(page);
  await choose(page, "导出", "复制全文");
  await expect(page.locator(".said")).toContainText("已复制");
  await page.getByRole("button", { name: "换一份" }).click();
  await page.keyboard.press("Control+V");
  await expect(sums(page)).toHaveText(well);
  await expect(page.locator(".changes")).toHaveCount(0);
  expect(await values(page)).toEqual(before);
  await expect(page.locator(".paper h1")).toHaveText("云溪县柳河镇2024年政府信息公开工作年度报告");
});

test("saved as a web page and as text it is read back cell by cell", async ({ page }) => {
  await corrected(page);
  const before = await values(page);
  for (const [item, name] of [
    ["存成网页", "a.html"],
    ["存成带批注的网页", "b.html"],
    ["存成纯文本", "c.txt"],
  ] as const) {
    const text = await saved(page, item);
    if (name.endsWith("html")) {
      expect(text).not.toMatch(/<script|javascript:|\son\w+=/i);
      expect(text).toContain("border-collapse:collapse");
    }
    await page.getByRole("button", { name: "换一份" }).click();
    await hand(page, "drop", { file: { name, bytes: Buffer.from(text) } });
    await expect(sums(page)).toHaveText(well);
    if (name !== "b.html") expect(await values(page)).toEqual(before);
    await page.goBack();
    await page.goBack();
    await expect(page.locator(".changes li")).toHaveCount(1);
  }
});

test("the page with remarks has their numbers at the place and the list below", async ({ page }) => {
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await expect(sums(page)).toHaveText(slipped);
  const text = await saved(page, "存成带批注的网页");
  expect(text).toMatch(/21<sup[^>]*>\[1\]<\/sup>/);
  expect(text).toMatch(/12件<\/u><sup[^>]*>\[2\]<\/sup>/);
  expect(text).toMatch(/<li value="1">[\s\S]*自然人/);
  expect(text).toMatch(/有错误；\d{4}-\d\d-\d\d，由勾稽核对/);
});

test("findings leave as a table and as JSON, changes as a list", async ({ page }) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(website);
  await hand(page, "paste", { html: example });
  const csv = (await saved(page, "批注存成表格")).split("\r\n");
  expect(csv).toHaveLength(3);
  expect(csv[1]).toContain('"1","错误","表格"');
  const json = JSON.parse(await saved(page, "批注存成 JSON")) as { status: string; document?: unknown };
  expect(json.status).toBe("errors");
  expect(json.document).toBeUndefined();
  await page.locator(".remark .apply").first().click();
  await expect(sums(page)).toHaveText(well);
  await choose(page, "导出", "复制改动清单");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("表三（七）总计·自然人：21 → 12\n");
});

test("findings, list and checklist leave as office documents, read back as they are", async ({ page }) => {
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await expect(sums(page)).toHaveText(slipped);
  const bytes = async (press: () => Promise<unknown>) => {
    const download = page.waitForEvent("download");
    await press();
    return readFileSync((await (await download).path()) ?? "");
  };
  const book = await bytes(() => choose(page, "导出", "批注存成工作簿"));
  await choose(page, "更多", "核对清单");
  const letter = await bytes(() => page.getByRole("button", { name: "存成 Word" }).click());
  await page.keyboard.press("Escape");
  for (const [name, content, texts] of [
    [
      "清单.docx",
      letter,
      ["云溪县柳河镇 2024 年 核对清单", "1. 错误 自然人列：", "位置：表三（七）总计·自然人", "由勾稽核对"],
    ],
    [
      "批注.xlsx",
      book,
      [
        "编号",
        "错误",
        "表格",
        "自然人列：",
        "把表三（七）总计·自然人由 21 改为 12。这样横向、纵向合计都对得上",
      ],
    ],
  ] as const) {
    await hand(page, "drop", { file: { name, bytes: content } });
    await expect(page.locator(".verdict")).not.toHaveClass(/errors/);
    for (const text of texts) await expect(page.locator(".paper")).toContainText(text);
  }
});

test("a report on one line: changes are named by their cells", async ({ page }) => {
  await page.goto(website);
  const line = example
    .replace(/<head>[\s\S]*?<\/head>/, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ");
  await hand(page, "paste", { text: line });
  await page.locator(".remark .apply").first().click();
  await expect(sums(page)).toHaveText(well);
  await expect(page.locator(".changes li")).toHaveText("表三（七）总计·自然人：21 → 12");
  await page.reload();
  await expect(sums(page)).toHaveText(well);
  await expect(page.locator(".changes li")).toHaveText("表三（七）总计·自然人：21 → 12");
});

const hostile = [
  "=1+1",
  "+cmd",
  "-1+1",
  "@sum",
  "\t=1",
  "\n=1",
  "＝1+1",
  "＋1+A1",
  "－A1",
  "＠x",
  '"quoted"',
  "<script>alert(1)</script>",
  "\u202Egpj.exe",
  "\u001B[31mred",
];

/** Escapes and changes of direction. */
const unseen = /[\p{Cc}\u202A-\u202E]/u;

test("names of files begin no formula and change no direction, in the list and in its table", async ({
  page,
}) => {
  await page.goto(website);
  await hand(page, "drop", {
    files: hostile.map((name) => ({ name: `${name}.txt`, bytes: Buffer.from("x") })),
  });
  await expect(page.locator(".batch [role=status]")).toHaveText(/都看过了/);
  const shown = (await page.locator(".batch tbody bdi").allTextContents()).join("");
  expect(shown).not.toMatch(unseen);
  const csv = readFileSync(await saveList(page, "存成表格"), "utf8");
  for (const line of csv.split("\r\n").slice(1)) {
    expect(line).not.toMatch(/(^|,)"[\s\u3000]*[=+\-@＝＋－＠](?!\d+")/);
    expect(line).not.toMatch(unseen);
  }
});

test("cells that begin formulas are text for the programs that they are pasted into", async ({ page }) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(website);
  await hand(page, "paste", { html: example.replace("<td>21</td>", "<td>=HYPERLINK(1)</td>") });
  await page.getByRole("button", { name: "复制此表" }).nth(1).click();
  await expect(page.locator(".said")).toContainText("已复制");
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain("\t'=HYPERLINK(1)\t");
});

/** The values that the core reads, by contract name. */
const read = (page: Page) =>
  page.evaluate(() => {
    const checker = document.querySelector("gouji-checker") as
      | (Element & { outcome?: { report: { cells: Record<string, { value: unknown }> } } })
      | null;
    const cells = Object.entries(checker?.outcome?.report.cells ?? {});
    return Object.fromEntries(cells.map(([name, cell]) => [name, cell.value]));
  });

/** Tables lost in one line of text, digits apart; and a table whose totals nobody filled in, blanks for zeros. */
const oneLine = example
  .replace(/<head>[\s\S]*?<\/head>/, "")
  .replaceAll(/<[^>]*>/g, " ")
  .replaceAll(/\s+/g, " ");
const unfilled = example
  .replace("<td>21</td>", "<td>12</td>")
  .replace("已答复12件", "已答复13件")
  .replaceAll(/(\d\.[^<]*<\/td>(?:<td>\d+<\/td>){6}<td>)\d+/g, "$1&nbsp;")
  .replaceAll("<td>0</td>", "<td>&nbsp;</td>");

for (const [what, content, correct] of [
  ["a report on one line", { text: oneLine }, (page: Page) => page.locator(".remark .apply").first().click()],
  [
    "blank totals and blanks for zeros",
    { html: unfilled },
    async (page: Page) => {
      await page.locator(".remark", { hasText: "没有填数字" }).first().locator(".headline").click();
      await page
        .getByRole("button", { name: /全部填上/ })
        .first()
        .click();
    },
  ],
] as const) {
  test(`${what}, corrected, is read back cell by cell from each way out`, async ({ page, context }) => {
    test.slow();
    await page.goto(website);
    await hand(page, "paste", content);
    await expect(sums(page)).toBeVisible();
    const before = await read(page);
    await correct(page);
    await expect(page.locator(".changes li").first()).toBeVisible();
    // Blanks count as nought: the sums hold before the report is checked again, too.
    await expect.poll(() => read(page)).not.toEqual(before);
    await expect(sums(page)).toHaveText(well);
    const corrected = await read(page);
    expect(Object.keys(corrected).length).toBeGreaterThan(190);
    for (const item of ["存成网页", "存成纯文本", "复制全文"]) {
      const other = await context.newPage();
      await other.goto(website);
      if (item === "复制全文") {
        await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
        await page.bringToFront();
        await choose(page, "导出", item);
        await expect(page.locator(".said")).toContainText("已复制");
        await other.bringToFront();
        await other.keyboard.press("Control+V");
      } else {
        const text = await saved(page, item);
        const name = item === "存成纯文本" ? "a.txt" : "a.html";
        await hand(other, "drop", { file: { name, bytes: Buffer.from(text) } });
      }
      await expect(sums(other), item).toHaveText(well);
      expect(await read(other), item).toEqual(corrected);
      await other.close();
    }
  });
}
