// The gate before publication with a plain text area: every verdict, every way of failing, and what goes back.

import { expect, type Page, test } from "@playwright/test";
import { cms, host } from "./cms.ts";
import { consistent, example } from "./support.ts";

const page = (options: string) => `<!doctype html><html lang="zh"><meta charset="utf-8"><title>CMS</title>
<form><textarea name="content" rows="5"></textarea><button>发布</button></form>
<script type="module">
  import { gate } from "/gouji/adapters/gate.js";
  const form = document.querySelector("form");
  const area = form.querySelector("textarea");
  window.decisions = [];
  window.sent = [];
  document.addEventListener("submit", (event) => {
    event.preventDefault();
    window.sent.push(Object.fromEntries(new FormData(form)));
  });
  document.addEventListener("gouji-gate", ({ detail }) => window.decisions.push(detail));
  window.gate = gate(
    { get: () => area.value, set: (html) => { area.value = html; } },
    { form, place: area, ...${options} },
  );
</script></html>`;

async function open(
  tab: Page,
  content: string,
  options = "{}",
  headers: Record<string, string> = {},
  folders: Record<string, string> = { "/gouji/": "dist" },
): Promise<void> {
  await host(tab, cms, folders, { headers, pages: { "/": page(options) } });
  await tab.goto(`${cms}/`);
  await tab.waitForFunction(() => "gate" in window);
  await tab.locator("[name=content]").fill(content);
}

const publish = (tab: Page) => tab.getByRole("button", { name: "发布", exact: true }).click();
const says = (tab: Page) => tab.locator("gouji-gate .says");
type Told = { released: boolean; why: string; status: string; code?: string; reason?: string; html: string };
const decisions = (tab: Page) => tab.evaluate(() => (window as unknown as { decisions: Told[] }).decisions);
const sent = (tab: Page) =>
  tab.evaluate(() => (window as unknown as { sent: Record<string, string>[] }).sent);

/** Gives the reason that is asked for. */
async function giveReason(tab: Page, reason: string): Promise<void> {
  await tab.locator("gouji-gate textarea").first().fill(reason);
  await tab.getByRole("button", { name: "写明理由，发布" }).click();
}

test("what holds is let through without a question", async ({ page: tab }) => {
  await open(tab, consistent);
  await publish(tab);
  await expect.poll(() => decisions(tab)).toMatchObject([{ released: true, why: "holds", status: "holds" }]);
  expect(await sent(tab)).toMatchObject([{ "gouji-status": "holds", "gouji-reason": "" }]);
});

const blank = consistent.replaceAll(/<td>\d+<\/td>/g, "<td></td>").replaceAll(/(<td colspan="3">)\d+/g, "$1");
const asks: Record<string, { content: string; status: string }> = {
  "is no report": { content: "<p>关于召开会议的通知。请准时参加。</p>", status: "not-a-report" },
  "is empty": { content: "", status: "not-read" },
  "has lost its tables": {
    content: consistent.replaceAll(/<table[\s\S]*?<\/table>/g, ""),
    status: "not-checked",
  },
  "is not filled in": { content: blank, status: "not-filled-in" },
  "has lost a table": {
    content: consistent.replace(/<table[^>]*>\s*<tr><td colspan="3" rowspan="3">[\s\S]*?<\/table>/, ""),
    status: "partly-checked",
  },
};
for (const [name, { content, status }] of Object.entries(asks)) {
  test(`what ${name} asks for a reason, which goes along; a no holds it back`, async ({ page: tab }) => {
    await open(tab, content);
    await publish(tab);
    await tab.getByRole("button", { name: "先不发布" }).click();
    await expect.poll(() => decisions(tab)).toMatchObject([{ released: false, why: "declined", status }]);
    expect(await sent(tab)).toEqual([]);
    await publish(tab);
    await giveReason(tab, "另有附件");
    await expect.poll(() => decisions(tab)).toHaveLength(2);
    expect((await decisions(tab))[1]).toMatchObject({
      released: true,
      why: "reason",
      status,
      reason: "另有附件",
    });
    expect(await sent(tab)).toMatchObject([{ "gouji-status": status, "gouji-reason": "另有附件" }]);
  });
}

