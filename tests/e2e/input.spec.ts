// The ways in: rich and plain paste, drop, file, encodings, another language.

import {
  asText,
  consistent,
  example,
  expect,
  gbk,
  hand,
  pasteReally,
  slipped,
  status,
  sums,
  test,
  well,
} from "./support.ts";

test.beforeEach(async ({ page }) => {
  await page.goto("/");
});

test("a rich paste is checked at once, in the report's own tables", async ({ page }) => {
  await pasteReally(page, { html: example, text: "未带表格的文字" });
  await expect(sums(page)).toHaveText(slipped);
  await expect(page.locator(".who")).toContainText("柳河镇");
  await expect(page.locator(".who")).toContainText("2024 年");
  await expect(page.locator(".paper table")).toHaveCount(3);
  await expect(page.locator(".paper td.role-suspect.error")).toHaveText(/21/);
});

test("a plain paste with tab-separated tables is checked too", async ({ page }) => {
  await pasteReally(page, { text: asText(example) });
  await expect(sums(page)).toHaveText(slipped);
});

test("a consistent report gets a calm answer", async ({ page }) => {
  await pasteReally(page, { html: consistent, text: asText(consistent) });
  await expect(sums(page)).toHaveText(well);
  await expect(status(page)).toHaveText("全部核对，全部成立");
  await expect(page.locator(".well")).toContainText("42 项勾稽关系全部核对，全部成立");
  await expect(page.locator(".paper .error")).toHaveCount(0);
});

test("the example on the page is one press away", async ({ page }) => {
  await page.getByRole("button", { name: "先看一份示例" }).click();
  await expect(sums(page)).toHaveText(slipped);
});

test("typed or dropped text gets a button of its own", async ({ page }) => {
  await page.locator("textarea").fill(asText(example));
  await expect(page.getByRole("button", { name: "打开文件", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "校验这段文字" }).click();
  await expect(sums(page)).toHaveText(slipped);
});

test("a paste that is no report takes the place of an open one only when that is asked for", async ({
  page,
}) => {
  const said = page.locator(".said");
  await pasteReally(page, { html: example, text: asText(example) });
  await expect(sums(page)).toHaveText(slipped);
  await expect(said).toBeEmpty();
  await pasteReally(page, { text: "下午三点开会" });
  await expect(said).toContainText("刚才粘贴的文字不像年报，没有打开");
  await expect(sums(page)).toHaveText(slipped);
  await page.getByRole("button", { name: "仍然打开" }).click();
  await expect(status(page)).toHaveAttribute("data-status", "not-a-report");
  // What was there is one press away, changed or not; once it is back nobody speaks of it.
  await said.getByRole("button", { name: "回到前一份" }).click();
  await expect(sums(page)).toHaveText(slipped);
  await expect(said).toBeEmpty();
  await pasteReally(page, { html: consistent, text: asText(consistent) });
  await expect(sums(page)).toHaveText(well);
  await expect(said).toContainText("前一份还留着");
  await page.goBack();
  await expect(sums(page)).toHaveText(slipped);
  await expect(said).toBeEmpty();
});

test("a file can be dropped anywhere", async ({ page }) => {
  await hand(page, "drop", { file: { name: "年报.html", bytes: Buffer.from(example) } });
  await expect(sums(page)).toHaveText(slipped);
});

test("a file can be chosen", async ({ page }) => {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "打开文件", exact: true }).click();
  await (await chooser).setFiles({ name: "年报.html", mimeType: "text/html", buffer: Buffer.from(example) });
  await expect(sums(page)).toHaveText(slipped);
});

for (const declared of ["gb2312", "utf-8"]) {
  test(`a GBK file that calls itself ${declared} is read as GBK`, async ({ page }) => {
    const bytes = gbk(example.replace('charset="utf-8"', `charset="${declared}"`));
    await hand(page, "drop", { file: { name: "年报.htm", bytes } });
    await expect(page.locator(".paper h1")).toHaveText("云溪县柳河镇2024年政府信息公开工作年度报告");
    await expect(sums(page)).toHaveText(slipped);
  });
}

test("what cannot be read is said, and the page stays usable", async ({ page }) => {
  await hand(page, "drop", { file: { name: "空.txt", bytes: Buffer.alloc(0) } });
  await expect(page.getByRole("alert")).not.toBeEmpty();
  await hand(page, "drop", { file: { name: "年报.html", bytes: Buffer.from(example) } });
  await expect(sums(page)).toHaveText(slipped);
});

test("a file that is too large, or gone, is told without reading it", async ({ page }) => {
  for (const [size, sentence] of [
    [2_300_000_000, /文件有 2194 MB，超过可以读取的 64 MB/],
    [10, /文件读不出来：可能已被移动、删除/],
  ] as const) {
    await page.evaluate((size) => {
      const file = new File(["x"], "年报.docx");
      Object.defineProperty(file, "size", { value: size });
      file.arrayBuffer = () => Promise.reject(new DOMException("gone", "NotFoundError"));
      const data = new DataTransfer();
      Object.defineProperty(data, "files", { value: [file] });
      const event = new DragEvent("drop", { bubbles: true, cancelable: true });
      Object.defineProperty(event, "dataTransfer", { value: data });
      document.body.dispatchEvent(event);
    }, size);
    await expect(page.getByRole("alert")).toContainText(sentence);
    await expect(page.getByRole("alert")).toContainText("年报.docx");
  }
});

test("the language of page and messages changes in place", async ({ page }) => {
  await hand(page, "paste", { html: example });
  await expect(sums(page)).toHaveText(slipped);
  await page.keyboard.press("Escape");
  const message = page.locator(".remark .message").first();
  await expect(message).toContainText("自然人");
  await page.getByRole("button", { name: "English" }).click();
  await expect(sums(page)).toHaveText(/42 sums: \s*39 hold\s*3 broken/);
  await expect(message).not.toContainText("自然人列");
  await page.getByRole("button", { name: "中文" }).click();
  await expect(sums(page)).toHaveText(slipped);
});
