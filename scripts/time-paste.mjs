// How long the page is busy from a paste to the lit page: the longest task of its main thread, which is how long a
// reader could wait for an answer to a key. Not a test: figures of a busy machine say nothing. Times of the processor
// are told beside those of the clock, and grow little when other work runs.
//
//   node scripts/time-paste.mjs [FILE…]      without files: the page's example, as a web page and as plain text

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { chromium } from "playwright-core";

const rounds = 3;
const find = ". scripts/browser.sh; find_browser";
const executablePath = execFileSync("sh", ["-c", find], { encoding: "utf8" }).trim();
const files = process.argv
  .slice(2)
  .map((path) => ({ name: basename(path), text: readFileSync(path, "utf8") }));
if (files.length === 0) {
  const text = readFileSync("www/example.html", "utf8");
  files.push({ name: "example.html", text }, { name: "example.txt", text: text.replaceAll(/<[^>]*>/g, " ") });
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

/** Milliseconds of the longest task and of all tasks, by the clock and by the processor. */
async function measure({ name, text }) {
  const page = await browser.newPage({ viewport: { width: 1366, height: 657 } });
  await page.goto(`file://${process.cwd()}/dist/gouji.html`);
  await page.locator("gouji-checker .start").waitFor();
  await page.waitForTimeout(1500);
  await browser.startTracing(page, { categories: ["toplevel", "disabled-by-default-devtools.timeline"] });
  await page.evaluate(
    ({ text, html }) => {
      const data = new DataTransfer();
      data.setData(html ? "text/html" : "text/plain", text);
      const init = { bubbles: true, cancelable: true, composed: true, clipboardData: data };
      // In a task of its own, so that handing the text over is not counted.
      setTimeout(() => document.body.dispatchEvent(new ClipboardEvent("paste", init)), 100);
    },
    { text, html: /\.html?$/.test(name) },
  );
  await page.locator("[data-status]").waitFor();
  await page.waitForTimeout(2000);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  await page.close();
  const named = traceEvents.filter((event) => event.name === "thread_name");
  const main = named.filter((event) => event.args.name === "CrRendererMain");
  const own = new Set(main.map(({ pid, tid }) => `${pid} ${tid}`));
  const tasks = traceEvents.filter(
    (event) => event.ph === "X" && event.name.endsWith("RunTask") && own.has(`${event.pid} ${event.tid}`),
  );
  const most = (field) => Math.max(...tasks.map((task) => task[field] ?? 0)) / 1000;
  return {
    clock: most("dur"),
    processor: most("tdur"),
    all: tasks.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000,
  };
}

for (const file of files) {
  const runs = [];
  for (let round = 0; round < rounds; round += 1) runs.push(await measure(file));
  const best = (field) => Math.min(...runs.map((run) => run[field])).toFixed(1);
  const line = `longest task ${best("clock")} ms (processor ${best("processor")} ms), all tasks ${best("all")} ms`;
  console.log(`${file.name.padEnd(36)} ${String(file.text.length).padStart(7)} letters  ${line}`);
}
await browser.close();
