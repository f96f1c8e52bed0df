// Builds the page from www/src and the bound wasm modules in www/generated:
//   dist/index.html   the page as one self-contained file, also from file:// and without a network
//   dist/module/      the JavaScript module for other pages: gouji.js, its wasm beside it, and its types
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build, transform, transformSync } from "esbuild";
import { buildForHosts } from "./cms.mjs";
import { bundled, crates, notices } from "./supply.mjs";

/** Style sheets become texts in the scripts, made small like these. */
const styleSheets = {
  name: "style-sheets",
  setup(builder) {
    builder.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, "utf8"), { loader: "css", minify: true });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

const common = {
  loader: { ".html": "text" },
  bundle: true,
  minify: true,
  write: false,
  target: ["es2021", "chrome96", "firefox113", "safari16.4"],
  legalComments: "none",
  charset: "utf8",
  logLevel: "warning",
  plugins: [styleSheets],
};

/**
 * A script that survives what happens to a page on its way: charset and line ends changed, line ends trimmed, something
 * put in before the first `</body>` or `<head>` that a program finds. All of it becomes ASCII on one line without any
 * tag, so that the digest in the policy still fits. Minified code has line breaks and tags inside strings and template
 * literals only, where an escape means the same.
 */
function sturdy(script) {
  const text = script
    .trimEnd()
    .replaceAll("\n", "\\n")
    .replaceAll(/<(?=\/?(?:html|head|body|script|style|title|meta)\b|!--)/gi, "\\x3c")
    .replaceAll(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  // Throws where an escape came to stand outside a string.
  transformSync(text, { logLevel: "error" });
  return text;
}

/** The bytes of a module as text: gzip, which every browser can undo by itself, then base64. */
const packed = (path) => gzipSync(readFileSync(path), { level: 9 }).toString("base64");

const worker = await build({ ...common, entryPoints: ["www/src/engine/worker.ts"], format: "iife" });
const workerText = worker.outputFiles[0].text;

const page = await build({
  ...common,
  entryPoints: ["www/src/page.ts"],
  format: "iife",
  define: { WORKER_TEXT: JSON.stringify(workerText) },
});
const pageText = sturdy(page.outputFiles[0].text);

const modules = [["core", "www/generated/core/gouji_bg.wasm"]];
if (existsSync("www/generated/documents/gouji_bg.wasm")) {
  modules.push(["documents", "www/generated/documents/gouji_bg.wasm"]);
}

const sha256 = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

// The document around the element: its two styles and the one script are named by their digests, so that nothing that
// was not here at build time can ever run or be drawn; and nothing at all can be fetched or sent.
const style = readFileSync("www/src/page.css", "utf8").trim();
const policy = [
  "default-src 'none'",
  "connect-src 'none'",
  // The page's own sign, which stands in the page itself.
  "img-src data:",
  "font-src 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  `script-src ${sha256(pageText)} 'wasm-unsafe-eval'`,
  `style-src ${sha256(style)}`,
  "worker-src blob:",
].join("; ");

// What is inlined, with its licences: a copy of the file carries them along.
const licences = notices([...crates("wasm-check,documents", "wasm32-unknown-unknown"), ...bundled()]);

/** Text of the document around the script: characters outside ASCII by their numbers. */
const ascii = (text) => text.replaceAll(/[^\n -~]/gu, (c) => `&#${c.codePointAt(0)};`);

// A cell of a table with a red ring around it.
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="2" y="2" width="28" height="28" rx="5" fill="#fdfcf8"/><path d="M3 12h26M3 21h26M12 3v26M21 3v26" stroke="#b9b1a0" stroke-width="1.5"/><circle cx="17" cy="16.5" r="8.5" fill="none" stroke="#c23a2b" stroke-width="3.5"/></svg>`;

const html = ascii(`<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>勾稽 · 政府信息公开年报校验</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}">
<style>${style}</style>
</head>
<body>
<gouji-checker page>
<p>勾稽没有运行起来。可能是浏览器太旧：请用 Chrome、Edge 97 或 Firefox 113、Safari 16.4 以上的版本，360 等浏览器请更新后用“极速模式”。也可能是浏览器禁用了 JavaScript，或者这个文件在保存、转发时被改动过：请换一个浏览器，或重新取得原文件再打开。</p>
<p lang="en">gouji did not start. Please use Chrome or Edge 97, Firefox 113, Safari 16.4 or later with JavaScript switched on; if the browser is new enough, this file was changed on its way: please get the original once more.</p>
</gouji-checker>
${modules.map(([name, path]) => `<script type="application/wasm+gzip+base64" data-gouji-module="${name}">${packed(path)}</script>`).join("\n")}
<script type="text/plain" data-licences>
${licences}</script>
<script>${pageText}</script>
</body>
</html>
`);
mkdirSync("dist", { recursive: true });
writeFileSync("dist/index.html", html);

// For other pages: the module, its wasm beside it (fetched from there when it is first needed), and its types.
mkdirSync("dist/module", { recursive: true });
const element = await build({
  ...common,
  entryPoints: ["www/src/module.ts"],
  format: "esm",
  define: { WORKER_TEXT: JSON.stringify(workerText) },
});
writeFileSync("dist/module/gouji.js", element.outputFiles[0].text);
for (const [name, path] of modules) copyFileSync(path, `dist/module/gouji-${name}.wasm`);
copyFileSync("www/generated/core/gouji.d.ts", "dist/module/types.d.ts");
writeFileSync("dist/module/licences.txt", licences);

// What stands in the pages of others.
await buildForHosts({ common, sturdy, workerText });