test("a checker that cannot be loaded is no pass: it asks as well, and says which file was missing", async ({
  page: tab,
}) => {
  await open(tab, consistent, "{}", {}, { "/gouji/adapters/": "dist/adapters" });
  await publish(tab);
  await expect(says(tab)).toContainText("校验程序没有载入");
  await giveReason(tab, "系统维护");
  await expect
    .poll(() => decisions(tab))
    .toMatchObject([{ released: true, why: "reason", status: "not-read", code: "load" }]);
});

test("a text that changes while the reason is written is checked anew", async ({ page: tab }) => {
  await open(tab, "<p>通知</p>");
  await publish(tab);
  await tab.locator("gouji-gate textarea").first().waitFor();
  await tab.locator("[name=content]").evaluate((area, text) => {
    (area as HTMLTextAreaElement).value = text;
  }, example);
  await giveReason(tab, "不是年报");
  await expect
    .poll(() => decisions(tab))
    .toMatchObject([{ released: false, why: "errors", status: "errors" }]);
  expect(await sent(tab)).toEqual([]);
});

test("what the gate says is in sight when it holds something back, wherever the remarks lead", async ({
  page: tab,
}) => {
  await open(tab, example);
  await publish(tab);
  await expect(says(tab)).toContainText("没有发布");
  await tab.locator("gouji-gate .remark .headline").last().click();
  await tab.waitForTimeout(500);
  await expect(says(tab)).toBeInViewport({ ratio: 1 });
});

test("pressed twice it asks once", async ({ page: tab }) => {
  await open(tab, "<p>通知</p>");
  await publish(tab);
  await publish(tab);
  await giveReason(tab, "不是年报");
  await expect.poll(() => decisions(tab)).toHaveLength(1);
  expect(await sent(tab)).toHaveLength(1);
});

for (const [way, options] of [
  ["the element", "{}"],
  ["the frame", '{ frame: "/gouji/frame.html" }'],
] as const) {
  test(`what is corrected in ${way} goes back alone: all else of the text stays as it was`, async ({
    page: tab,
  }) => {
    const rich = example
      .slice(example.indexOf("<body>") + 6, example.indexOf("</body>"))
      .replace("<td>21</td>", '<td style="text-align:right"><p><span class="n" data-x="1">2</span>1</p></td>')
      .replace("已答复12件", '<a href="/x"><b>已答复</b>12</a>件')
      .replace("<h2>五", '<p><img src="/pic.png" alt="图"></p><h2>五');
    await open(tab, rich, options);
    await publish(tab);
    await expect.poll(() => decisions(tab)).toMatchObject([{ released: false, why: "errors" }]);
    const inside = options === "{}" ? tab.locator("gouji-gate") : tab.frameLocator("gouji-gate iframe");
    await inside.locator(".remark .headline").first().click();
    await inside
      .getByRole("button", { name: /试改|改为|→/ })
      .first()
      .click();
    await tab.locator("gouji-gate").getByRole("button", { name: "写回编辑器" }).click();
    await expect(says(tab)).toContainText("已写回 1 处改动");
    const text = await tab.locator("[name=content]").inputValue();
    const expected = rich.replace(
      '<span class="n" data-x="1">2</span>1',
      '<span class="n" data-x="1">12</span>',
    );
    const plain = (html: string) =>
      tab.evaluate((each) => new DOMParser().parseFromString(each, "text/html").body.innerHTML, html);
    expect(await plain(text)).toBe(await plain(expected));
    // A sentence is corrected in the same way: its link and its bold letters stay.
    await inside.locator(".paper p", { hasText: "已答复12件" }).dblclick({ position: { x: 5, y: 5 } });
    const prose = inside.locator("textarea.over");
    await prose.fill((await prose.inputValue()).replace("已答复12件", "已答复13件"));
    await prose.press("Enter");
    await tab.locator("gouji-gate").getByRole("button", { name: "写回编辑器" }).click();
    const wanted = await plain(expected.replace("</b>12</a>", "</b>13</a>"));
    await expect.poll(async () => plain(await tab.locator("[name=content]").inputValue())).toBe(wanted);
  });
}
