// The one verdict: each status on the page, in the list, in the saved table and in the event; nothing unchecked is fine.

import { readFileSync } from "node:fs";
import { picture, printed } from "./office.ts";
import { consistent, expect, hand, inputs, saveList, status, test, website, well } from "./support.ts";

declare global {
  interface Window {
    told: { status: string; code?: string; zh?: string }[];
  }
}

test("each status has its own words and sign, and the event tells it", async ({ page }) => {
  await page.addInitScript(() => {
    window.told = [];
    document.addEventListener("gouji-outcome", (event) =>
      window.told.push((event as CustomEvent<Window["told"][number]>).detail),
    );
  });
  await page.goto(website);
  const signs = new Set<string>();
  for (const input of inputs) {
    await hand(page, "drop", { file: input });
    await expect(status(page)).toHaveText(input.zh);
    await expect(status(page)).toHaveAttribute("data-status", input.status);
    signs.add(await page.locator(".result .sign").innerHTML());
    const told = await page.evaluate(() => window.told.at(-1));
    expect(told?.status).toBe(input.status);
    if (input.status === "not-read") expect(told?.zh).toMatch(/。$/);
    if (input.status !== "holds") await expect(page.locator(".well")).toHaveCount(0);
  }
  expect(signs.size, "no two statuses share a sign").toBe(inputs.length);
  expect(await page.evaluate(() => window.told.length)).toBe(inputs.length);
});

test("only what holds is green", async ({ page }) => {
  await page.goto(website);
  const colours = new Map<string, string>();
  for (const input of inputs) {
    await hand(page, "drop", { file: input });
    await expect(status(page)).toHaveText(input.zh);
    colours.set(input.status, await status(page).evaluate((element) => getComputedStyle(element).color));
  }
  const green = colours.get("holds");
  expect([...colours].filter(([, colour]) => colour === green).map(([name]) => name)).toEqual(["holds"]);
});

test("where all sums hold, what the errors are about is said; where all are set aside, that they are", async ({
  page,
}) => {
  await page.goto(website);
  const html = consistent.replace("新收政府信息公开申请14件", "新收政府信息公开申请15件");
  await hand(page, "paste", { html });
  await expect(status(page)).toHaveText("有错误");
  await expect(page.locator("[data-look]")).toHaveText("错误 1（在文字里）");
  await expect(page.locator("[data-sums]")).toHaveText(well);
  await page.getByRole("button", { name: "不是问题" }).click();
  await page.getByRole("button", { name: "记下" }).click();
  await expect(status(page)).toHaveText("1 处错误已标为“不是问题”");
  // What the checker found stays what it found.
  await expect(status(page)).toHaveAttribute("data-status", "errors");
  await page.locator(".dismissed summary").click();
  await page.getByRole("button", { name: "恢复" }).click();
  await expect(status(page)).toHaveText("有错误");
});

test("an unreadable file over a passing report takes its verdict away and is named", async ({ page }) => {
  await page.goto(website);
  await hand(page, "drop", { file: { name: "好.html", bytes: Buffer.from(consistent) } });
  await expect(status(page)).toHaveText("全部核对，全部成立");
  await hand(page, "drop", { file: { name: "坏了的.docx", bytes: Buffer.from("PK\u0003\u0004 broken") } });
  await expect(status(page)).toHaveText("没有核对：文件没有读出来");
  await expect(page.getByRole("alert")).toContainText("坏了的.docx");
  await expect(page.locator(".verdict")).toHaveCount(0);
  // And it is still there, one step back.
  await page.goBack();
  await expect(status(page)).toHaveText("全部核对，全部成立");
});

test("a scan is no blank sheet: what helps stands in its place", async ({ page, browser }) => {
  await page.goto(website);
  await hand(page, "drop", { file: { name: "扫描件.pdf", bytes: await printed(browser, picture) } });
  await expect(status(page)).toHaveAttribute("data-status", "not-checked");
  await expect(page.locator(".who")).toContainText("扫描件.pdf");
  const help = page.locator(".paper");
  await expect(help).toContainText("Word 或 WPS 原件");
  await expect(help).toContainText("OCR");
  await expect(help.getByRole("button", { name: "打开文件" })).toBeVisible();
  await expect(page.locator(".notes")).toContainText("扫描件");
  await hand(page, "drop", { file: { name: "好.html", bytes: Buffer.from(consistent) } });
  await expect(page.locator(".paper td.value").first()).toBeVisible();
});

test("the list and its table say for each file what the page says, and count the same", async ({ page }) => {
  await page.goto(website);
  await hand(page, "drop", { files: inputs });
  await expect(page.locator(".batch [role=status]")).toHaveText(/都看过了/);
  const rows = page.locator(".batch tbody tr");
  const row = (name: string) => rows.filter({ has: page.locator(".path", { hasText: name }) });
  for (const input of inputs) await expect(row(input.name).locator(".status")).toContainText(input.short);
  await expect(page.locator(".batch tbody .status .sign.holds")).toHaveCount(1);
  const lines = readFileSync(await saveList(page, "存成表格"), "utf8").split("\r\n");
  for (const { name, short } of inputs)
    expect(lines.find((line) => line.startsWith(`"${name}"`))).toContain(`"${short}"`);
  // Root causes, here and there: one error and one doubt in the first.
  await expect(rows.first()).toContainText("错误 1，存疑 1");
  await rows.first().getByRole("button").click();
  await expect(page.locator("[data-look]")).toHaveText(/错误 1\s*存疑 1/);
  await expect(page.locator(".remarks-head small")).toHaveText("2");
});

test("what was checked is listed, and what was not as large", async ({ page }) => {
  await page.goto(website);
  await hand(page, "drop", { file: inputs[3] as (typeof inputs)[number] });
  await expect(page.locator("[data-sums]")).toContainText("未核对 3");
  const [held, open] = await Promise.all(
    [".part.held", ".part.open"].map((part) =>
      page.locator(part).evaluate((element) => getComputedStyle(element).fontSize),
    ),
  );
  expect(held).toBe(open);
  await page.getByRole("button", { name: "核对了什么" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("成立 39");
  await expect(dialog).toContainText("未核对 3");
  await expect(dialog).toContainText("没有与上一年年报对照");
});
