// The extension: one press checks what the tab shows. The checker runs here; the page gives its text and gets marks.

import { compileFrom } from "../engine/fetched.ts";
import { check, setModuleSource } from "../engine/gouji.ts";
import { failureOf } from "../engine/messages.ts";
import marksCss from "../host/marks.css";
import { best } from "../host/panel.ts";
import type { Verdict } from "../host/protocol.ts";
import { browser } from "./browser.ts";
import type { InPage } from "./content.ts";

// A worker of the extension could not be made from a text; the work is done here.
Reflect.deleteProperty(globalThis, "Worker");
setModuleSource((name) => compileFrom(new URL(browser.runtime.getURL(`gouji-${name}.wasm`))));

async function verdictOn(source: string): Promise<Verdict> {
  try {
    return await check(source, { format: "html", document: true });
  } catch (error) {
    return { status: "not-read", ...failureOf(error) };
  }
}

const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** Puts the collector into the page; whether the browser allows it. */
async function entered(tabId: number): Promise<boolean> {
  // On a busy machine the permission that a press gives has been seen to come some moments after the press itself.
  for (const pause of [100, 300, 900, 0]) {
    try {
      await browser.scripting.executeScript({ target: { tabId }, files: ["content.js"] });
      return true;
    } catch {
      await wait(pause);
    }
  }
  return false;
}

async function press(tabId: number): Promise<void> {
  const target = { tabId };
  // What an earlier press said of this tab.
  await browser.action.setBadgeText({ tabId, text: "" });
  await browser.action.setTitle({ tabId, title: "" });
  if (!(await entered(tabId))) {
    // Pages of the browser itself, its shop, and its own viewer of PDF cannot be looked into by any extension.
    await browser.action.setBadgeText({ tabId, text: "!" });
    await browser.action.setTitle({
      tabId,
      title: "浏览器不允许扩展读取这个页面（例如内置的 PDF 阅读器）。请把文件下载后，用勾稽的网页打开。",
    });
    return;
  }
  await browser.scripting.insertCSS({
    target: { tabId, allFrames: true },
    css: marksCss,
    origin: "USER",
  });
  const [collected] = await browser.scripting.executeScript({
    target,
    func: () => (globalThis as unknown as { goujiInPage: InPage }).goujiInPage.collect(),
  });
  const verdicts: Verdict[] = [];
  for (const source of collected?.result ?? []) verdicts.push(await verdictOn(source));
  const at = best(verdicts);
  const verdict = verdicts[at];
  if (!verdict) throw new Error("页面没有交出文字");
  await browser.scripting.executeScript({
    target,
    func: (shown: Verdict, page: number) =>
      (globalThis as unknown as { goujiInPage: InPage }).goujiInPage.show(shown, page),
    args: [verdict, at],
  });
}

browser.action.onClicked.addListener(({ id: tabId }) => {
  if (tabId === undefined) return;
  press(tabId).catch(async (error) => {
    // A press that shows nothing looks like a page without faults. Where the tab is gone there is nobody to tell.
    const title = `没有核对：检查没有做完（${error instanceof Error ? error.message : error}）。请刷新页面后再按一次。`;
    await browser.action.setBadgeText({ tabId, text: "!" }).catch(() => undefined);
    await browser.action.setTitle({ tabId, title }).catch(() => undefined);
  });
});
