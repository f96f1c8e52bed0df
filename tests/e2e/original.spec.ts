// A report that came as a Word file goes back as that file, with nothing in it changed but what was corrected.

import { readFileSync } from "node:fs";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { docx, zip } from "./office.ts";
import { choose, example, expect, hand, slipped, sums, test, website, well } from "./support.ts";

/** The files of a zip by their names, unpacked. */
function filesOf(bytes: Buffer): Record<string, string> {
  const files: Record<string, string> = {};
  const end = bytes.lastIndexOf("PK\u0005\u0006");
  let at = bytes.readUInt32LE(end + 16);
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count -= 1) {
    const [name, extra, note] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ];
    const head = bytes.readUInt32LE(at + 42);
    const begin = head + 30 + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28);
    const data = bytes.subarray(begin, begin + bytes.readUInt32LE(at + 20));
    const packed = bytes.readUInt16LE(at + 10) === 8;
    files[bytes.toString("utf8", at + 46, at + 46 + name)] = (
      packed ? inflateRawSync(data) : data
    ).toString();
    at += 46 + name + extra + note;
  }
  return files;
}

/** The same zip with its files packed, as office programs do it. */
function packed(archive: Buffer): Buffer {
  const files = Object.entries(filesOf(archive)).map(([name, text]) => [name, Buffer.from(text)] as const);
  const plain = zip(Object.fromEntries(files.map(([name, data]) => [name, deflateRawSync(data)])));
  let at = plain.readUInt32LE(plain.lastIndexOf("PK\u0005\u0006") + 16);
  const own = zip(Object.fromEntries(files));
  let from = own.readUInt32LE(own.lastIndexOf("PK\u0005\u0006") + 16);
  for (const [name] of files) {
    const length = 46 + Buffer.from(name).length;
    for (const [place, value] of [
      [at + 10, 8],
      [plain.readUInt32LE(at + 42) + 8, 8],
    ] as const)
      plain.writeUInt16LE(value, place);
    // Sum and size are those of what is packed.
    const head = plain.readUInt32LE(at + 42);
    for (const [there, here] of [
      [16, 14],
      [24, 22],
    ] as const) {
      const value = own.readUInt32LE(from + there);
      plain.writeUInt32LE(value, at + there);
      plain.writeUInt32LE(value, head + here);
    }
    at += length;
    from += length;
  }
  return plain;
}

const original = (html = example, body = (text: string) => text) => {
  const files = filesOf(docx(html));
  return packed(
    zip({
      ...files,
      "word/document.xml": body(files["word/document.xml"] ?? ""),
      "word/styles.xml": "<styles>as they were</styles>",
    }),
  );
};

/** Opens a Word file, tries the first suggestion, and saves the file. */
async function correct(page: Page, bytes: Buffer): Promise<Buffer> {
  await page.goto(website);
  await hand(page, "drop", { file: { name: "年报.docx", bytes } });
  await expect(sums(page)).toHaveText(slipped);
  await page.locator(".remark").first().getByRole("button", { name: "试改" }).click();
  await expect(sums(page)).toHaveText(well);
  const download = page.waitForEvent("download");
  await choose(page, "导出", "存成改好的 Word 原件");
  return readFileSync(await (await download).path());
}

test("the Word file itself comes back with the corrected cell, all else as it was", async ({ page }) => {
  const bytes = original(example, (text) =>
    // The number in two runs, each with looks of its own.
    text.replace(
      "<w:t>21</w:t></w:r>",
      "<w:rPr><w:b/></w:rPr><w:t>2</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>1</w:t></w:r>",
    ),
  );
  const saved = filesOf(await correct(page, bytes));
  const before = filesOf(bytes);
  // An element without content is written shorter.
  const shorter = (text = "") => text.replaceAll("<w:t></w:t>", "<w:t/>");
  expect(Object.keys(saved)).toEqual(Object.keys(before));
  for (const name of Object.keys(before).filter((each) => each !== "word/document.xml"))
    expect(saved[name], name).toBe(before[name]);
  expect(saved["word/document.xml"]).toBe(
    shorter(before["word/document.xml"]).replace(
      "<w:rPr><w:b/></w:rPr><w:t>2</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>1</w:t>",
      "<w:rPr><w:b/></w:rPr><w:t>12</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t/>",
    ),
  );
});

test("a sentence is changed in its letters alone; a blank cell gets its number", async ({ page }) => {
  const bytes = original(example.replace("<td>21</td>", "<td></td>"), (text) =>
    text.replace("已答复12件", "已答复</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>12</w:t></w:r><w:r><w:t>件"),
  );
  await page.goto(website);
  await hand(page, "drop", { file: { name: "年报.docx", bytes } });
  await page.locator(".paper mark").first().dblclick();
  const words = page.locator("textarea.over");
  await words.fill((await words.inputValue()).replace("已答复12件", "已答复13件"));
  await words.press("Enter");
  await expect(page.locator(".changes li")).toHaveCount(1);
  const cell = page.locator(".paper tr", { hasText: "（七）总计" }).locator("td.value").first();
  await cell.click();
  await page.keyboard.type("12");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-status=holds]")).toBeVisible();
  const download = page.waitForEvent("download");
  await choose(page, "导出", "存成改好的 Word 原件");
  const saved = readFileSync(await (await download).path());
  expect(filesOf(saved)["word/document.xml"]).toContain("<w:rPr><w:b/></w:rPr><w:t>13</w:t>");
  await hand(page, "drop", { file: { name: "改好.docx", bytes: saved } });
  await expect(page.locator("[data-status=holds]")).toBeVisible();
  await expect(page.locator(".changes li")).toHaveCount(0);
});

test("where a place is not found for certain, nothing is saved and the way out is said", async ({ page }) => {
  // A number of which a part was struck out is not what the runs say together.
  const bytes = original(example, (text) =>
    text.replace(
      "<w:t>21</w:t></w:r>",
      "<w:t>21</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>3</w:t></w:r>",
    ),
  );
  await page.goto(website);
  await hand(page, "drop", { file: { name: "年报.docx", bytes } });
  await expect(sums(page)).toHaveText(slipped);
  await page.locator(".remark").first().getByRole("button", { name: "试改" }).click();
  await choose(page, "导出", "存成改好的 Word 原件");
  await expect(page.locator(".said")).toContainText("没有把握在原件里改");
});

test("what did not come as a Word file, or was not changed, is not offered so", async ({ page }) => {
  await page.goto(website);
  await hand(page, "drop", { file: { name: "年报.docx", bytes: original() } });
  await expect(sums(page)).toHaveText(slipped);
  await page.locator(".away summary").click();
  await expect(page.getByRole("button", { name: "存成纯文本" })).toBeVisible();
  await expect(page.getByRole("button", { name: "存成改好的 Word 原件" })).toHaveCount(0);
  await page.locator(".away summary").click();
  await hand(page, "paste", { html: example });
  await page.locator(".remark").first().getByRole("button", { name: "试改" }).click();
  await expect(sums(page)).toHaveText(well);
  await page.locator(".away summary").click();
  await expect(page.locator(".away").getByRole("button", { name: "复制改动清单" })).toBeVisible();
  await expect(page.getByRole("button", { name: "存成改好的 Word 原件" })).toHaveCount(0);
});
