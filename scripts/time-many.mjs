// How long the page is busy with a list of many reports: the longest task of its main thread, the sum of those above
// 50 ms, and the whole time, from the folder chosen to the last row; then while the list is sorted, searched, left for a
// report and come back to. Not a test: figures of a busy machine say nothing. Times of the processor are told beside
// those of the clock, and grow little when other work runs.
//
//   node scripts/time-many.mjs FOLDER [--choose] [--profile] [--threads] [--visited ADDRESS]
//
// The folder is dropped; with --choose it comes by the file dialogue, where Chromium itself holds the thread for 0.2 ms a
// file before the page hears of it, also on an empty page. --profile tells what the longest tasks were busy with.
// --threads measures without a trace, which costs some per cent itself, and tells the processor's time of all threads of
// the browser by name; then nothing but the list is measured. --visited takes the website at an address (of a server that
// tells when files were changed, as all but the simplest do) in place of the one file, after the list was checked there
// twice: of a website's modules a browser keeps what it compiled, those of a file from the disk it compiles each time.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";

const at = process.argv.indexOf("--visited");
const visited = at < 0 ? undefined : process.argv[at + 1];
const [folder] = process.argv.slice(2).filter((word) => !word.startsWith("--") && word !== visited);
const profiling = process.argv.includes("--profile");
const threads = process.argv.includes("--threads");
if (folder === undefined)
  throw new Error("node scripts/time-many.mjs FOLDER [--choose] [--profile] [--threads] [--visited ADDRESS]");
const count = readdirSync(folder).length;
const find = ". scripts/browser.sh; find_browser";
const executablePath = execFileSync("sh", ["-c", find], { encoding: "utf8" }).trim();
// Without a profile on the disk nothing is kept from one visit to the next.
const kept = mkdtempSync(join(tmpdir(), "gouji-profile-"));
const context = await chromium.launchPersistentContext(kept, {
  executablePath,
  args: ["--no-sandbox"],
  viewport: { width: 1366, height: 768 },
});
const browser = context.browser();
const [page] = context.pages();
process.on("exit", () => rmSync(kept, { recursive: true, force: true }));

async function open() {
  await page.goto("about:blank");
  await page.goto(visited ?? `file://${process.cwd()}/dist/gouji.html`);
  await page.locator("gouji-checker .start").waitFor();
  await page.waitForTimeout(1500);
}
await open();
const rows = page.locator(".batch .rows tbody tr:not(.space)");
const settled = () => page.waitForTimeout(1000);

/** Numbers of processes, each with its parent and its session, which the browser's processes share. */
function processes() {
  return readdirSync("/proc").flatMap((id) => {
    try {
      const [, rest] = readFileSync(`/proc/${id}/stat`, "utf8").match(/.*\) (.*)/s);
      const [, parent, , session] = rest.split(" ");
      return [{ id, parent, session, command: readFileSync(`/proc/${id}/cmdline`, "utf8") }];
    } catch {
      // No process, or it has ended since.
      return [];
    }
  });
}

const own = processes().find(
  ({ parent, command }) => parent === `${process.pid}` && command.includes("--headless"),
);

/**
 * Milliseconds of the processor that each thread of the browser has spent so far, as Linux counts them: a trace leaves
 * out what is done after a promise, which is most of a worker's work.
 */
function threadTimes() {
  const times = new Map();
  for (const { id, command } of processes().filter(({ session }) => session === own?.session)) {
    const part = command.match(/--type=([\w-]+)/)?.[1] ?? "browser";
    try {
      for (const thread of readdirSync(`/proc/${id}/task`)) {
        const at = `/proc/${id}/task/${thread}`;
        const name = readFileSync(`${at}/comm`, "utf8")
          .trim()
          .replace(/\/?\d+$/, "");
        const time = Number(readFileSync(`${at}/schedstat`, "utf8").split(" ")[0]) / 1e6;
        times.set(thread, { process: id, name, part, time });
      }
    } catch {
      // It has ended since.
    }
  }
  return times;
}

