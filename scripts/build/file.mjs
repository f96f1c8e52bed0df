// The page as one self-contained file, which works from a server, from a disk and without a network.
import { readFileSync } from "node:fs";
import { transformSync } from "esbuild";
import { compress } from "lzma1";
import {
  ascii,
  fallback,
  icon,
  licences,
  manyScript,
  modules,
  olderStyles,
  script,
  source,
} from "./bundle.mjs";
import { crc32 } from "./crc32.mjs";

/**
 * A script that survives what happens to a page on its way: charset and line ends changed, line ends trimmed, something
 * put in before the first `</body>` or `<head>` that a program finds. All of it becomes ASCII on one line without any
 * tag, so that the digest in the policy still fits. Minified code has line breaks and tags inside strings and template
 * literals only, where an escape means the same.
 */
function sturdy(text) {
  const changed = text
    .trimEnd()
    .replaceAll("\n", "\\n")
    .replaceAll(/<(?=\/?(?:html|head|body|script|style|title|meta)\b|!--)/gi, "\\x3c")
    .replaceAll(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  // Throws where an escape came to stand outside a string.
  transformSync(changed, { logLevel: "error" });
  return changed;
}

/**
 * The modules as one stream of LZMA with the dictionary no larger than what it unpacks to: the encoder's own mark asks
 * for ten times as much memory.
 */
function packed(files) {
  const all = Buffer.concat(files);
  const stream = Buffer.from(compress(all, 9));
  stream.writeUInt32LE(all.length, 1);
  return stream.toString("base64");
}

const older = sturdy(await script("old/page.ts", { format: "iife" }));
const many = sturdy(manyScript);
const style = readFileSync("www/src/page.css", "utf8").trim();
const styles = [style, ...(await olderStyles())].map(source).join(" ");
const files = modules.map(({ path }) => readFileSync(path));
const parts = modules.map(({ name }, at) => ({ name, size: files[at].length, crc32: crc32(files[at]) }));
const block = `<script type="application/wasm+lzma+base64" data-gouji-modules='${JSON.stringify(parts)}'>${packed(files)}</script>`;

/**
 * A page in one file, whose script is an entry point of www/src. Its styles and scripts are named by their digests, so
 * that nothing that was not here at build time can ever run or be drawn; and nothing at all can be fetched or sent.
 */
export async function onePage(entry, { attributes = "", head = "" } = {}) {
  const page = sturdy(await script(entry, { format: "iife" }));
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
    // The last word is for browsers before 2022, which do not know the one before it: no script here uses it, and
    // www/src/tighten.ts takes it back in all others.
    `script-src ${source(older)} ${source(many)} ${source(page)} 'wasm-unsafe-eval' 'unsafe-eval'`,
    // The element's own sheets are no inline styles except where old browsers cannot construct them.
    `style-src ${styles}`,
    "worker-src blob:",
  ].join("; ");
  return ascii(`<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
${head}<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>勾稽 · 政府信息公开年报校验</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}">
<style>${style}</style>
</head>
<body>
<gouji-checker${attributes}>
${fallback}
</gouji-checker>
${block}
<script type="text/plain" data-licences>
${licences}</script>
<script>${older}</script>
<script>${many}</script>
<script>${page}</script>
</body>
</html>
`);
}
