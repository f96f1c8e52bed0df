// make test-package: the packed archive in a fresh folder, bundled by Vite and webpack as the README says, and the result
// opened in a browser: the README's own example checks, and the element is there. (What is short runs in make test.)
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "@playwright/test";

const folder = mkdtempSync(join(tmpdir(), "gouji-bundlers-"));
const port = Number(process.env.GOUJI_TEST_PORT ?? 8139) + 2000;
const run = (command, given, where) =>
  execFileSync(command, given, { cwd: where, stdio: ["ignore", "pipe", "pipe"] });
const modules = resolve("tests/package/node_modules");

run("npm", ["pack", resolve("dist/package"), "--pack-destination", folder], ".");
const archive = join(
  folder,
  `gouji-${JSON.parse(readFileSync("dist/package/package.json", "utf8")).version}.tgz`,
);
const example = /^```js\n([\s\S]*?)^```/m
  .exec(readFileSync("dist/package/README.md", "utf8").split("## 浏览器")[1])[1]
  .replace('"一份年报的文字"', JSON.stringify(readFileSync("www/example.html", "utf8")));

const executablePath = execFileSync("sh", ["-c", ". scripts/browser.sh; find_browser"], {
  encoding: "utf8",
}).trim();
const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
let failed = false;

/** A page with a script. */
const page = (source) =>
  `<!doctype html><html lang="zh"><meta charset="utf-8"><title>x</title><body><script type="module" src="${source}"></script></body></html>`;
/** Bundles the example in one way and opens what came of it. */
async function tried(name, files, commands, out) {
  const work = join(folder, name);
  mkdirSync(join(work, "node_modules"), { recursive: true });
  mkdirSync(join(work, "node_modules/gouji"));
  run("tar", ["-xzf", archive, "-C", join(work, "node_modules/gouji"), "--strip-components=1"], ".");
  writeFileSync(join(work, "package.json"), '{"type":"module","private":true}');
  for (const [file, text] of Object.entries(files)) writeFileSync(join(work, file), text);
  for (const tool of ["vite", "webpack", "webpack-cli"])
    symlinkSync(join(modules, tool), join(work, "node_modules", tool));
  for (const [tool, ...given] of commands) run(process.execPath, [join(modules, tool), ...given], work);
  // webpack leaves the page to others.
  if (name === "webpack") writeFileSync(join(work, out, "index.html"), page("/main.js"));
  const server = spawn(process.execPath, [resolve("scripts/serve.mjs"), join(work, out), String(port)], {
    stdio: "ignore",
  });
  const tab = await browser.newPage();
  const problems = [];
  tab.on("console", (message) => problems.push(message.text()));
  tab.on("pageerror", (error) => problems.push(error.message));
  await tab.route("**/favicon.ico", (route) => route.fulfill({ body: "" }));
  try {
    for (let tries = 0; ; tries += 1) {
      try {
        await tab.goto(`http://localhost:${port}/`);
        break;
      } catch (error) {
        if (tries > 50) throw error;
        await new Promise((done) => setTimeout(done, 100));
      }
    }
    await tab.waitForFunction(() => document.body.textContent.trim() === "errors", undefined, {
      timeout: 60_000,
    });
    const element = await tab.evaluate(() => customElements.get("gouji-checker") !== undefined);
    if (!element || problems.length > 0)
      throw new Error(`the element is ${element ? "" : "not "}there; ${problems}`);
    console.log(`${name}: bundled from the packed archive, checks in the browser`);
  } catch (error) {
    failed = true;
    console.error(`${name}: ${error.message} ${problems}`);
  }
  await tab.close();
  server.kill();
  await new Promise((done) => server.on("exit", done));
}

await tried(
  "vite",
  { "index.html": page("/main.js"), "main.js": example },
  [["vite/bin/vite.js", "build"]],
  "dist",
);
await tried(
  "webpack",
  {
    "main.js": example,
    "webpack.config.js": `export default { mode: "production", entry: "./main.js", experiments: { topLevelAwait: true } };`,
  },
  [["webpack-cli/bin/cli.js"]],
  "dist",
).catch((error) => {
  failed = true;
  console.error(`webpack: ${error.stdout ?? ""}${error.stderr ?? error}`);
});
await browser.close();
rmSync(folder, { recursive: true, force: true });
process.exit(failed ? 1 : 0);
