// make bench-page: from opening the page to a first report pasted and checked, and the sizes of what is opened.
// Each time a new browser context, so that nothing is warm but the browser itself. Fails above one second (median).
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { cpus } from "node:os";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { chromium } from "@playwright/test";

/** By this the browser's processes are told from others. */
const mark = "--gouji-bench-page";
const times = Number(process.argv[2] ?? 7);
const executablePath = execFileSync("sh", ["-c", ". scripts/browser.sh; find_browser"], {
  encoding: "utf8",
}).trim();
const browser = await chromium.launch({
  executablePath,
  chromiumSandbox: process.getuid?.() !== 0,
  args: ["--disable-background-networking", "--disable-component-update", "--no-first-run", mark],
});
const html = readFileSync("www/example.html", "utf8");
const bytes = readFileSync("dist/gouji.html");
const brotli = brotliCompressSync(bytes, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
}).length;

/** Milliseconds of the processor that the browser has used so far, all its processes together; Linux tells. */
function used() {
  const all = new Map();
  for (const id of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${id}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      const own = readFileSync(`/proc/${id}/cmdline`, "utf8").includes(mark);
      all.set(id, { parent: fields[1], ticks: Number(fields[11]) + Number(fields[12]), own });
    } catch {
      // It has ended meanwhile.
    }
  }
  const ours = (id) => all.has(id) && (all.get(id).own || ours(all.get(id).parent));
  return [...all].filter(([id]) => ours(id)).reduce((sum, [, { ticks }]) => sum + ticks * 10, 0);
}

/** Milliseconds from the navigation to each step, by the page's own clock. */
async function once() {
  const context = await browser.newContext();
  const page = await context.newPage();
  // Pastes as soon as there is something to paste into, as nobody could; says when the verdict is painted.
  await page.addInitScript((report) => {
    const steps = {};
    window.steps = new Promise((resolve) => {
      const look = () => {
        const root = document.querySelector("gouji-checker")?.shadowRoot;
        if (!steps.shown && root?.querySelector(".start")) {
          steps.shown = performance.now();
          const data = new DataTransfer();
          data.setData("text/html", report);
          document.body.dispatchEvent(
            new ClipboardEvent("paste", {
              bubbles: true,
              cancelable: true,
              composed: true,
              clipboardData: data,
            }),
          );
        }
        if (root?.querySelector("[data-sums]")) {
          requestAnimationFrame(() => setTimeout(() => resolve({ ...steps, checked: performance.now() })));
        } else setTimeout(look, 2);
      };
      look();
    });
  }, html);
  const before = used();
  await page.goto(pathToFileURL("dist/gouji.html").href);
  const steps = await page.evaluate("window.steps");
  const worked = used() - before;
  await context.close();
  return { ...steps, worked };
}

await once();
const all = [];
for (let time = 0; time < times; time += 1) all.push(await once());
await browser.close();
const median = (name) => all.map((each) => each[name]).sort((a, b) => a - b)[Math.floor(all.length / 2)];
const [{ model }] = cpus();
console.log(`dist/gouji.html: ${bytes.length} bytes, brotli ${brotli} (at most 1300000)`);
console.log(`opened from disk, ${times} times, ${cpus().length} × ${model}`);
console.log(`  page shown             ${median("shown").toFixed(0).padStart(5)} ms (median)`);
console.log(`  first report checked   ${median("checked").toFixed(0).padStart(5)} ms (median; at most 1000)`);
console.log(
  `  of it processor time   ${median("worked").toFixed(0).padStart(5)} ms (median): the rest is waiting, on a busy machine most of it`,
);
console.log(`  each                   ${all.map(({ checked }) => checked.toFixed(0)).join(" ")}`);
if (median("checked") > 1000 || brotli > 1_300_000) process.exit(1);
