// make test-browsers: the page, the website and the classic script in every browser that can be had here. Prints a table
// of versions and outcomes; fails where one that was run does not do what is asked. docs/BROWSERS.md keeps the last one.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { chromium } from "./chromium.mjs";
import { fetchChromium } from "./fetch.mjs";
import { firefox } from "./firefox.mjs";
import { scenario } from "./scenario.mjs";
import { miniBrowser, webkit } from "./webkit.mjs";

const port = Number(process.env.GOUJI_TEST_PORT ?? 8139) + 1000;
const only = process.argv.slice(2);

const bundled = await build({
  entryPoints: ["tests/e2e/office.ts"],
  bundle: true,
  write: false,
  format: "esm",
  platform: "node",
});
const { docx } = await import(`data:text/javascript,${encodeURIComponent(bundled.outputFiles[0].text)}`);
const example = readFileSync("www/example.html", "utf8");
const script = scenario(example, docx(example).toString("base64"));

// The classic script in a page of somebody else.
mkdirSync("target/browsers", { recursive: true });
mkdirSync("dist/module", { recursive: true });
const host = `<!doctype html><html lang="zh"><meta charset="utf-8"><title>host</title><body><gouji-checker page lang="zh"></gouji-checker><script src="module/gouji.classic.js"></script></body></html>`;
writeFileSync("dist/host-of-classic.html", host);

const server = spawn(process.execPath, ["scripts/serve.mjs", "dist", String(port)], { stdio: "ignore" });
const pages = [
  ["one file", pathToFileURL("dist/gouji.html").href],
  ["website", `http://localhost:${port}/site/`],
  ["classic script", `http://localhost:${port}/host-of-classic.html`],
];

/** Takes from a browser of today what those of 2020 have not: what the page then uses is its own. */
const features = {
  "Firefox 78 (without what came later)": `
    for (const { prototype } of [String, Array]) delete prototype.at;
    delete window.DecompressionStream; delete window.CompressionStream; delete window.structuredClone;
    delete Document.prototype.adoptedStyleSheets; delete ShadowRoot.prototype.adoptedStyleSheets;
    delete CSSStyleSheet.prototype.replace; delete CSSStyleSheet.prototype.replaceSync;
    for (const name of Object.keys(HTMLDialogElement.prototype)) delete HTMLDialogElement.prototype[name];
    Object.setPrototypeOf(HTMLDialogElement.prototype, HTMLUnknownElement.prototype); delete window.HTMLDialogElement;
    delete Intl.Segmenter; delete AbortSignal.timeout; delete Array.prototype.findLast; delete window.ClipboardItem;
    delete Object.hasOwn; delete HTMLElement.prototype.inert;`,
  "Safari 14 (without what came later)": `
    for (const { prototype } of [String, Array]) delete prototype.at;
    delete window.DecompressionStream; delete window.CompressionStream; delete window.structuredClone;
    delete Document.prototype.adoptedStyleSheets; delete ShadowRoot.prototype.adoptedStyleSheets;
    delete CSSStyleSheet.prototype.replace; delete CSSStyleSheet.prototype.replaceSync;
    delete WebAssembly.compileStreaming; delete WebAssembly.instantiateStreaming; delete TextEncoder.prototype.encodeInto;
    delete Intl.Segmenter; delete AbortSignal.timeout; delete Array.prototype.findLast; delete window.FinalizationRegistry;
    delete window.WeakRef; delete Object.hasOwn; delete HTMLElement.prototype.inert; delete window.requestIdleCallback;`,
};

const has = (command) => {
  try {
    return execFileSync("sh", ["-c", `command -v ${command}`], { encoding: "utf8" }).trim();
  } catch {
    return undefined;
  }
};
const found = execFileSync("sh", ["-c", ". scripts/browser.sh; find_browser"], { encoding: "utf8" }).trim();

const browsers = [
  ...JSON.parse(readFileSync("tests/browsers/list.json", "utf8")).map((each) => ({
    name: each.browser,
    how: `run (npm ${each.package})`,
    below: each.below,
    start: () => {
      const folder = fetchChromium(each);
      return chromium(`${folder}/chromium`, { LD_LIBRARY_PATH: `${folder}:${folder}/lib` });
    },
  })),
  { name: "Chromium", how: "run (installed)", start: found && (() => chromium(found)) },
  {
    name: "Firefox ESR",
    how: "run (Debian)",
    start: has("firefox-esr") && (() => firefox(has("firefox-esr"))),
  },
  {
    name: "WebKitGTK",
    how: "run (Debian)",
    start: has("WebKitWebDriver") && miniBrowser() && (() => webkit(has("WebKitWebDriver"), miniBrowser())),
  },
  ...Object.entries(features).map(([name, prelude]) => ({
    name,
    how: "simulated",
    prelude,
    start: found && (() => chromium(found)),
  })),
].filter(({ name }) => only.length === 0 || only.some((word) => name.includes(word)));

let failed = false;
console.log("| browser | version | how | one file | website | classic script |\n|---|---|---|---|---|---|");
for (const { name, how, below, prelude, start } of browsers) {
  if (!start) {
    console.log(`| ${name} | – | not here | | | |`);
    continue;
  }
  const cells = [];
  let version = "–";
  try {
    const browser = await start();
    ({ version } = browser);
    for (const [kind, url] of pages) {
      const page = await browser.open(url, prelude);
      let said;
      try {
        if (below) said = await sentence(page, kind);
        else {
          const wrong = await page.evaluate(script);
          said = wrong.length === 0 ? "works" : wrong.join("; ");
        }
      } catch (error) {
        said = `error: ${error.message}`;
      }
      const problems = below ? [] : page.problems();
      if (problems.length > 0) said += ` (console: ${problems.join(" ").slice(0, 300)})`;
      const good = said === "works" || said === "says what to use" || said === "shows nothing";
      if (!good) failed = true;
      cells.push(said);
      const picture = await page.screenshot().catch(() => undefined);
      if (picture) writeFileSync(`target/browsers/${name} ${kind}.png`.replaceAll(" ", "-"), picture);
      await page.close();
    }
    await browser.close();
  } catch (error) {
    failed = true;
    cells.push(`error: ${error.message}`);
  }
  console.log(`| ${name} | ${version} | ${how} | ${cells.join(" | ")} |`);
}
server.kill();
rmSync("dist/host-of-classic.html");
process.exit(failed ? 1 : 0);

/** Below the floor: the page names what to use; a host's page has its own words, or none. */
async function sentence(page, kind) {
  await new Promise((done) => setTimeout(done, 4000));
  const text = await page.evaluate("document.body.innerText");
  if (/Chrome、Edge 80/.test(text) && /IE 不能用/.test(text)) return "says what to use";
  return kind === "classic script" ? "shows nothing" : `shows: ${text.slice(0, 80)}`;
}
