// What the browser tests share: reports to check, and the ways by which they reach the page.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { test as base, expect, type Locator, type Page } from "@playwright/test";

/** The example report of the page: the handled total of natural persons is 21 where the rows add up to 12. */
export const example = readFileSync("www/example.html", "utf8");

/**
 * The page as the website has it: the program of the one file, which takes twice as long to load because it is unpacked
 * first. What a test says of one holds for the other; the tests of handling, input, documents, the office's day, privacy
 * and policies open the one file itself.
 */
export const website = "/site/";

/** The same report with both of its slips put right. */
export const consistent = example.replace("<td>21</td>", "<td>12</td>").replace("已答复12件", "已答复13件");

/** A report as text with tab-separated tables, as editors and some browsers copy it. */
export function asText(html: string): string {
  return html
    .replace(/<head>[\s\S]*?<\/head>/, "")
    .replaceAll(/<\/t[dh]><t[dh]/g, "</td>\t<td")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&nbsp;", " ")
    .trim();
}

/** The text in GBK bytes: the inverse of what the platform's own decoder does. */
export function gbk(text: string): Buffer {
  const decoder = new TextDecoder("gbk");
  const codes = new Map<string, number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      const letter = decoder.decode(Uint8Array.of(lead, trail));
      if (letter.length === 1 && letter !== "\uFFFD") codes.set(letter, [lead, trail]);
    }
  }
  return Buffer.from(
    [...text].flatMap((letter) =>
      letter < "\u0080" ? [letter.charCodeAt(0)] : (codes.get(letter) ?? [0x3f]),
    ),
  );
}

/** Pastes as the browser does it: through the system's clipboard and the keyboard. */
export async function pasteReally(page: Page, content: { html?: string; text: string }): Promise<void> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(async ({ html, text }) => {
    const parts: Record<string, Blob> = { "text/plain": new Blob([text], { type: "text/plain" }) };
    if (html !== undefined) parts["text/html"] = new Blob([html], { type: "text/html" });
    await navigator.clipboard.write([new ClipboardItem(parts)]);
  }, content);
  await page.keyboard.press("Control+V");
}

/** Hands over exactly these bytes or texts in a paste or drop event, whatever a browser would have cleaned away. */
export async function hand(
  page: Page,
  type: "paste" | "drop",
  content: {
    html?: string;
    text?: string;
    file?: { name: string; bytes: Buffer };
    files?: { name: string; bytes: Buffer }[];
  },
): Promise<void> {
  const { html, text, file } = content;
  const files = [...(file ? [file] : []), ...(content.files ?? [])];
  await page.evaluate(
    ({ type, html, text, files }) => {
      const data = new DataTransfer();
      if (html !== undefined) data.setData("text/html", html);
      if (text !== undefined) data.setData("text/plain", text);
      for (const { name, bytes } of files) data.items.add(new File([Uint8Array.from(bytes)], name));
      const init = { bubbles: true, cancelable: true, composed: true };
      const event =
        type === "paste"
          ? new ClipboardEvent("paste", { ...init, clipboardData: data })
          : new DragEvent("drop", { ...init, dataTransfer: data });
      (document.activeElement ?? document.body).dispatchEvent(event);
    },
    { type, html, text, files: files.map(({ name, bytes }) => ({ name, bytes: [...bytes] })) },
  );
}

/** Drops files on an element. */
export const dropOn = (target: Locator, files: { name: string; text: string }[]): Promise<void> =>
  target.evaluate((element, files) => {
    const data = new DataTransfer();
    for (const { name, text } of files) data.items.add(new File([text], name));
    const init = { bubbles: true, cancelable: true, composed: true, dataTransfer: data };
    element.dispatchEvent(new DragEvent("drop", init));
  }, files);

