// Office documents and PDF: read by the second module, which is loaded only then.

import { docx, printed } from "./office.ts";
import { example, expect, hand, slipped, sums, test } from "./support.ts";

test("a Word document is checked in its own tables", async ({ page }) => {
  await page.goto("/");
  await hand(page, "drop", { file: { name: "年报.docx", bytes: docx(example) } });
  await expect(sums(page)).toHaveText(slipped);
  await expect(page.locator(".paper td.role-suspect.error")).toHaveText(/21/);
  await expect(page.locator(".paper td.value")).toHaveCount(200);
});

test("a PDF is checked, with its pages told, and a wrong ending is no obstacle", async ({
  page,
  browser,
}) => {
  const bytes = await printed(browser, example);
  await page.goto("/");
  await hand(page, "drop", { file: { name: "年报.doc", bytes } });
  await expect(sums(page)).toHaveText(slipped);
  await expect(page.locator(".paper .page").last()).toHaveText("第 3 页");
});

/** The example as a file of values: a line for each paragraph, and for each row its cells. */
function values(html: string): string {
  const plain = (text: string) => text.replaceAll(/<[^>]*>/g, "").trim();
  const body = html.slice(html.indexOf("<body>"));
  return [...body.matchAll(/<(?:h1|h2|p)>([\s\S]*?)<\/(?:h1|h2|p)>|<tr>([\s\S]*?)<\/tr>/g)]
    .map(([, words, row]) => {
      const cells =
        row === undefined
          ? [plain(words ?? "")]
          : [...row.matchAll(/<t[dh]([^>]*)>([\s\S]*?)<\/t[dh]>/g)].flatMap(([, spans, text]) => [
              plain(text ?? ""),
              ...Array(Number(/colspan="(\d+)"/.exec(spans ?? "")?.[1] ?? 1) - 1).fill(""),
            ]);
      return cells.map((cell: string) => `"${cell.replaceAll('"', '""')}"`).join(",");
    })
    .join("\r\n");
}

const base64 = (text: string) =>
  Buffer.from(text)
    .toString("base64")
    .replaceAll(/(.{76})/g, "$1\r\n");
const message = (from: string) =>
  `From: ${from}\r\nSubject: report\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(example)}\r\n`;

for (const [name, text] of [
  ["网页.mht", message("<Saved by Blink>")],
  ["来信.eml", message("office@example.com")],
  ["年报.csv", values(example)],
] as const) {
  test(`${name.split(".")[1]}: a text that only the second module reads is no plain text`, async ({
    page,
  }) => {
    await page.goto("/");
    await hand(page, "drop", { file: { name, bytes: Buffer.from(text) } });
    await expect(sums(page)).toHaveText(slipped);
  });
}

test("pasted values are read as those of a file", async ({ page }) => {
  await page.goto("/");
  await hand(page, "paste", { text: values(example) });
  await expect(sums(page)).toHaveText(slipped);
});

test("a damaged document is told as such", async ({ page }) => {
  await page.goto("/");
  await hand(page, "drop", { file: { name: "年报.docx", bytes: docx(example).subarray(0, 3000) } });
  await expect(page.getByRole("alert")).not.toBeEmpty();
});
