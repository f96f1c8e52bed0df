// What every build of the page shares: how scripts and styles are bundled, what they are made of, and their digests.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { build, transform } from "esbuild";
import { bundled, crates, notices } from "../supply.mjs";
import { wasmGlue } from "./glue.mjs";

/** The oldest browsers in which the page works; docs/BROWSERS.md says what was run. */
const target = ["chrome80", "firefox78", "safari14"];

/** Makes a style sheet small, in words that the oldest browsers know. */
export async function styleSheet(path) {
  const { code } = await transform(readFileSync(path, "utf8"), { loader: "css", minify: true, target });
  return code.trim();
}

/** Style sheets become texts in the scripts, made small like these. */
const styleSheets = {
  name: "style-sheets",
  setup(builder) {
    builder.onLoad({ filter: /\.css$/ }, async ({ path }) => ({
      contents: await styleSheet(path),
      loader: "text",
    }));
  },
};

/** Files of www/src that one kind of page replaces by others: `{"words/verify.ts": "words/verify-site.ts"}`. */
const replaced = (files) => ({
  name: "replaced",
  setup(builder) {
    for (const [file, other] of Object.entries(files)) {
      const filter = new RegExp(`${file.replaceAll(".", "\\.")}$`);
      builder.onLoad({ filter }, () => ({
        contents: readFileSync(`www/src/${other}`, "utf8"),
        loader: "ts",
      }));
    }
  },
});

/** The engine's code in the function that is to hold it (www/src/engine/whole.ts). */
const wholeEngine = {
  name: "whole-engine",
  setup(builder) {
    builder.onLoad({ filter: /engine\/whole\.ts$/ }, () => ({
      contents: `export function engine() {${engine};return engine}`,
      loader: "js",
    }));
  },
};

/** The same for what the workers of a list do (www/src/many/whole.ts). */
const wholeMany = {
  name: "whole-many",
  setup(builder) {
    builder.onLoad({ filter: /many\/whole\.ts$/ }, () => ({
      contents: `export function hand() {${hand};return hand}`,
      loader: "js",
    }));
  },
};

/** lzma1's decoder by itself (www/src/lzma1.d.ts): its entry point brings the encoder along. */
const lzmaDecoder = {
  name: "lzma-decoder",
  setup(builder) {
    const lib = (file) => resolve(`node_modules/lzma1/lib/${file}.js`);
    builder.onResolve({ filter: /^lzma1\/decoder$/ }, () => ({ path: "decoder", namespace: "lzma1" }));
    builder.onLoad({ filter: /^decoder$/, namespace: "lzma1" }, () => ({
      contents: ["decoder", "streams"]
        .map((file) => `export * from ${JSON.stringify(lib(file))};`)
        .join("\n"),
      resolveDir: ".",
    }));
  },
};

/** How everything is bundled. */
export const settings = {
  loader: { ".html": "text" },
  bundle: true,
  minify: true,
  write: false,
  target,
  // Safari 14.0 errs on destructuring in rare places only, Chromium 80 on arguments spread into a call behind `?.`:
  // neither stands in our sources, and both would cost a kilobyte.
  supported: { destructuring: true, "optional-chain": true },
  legalComments: "none",
  charset: "utf8",
  logLevel: "warning",
  plugins: [styleSheets, wholeEngine, wholeMany, lzmaDecoder],
};

/**
 * Names that no script hands on to another, nor to what is kept: the page's callbacks, and its words that are called by
 * two words (openFolder). Short ones make half a kilobyte.
 */
const words = readFileSync("www/src/words/zh.ts", "utf8").matchAll(/^ {2}([a-z]+[A-Z]\w*):/gm);
const ours = new RegExp(`^(on[A-Z]\\w*|${[...words].map(([, name]) => name).join("|")})$`);

/** Bundles an entry point of www/src to one text; `modules`: the file in it that calls the wasm modules. */
export async function script(entry, { replace = {}, modules, ...options }) {
  const plugins = [
    ...settings.plugins,
    replaced(replace),
    ...(modules ? [wasmGlue(`www/src/${modules}`)] : []),
  ];
  const { outputFiles } = await build({
    ...settings,
    entryPoints: [`www/src/${entry}`],
    plugins,
    mangleProps: ours,
    // What a browser offers its extensions.
    reserveProps: /^onClicked$/,
    ...options,
  });
  const [{ text }] = outputFiles;
  // Templates are indented for who reads the source; what is written to a terminal is meant as it stands.
  return options.platform === "node" ? text : text.replaceAll(/\n {2,}/g, "\n");
}