/** What was spent between two looks at the threads, by a key of each. */
function spentBy(before, after, key) {
  const sums = new Map();
  for (const [thread, one] of after) {
    const own = key(one);
    if (own === undefined) continue;
    sums.set(own, (sums.get(own) ?? 0) + one.time - (before.get(thread)?.time ?? 0));
  }
  return sums;
}

/** The whole time and that of the threads, without a trace. */
async function measureThreads(name, run) {
  const before = threadTimes();
  const begun = performance.now();
  await run();
  const spent = performance.now() - begun;
  const sums = spentBy(before, threadTimes(), ({ part, name }) => `${part} ${name}`);
  const all = [...sums.values()].reduce((sum, each) => sum + each, 0);
  console.log(`${name.padEnd(28)} ${(spent / 1000).toFixed(2)} s, all threads ${(all / 1000).toFixed(2)} s`);
  for (const [thread, time] of [...sums].sort(([, one], [, other]) => other - one).slice(0, 8))
    console.log(`${time.toFixed(0).padStart(9)} ms  ${thread}`);
}

/** What the page's main thread did while something was done. */
async function measure(name, run) {
  if (threads) return measureThreads(name, run);
  const categories = ["toplevel", "disabled-by-default-devtools.timeline"];
  if (profiling) categories.push("disabled-by-default-v8.cpu_profiler", "devtools.timeline", "v8");
  await browser.startTracing(page, { categories });
  const before = threadTimes();
  const begun = performance.now();
  await run();
  const spent = performance.now() - begun;
  const after = threadTimes();
  await settled();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const named = traceEvents.filter((event) => event.name === "thread_name");
  const main = named.filter((event) => event.args.name === "CrRendererMain");
  const own = new Set(main.map(({ pid, tid }) => `${pid} ${tid}`));
  const pages = new Set(main.map(({ pid }) => String(pid)));
  const ofWorkers = ({ process, name }) =>
    pages.has(process) && name.startsWith("DedicatedWorker") ? "workers" : undefined;
  const worked = (spentBy(before, after, ofWorkers).get("workers") ?? 0).toFixed(0);
  const tasks = traceEvents
    .filter(
      (event) =>
        event.ph === "X" &&
        event.name === "ThreadControllerImpl::RunTask" &&
        own.has(`${event.pid} ${event.tid}`),
    )
    .map(({ ts, dur, tdur = 0, pid, tid }) => ({ ts, dur, tdur, pid, tid }));
  const most = (field) => (Math.max(...tasks.map((task) => task[field])) / 1000).toFixed(1);
  const sum = (some) => (some.reduce((all, { tdur = 0 }) => all + tdur, 0) / 1000).toFixed(0);
  const long = tasks.filter(({ tdur }) => tdur > 50_000);
  console.log(
    `${name.padEnd(28)} ${(spent / 1000).toFixed(1).padStart(6)} s  longest task ${most("dur").padStart(6)} ms ` +
      `(processor ${most("tdur").padStart(6)} ms), above 50 ms ${long.length} tasks ${sum(long)} ms, all tasks ${sum(tasks)} ms, workers ${worked} ms`,
  );
  if (profiling) tell(traceEvents, tasks);
}