/** Writes files into a folder, those in folders of their own included, and gives its path. */
export function folderOf(place: string, files: Record<string, string | Buffer>): string {
  for (const [name, content] of Object.entries(files)) {
    const path = join(place, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return place;
}

/** Drops what lies on the disk as a hand with a mouse does: the browser itself opens it. */
export async function dropReally(page: Page, paths: string[]): Promise<void> {
  const client = await page.context().newCDPSession(page);
  const data = { items: [], files: paths.map((path) => resolve(path)), dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await client.send("Input.dispatchDragEvent", { type, x: 500, y: 300, data });
  await client.detach();
}

const tables = /<table[\s\S]*?<\/table>/g;

/** One input for each status: what the page calls it, alone and in a list. */
export const inputs: { status: string; zh: string; short: string; name: string; bytes: Buffer }[] = [
  { status: "errors", zh: "有错误", short: "有错误", name: "1 错.html", bytes: Buffer.from(example) },
  {
    status: "doubts",
    zh: "有疑点，没有错误",
    short: "有疑点",
    name: "2 疑.html",
    bytes: Buffer.from(example.replace("<td>21</td>", "<td>12</td>")),
  },
  {
    status: "holds",
    zh: "全部核对，全部成立",
    short: "全部成立",
    name: "3 好.html",
    bytes: Buffer.from(consistent),
  },
  {
    status: "partly-checked",
    zh: "只核对了一部分",
    short: "部分核对",
    name: "4 少一张表.html",
    // Without its third table.
    bytes: Buffer.from(consistent.replace(/<table(?![\s\S]*<table)[\s\S]*?<\/table>/, "")),
  },
  {
    status: "not-checked",
    zh: "没有核对：没有读到表格里的数",
    short: "没有核对",
    name: "5 没有表.html",
    bytes: Buffer.from(consistent.replaceAll(tables, "")),
  },
  {
    status: "not-filled-in",
    zh: "没有核对：表格还没有填写",
    short: "尚未填写",
    name: "6 空表.html",
    bytes: Buffer.from(consistent.replaceAll(/(<td[^>]*>)\d+(<\/td>)/g, "$1$2")),
  },
  {
    status: "not-a-report",
    zh: "没有核对：看不出这是政府信息公开年报",
    short: "不是年度报告",
    name: "7 通知.txt",
    bytes: Buffer.from(
      "关于召开防汛工作会议的通知\n各村委会：\n定于6月3日上午9点在镇政府三楼会议室召开防汛工作会议，请准时参加。\n",
    ),
  },
  {
    status: "not-read",
    zh: "没有核对：文件没有读出来",
    short: "没有读出",
    name: "8 坏.docx",
    bytes: Buffer.from("PK\u0003\u0004 broken"),
  },
];

/** What the verdict says of the sums of the example, and of the same report put right. */
export const slipped = /42 项勾稽：\s*成立 39\s*不成立 3/;
export const well = /42 项勾稽：\s*成立 42\s*$/;

/** The one verdict, the sums and the counts of remarks. */
export const status = (page: Page) => page.locator("[data-status]");
export const sums = (page: Page) => page.locator("[data-sums]");
export const look = (page: Page) => page.locator("[data-look]");

/** Chooses something from a menu. */
export async function choose(page: Page, menu: string, item: string): Promise<void> {
  await page.locator(`summary[aria-label="${menu}"]`).click();
  await page.locator(".menu[open]").getByRole("button", { name: item }).click();
}

/** Saves something of a list, and gives the path of the file. */
export async function saveList(page: Page, item: string): Promise<string> {
  await page.locator("details.out > summary").click();
  const download = page.waitForEvent("download");
  await page.locator("details.out").getByRole("button", { name: item }).click();
  return (await (await download).path()) ?? "";
}

/** A test whose page must say nothing on the console and ask nobody for anything. */
export const test = base.extend<{ requests: string[] }>({
  requests: async ({ page }, use) => {
    const requests: string[] = [];
    page.on("request", (request) => {
      if (!/^(data|blob):/.test(request.url())) requests.push(request.url());
    });
    await use(requests);
  },
  page: async ({ page }, use) => {
    const problems: string[] = [];
    page.on("console", (message) => problems.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
    await use(page);
    expect(problems, "the console stays empty").toEqual([]);
  },
});

export { expect };

/** What comes of text run as a program, and of a wasm module: the type of its result, or the error's name. */
export const runningText = (page: Page): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise((resolve) =>
        // Behind a timer the script is the page's own; what the debugger evaluates may do more.
        setTimeout(() => {
          const tried = [
            () => Function("return 1")(),
            () => new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)),
          ];
          resolve(
            tried.map((run) => {
              try {
                return typeof run();
              } catch (error) {
                return (error as Error).name;
              }
            }),
          );
        }),
      ),
  );