/** The element's style sheets as browsers have them that take no constructed ones: what these put into the page. */
export async function olderStyles() {
  const code = await script("old/style.ts", { format: "esm" });
  const { lowered } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  const files = readdirSync("www/src", { recursive: true }).filter((file) => /(?<!^page)\.css$/.test(file));
  return Promise.all(files.sort().map(async (file) => lowered(await styleSheet(`www/src/${file}`))));
}

const engine = await script("engine/parts.ts", {
  format: "iife",
  globalName: "engine",
  modules: "engine/engine.ts",
});

const hand = await script("many/parts.ts", {
  format: "iife",
  globalName: "hand",
  modules: "many/functions.ts",
});

/**
 * The part for lists of reports as a script that defines one function and does nothing else: what it holds runs when a
 * second report comes.
 */
export const manyScript = `function goujiMany(){${(
  await script("many/index.ts", { format: "iife", globalName: "gouji" })
).trimEnd()}return gouji.part}`;

/** The wasm modules: `{name, path}`. */
export const modules = ["core", "rules", "documents"]
  .map((name) => ({ name, path: `www/generated/${name}/gouji_bg.wasm` }))
  .filter(({ path }) => existsSync(path));

/** What is inlined, with its licences: a copy carries them along. */
export const licences = notices([
  ...crates("wasm-check,documents,wasm-many", "wasm32-unknown-unknown"),
  ...bundled(),
]);

export const { version } = JSON.parse(readFileSync("package.json", "utf8"));

const digest = (text, kind) => createHash(kind).update(text).digest();

/** A text's digest as a source in a Content-Security-Policy. */
export const source = (text) => `'sha256-${digest(text, "sha256").toString("base64")}'`;

/** A file's digest as the `integrity` of what refers to it. */
export const integrity = (bytes) => `sha384-${digest(bytes, "sha384").toString("base64")}`;

/** A file's digest as `sha256sum` prints it. */
export const sum = (bytes) => digest(bytes, "sha256").toString("hex");

/** The file's name with its content in it: `gouji.js` becomes `gouji.0123456789ab.js`. */
export const named = (name, bytes) => name.replace(/(\.[a-z]+)$/, `.${sum(bytes).slice(0, 12)}$1`);

// A cell of a table with a red ring around it.
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="2" y="2" width="28" height="28" rx="5" fill="#fdfcf8"/><path d="M3 12h26M3 21h26M12 3v26M21 3v26" stroke="#b9b1a0" stroke-width="1.5"/><circle cx="17" cy="16.5" r="8.5" fill="none" stroke="#c23a2b" stroke-width="3.5"/></svg>`;

const failed = `<p class="failed">勾稽没有运行起来。 <span lang="en">gouji did not start.</span></p>`;
const late = `<p class="late">如果一直打不开，可能是网络太慢，请再等一等；也可能是浏览器太旧：请用 Chrome、Edge 80、Firefox 78、Safari 14 以上的版本，360 等浏览器请更新后用“极速模式”，IE 不能用。也可能是浏览器禁用了 JavaScript，或者这个文件在保存、转发时被改动过：请换一个浏览器，或重新取得原文件再打开。</p>
<p class="late" lang="en">If it does not open: the connection may be slow, please wait a little. Or please use Chrome or Edge 80, Firefox 78, Safari 14 or later with JavaScript switched on, not Internet Explorer; if the browser is new enough, this file was changed on its way: please get the original once more.</p>`;

/** What the element holds until it starts, and for browsers in which it never does (www/src/page.css, old/page.ts). */
export const fallback = `<noscript>${failed}${late}</noscript>
<p class="opening">正在打开… <span lang="en">Opening…</span></p>
${failed}
${late}`;

/** Text of a document: characters outside ASCII by their numbers, so that no charset changes them. */
export const ascii = (text) => text.replaceAll(/[^\n -~]/gu, (c) => `&#${c.codePointAt(0)};`);