/** The functions that the longest tasks were in, and for how long. */
function tell(events, tasks) {
  const chunks = events.filter((event) => event.name === "ProfileChunk" || event.name === "Profile");
  const profiles = new Map();
  for (const { name, id, pid, tid, args } of chunks) {
    const key = `${pid} ${id}`;
    const profile = profiles.get(key) ?? { nodes: new Map(), samples: [], time: 0 };
    if (name === "Profile") Object.assign(profile, { time: args.data.startTime, thread: `${pid} ${tid}` });
    for (const node of args.data.cpuProfile?.nodes ?? []) profile.nodes.set(node.id, node);
    (args.data.cpuProfile?.samples ?? []).forEach((sample, at) => {
      profile.time += args.data.timeDeltas[at];
      profile.samples.push([profile.time, sample]);
    });
    profiles.set(key, profile);
  }
  for (const task of tasks.sort((one, other) => other.tdur - one.tdur).slice(0, 6)) {
    console.log(`  task of ${(task.tdur / 1000).toFixed(0)} ms`);
    for (const { nodes, samples, thread } of profiles.values()) {
      if (thread !== `${task.pid} ${task.tid}`) continue;
      const inside = samples.filter(([time]) => time >= task.ts && time <= task.ts + task.dur);
      const counts = new Map();
      for (const [, sample] of inside) {
        const seen = new Set();
        for (let node = nodes.get(sample); node; node = nodes.get(node.parent)) {
          const { functionName, lineNumber = 0, columnNumber = 0 } = node.callFrame;
          seen.add(`${functionName || "-"} ${lineNumber}:${columnNumber}`);
        }
        for (const each of seen) counts.set(each, (counts.get(each) ?? 0) + 1);
      }
      const top = [...counts].sort(([, one], [, other]) => other - one).slice(0, 16);
      for (const [name, times] of top)
        console.log(`    ${((100 * times) / inside.length).toFixed(0).padStart(4)} % ${name}`);
    }
    const parts = events
      .filter(
        (event) =>
          event.ph === "X" && event.dur > 4000 && `${event.pid} ${event.tid}` === `${task.pid} ${task.tid}`,
      )
      .filter(
        (event) => event.ts >= task.ts && event.ts < task.ts + task.dur && !event.name.endsWith("RunTask"),
      );
    console.log(`    ${parts.map(({ name, dur }) => `${name} ${(dur / 1000).toFixed(0)}`).join(", ")}`);
  }
}

const seen = () => page.locator(".batch [role=status]", { hasText: "都看过了" }).waitFor({ timeout: 0 });
if (process.argv.includes("--choose")) {
  await measure(`${count} files chosen`, async () => {
    const chooser = page.waitForEvent("filechooser");
    await page.evaluate(() => {
      document.querySelector("gouji-checker").shadowRoot.querySelector(".ways button:nth-of-type(2)").click();
    });
    await (await chooser).setFiles(folder);
    await seen();
  });
} else {
  const drop = async () => {
    const client = await context.newCDPSession(page);
    const data = { items: [], files: [resolve(folder)], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"])
      await client.send("Input.dispatchDragEvent", { type, x: 600, y: 300, data });
    await seen();
  };
  for (let visits = visited === undefined ? 0 : 2; visits > 0; visits -= 1) {
    await drop();
    // Until what was compiled is written to the profile.
    await page.waitForTimeout(6000);
    await open();
  }
  await measure(`${count} files dropped`, drop);
}
if (threads) {
  await context.close();
  process.exit();
}
await measure("sorted by organ", async () => {
  await page.getByRole("button", { name: "机关和文件" }).click();
  await rows.first().waitFor();
});
await measure("sorted by the worst", () => page.getByRole("button", { name: "最要紧的一处" }).click());
await measure("searched", () => page.getByRole("searchbox").pressSequentially("云岭县", { delay: 60 }));
await page.getByRole("searchbox").fill("");
await measure("grouped by year", () => page.getByLabel("分组").selectOption("year"));
await page.getByLabel("分组").selectOption("none");
await measure("scrolled", async () => {
  for (let at = 1; at <= 10; at += 1) {
    await page.locator(".rows").evaluate((box, at) => box.scrollTo(0, (box.scrollHeight * at) / 10), at);
    await page.waitForTimeout(100);
  }
});
await measure("a report opened", () => rows.locator(".open-row").last().click());
await measure("and back", async () => {
  await page.locator("[data-status]").waitFor();
  await page.goBack();
  await rows.first().waitFor();
});
const views = { 各年: ".view > *", 各家对比: ".strip", 做汇总: ".sum h3", 核对汇总: ".against > *" };
for (const [name, there] of Object.entries(views)) {
  await measure(name, async () => {
    await page.getByRole("tab", { name }).click();
    await page.locator(there).first().waitFor({ timeout: 120_000 });
  });
}
await context.close();
