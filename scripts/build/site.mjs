// dist/site/: the page as a static website for any folder of any server. Every file but the pages has its content in its
// name and may be cached for good; what the pages ask for they ask for with its digest.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { brotliCompress } from "node:zlib";
import { marked } from "marked";
import {
  fallback,
  icon,
  integrity,
  licences,
  manyScript,
  modules,
  named,
  olderStyles,
  script,
  source,
  styleSheet,
  sum,
  version,
} from "./bundle.mjs";

const kilobytes = (bytes) => `${Math.round(bytes / 1000)} kB`;

/** A custom section that says something and does nothing: makes another module of the same meaning, for tests. */
const section = (mark) => {
  const text = Buffer.from(mark);
  return Buffer.concat([Buffer.of(0, text.length + 2, 1, 0x67), text]);
};

/** Writes the website; `mark` makes another version of it. */
export async function buildSite(directory, file, mark = "") {
  // Nobody reads the sizes that a version for tests tells, and to find them takes seconds.
  const small = async (bytes) => (mark ? bytes : await promisify(brotliCompress)(bytes)).length;
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(join(directory, "rules"), { recursive: true });
  const put = (name, content) => {
    writeFileSync(join(directory, name), content);
    return { file: name, integrity: integrity(content) };
  };
  const putNamed = (name, content) => put(named(name, content), content);

  const wasm = Object.fromEntries(
    modules.map(({ name, path }) => {
      const bytes = readFileSync(path);
      return [name, putNamed(`gouji-${name}.wasm`, mark ? Buffer.concat([bytes, section(mark)]) : bytes)];
    }),
  );
  // The modules take seconds: begun here, beside all that follows.
  const compressed = modules.map(({ path }) => small(readFileSync(path)));
  const many = putNamed("gouji-many.js", manyScript);
  const scriptText = await script("site/site.ts", {
    format: "iife",
    define: { MODULES: JSON.stringify(wasm), MANY: JSON.stringify(many) },
    replace: { "words/verify.ts": "words/verify-site.ts" },
  });
  const older = putNamed("older.js", await script("old/page.ts", { format: "iife" }));
  const main = putNamed("gouji.js", scriptText);
  const style = putNamed(
    "page.css",
    (await styleSheet("www/src/page.css")) + (await styleSheet("www/site/site.css")),
  );
  const pages = putNamed("pages.css", await styleSheet("www/site/pages.css"));
  const sign = putNamed("icon.svg", icon);
  const manifest = putNamed(
    "manifest.webmanifest",
    JSON.stringify({
      name: "勾稽 · 政府信息公开年报校验",
      short_name: "勾稽",
      lang: "zh-Hans",
      start_url: "./",
      scope: "./",
      display: "standalone",
      background_color: "#fdfcf8",
      theme_color: "#fdfcf8",
      icons: [{ src: sign.file, sizes: "any", type: "image/svg+xml" }],
    }),
  );

  const link = ({ file, integrity }, up = "") => `href="${up}${file}" integrity="${integrity}"`;
  const policy = [
    "default-src 'none'",
    // Its own wasm modules, and nothing of anybody else's.
    "connect-src 'self'",
    "img-src 'self' data:",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    // The last word is for browsers before 2022; www/src/tighten.ts takes it back in all others.
    "script-src 'self' 'wasm-unsafe-eval' 'unsafe-eval'",
    `style-src 'self' ${(await olderStyles()).map(source).join(" ")}`,
    "worker-src 'self' blob:",
  ].join("; ");
  const index = `<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>勾稽 · 政府信息公开年报校验</title>
<link rel="icon" href="${sign.file}">
<link rel="manifest" href="${manifest.file}">
<link rel="stylesheet" ${link(style)}>
<script src="${older.file}" integrity="${older.integrity}" defer></script>
<script src="${main.file}" integrity="${main.integrity}" defer></script>
</head>
<body>
<gouji-checker page>
${fallback}
</gouji-checker>
<nav class="site"><a href="about.html">说明 About</a> · <a href="rules/index.html">规则 Rules</a></nav>
</body>
</html>
`;

  // Pages to read: no script at all.
  const page = (title, content, up = "") => `<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="${up}${sign.file}">
<link rel="stylesheet" ${link(pages, up)}>
</head>
<body>
${content}</body>
</html>
`;

  // The rules, from the document that the rules' own documentation makes.
  const rules = readFileSync("docs/rules.md", "utf8").split(/^<a id="([a-z0-9-]+)"><\/a>$/m);
  const [head, ...rest] = rules;
  const back =
    '<nav><a href="../index.html">校验 Check</a> · <a href="index.html">全部规则 All rules</a></nav>\n';
  const list = head.replaceAll(/\]\(#([a-z0-9-]+)\)/g, "]($1.html)");
  put(
    "rules/index.html",
    page("规则 · 勾稽", `<nav><a href="../index.html">校验 Check</a></nav>\n${marked(list)}`, "../"),
  );
  for (let at = 0; at < rest.length; at += 2) {
    const text = rest[at + 1].replaceAll(/\]\(#([a-z0-9-]+)\)/g, "]($1.html)");
    const title = /^## (.*)$/m.exec(text)?.[1] ?? rest[at];
    put(`rules/${rest[at]}.html`, page(`${title} · 勾稽`, `${back}${marked(text)}`, "../"));
  }

  put("licences.txt", licences);
  put("gouji.html", file);
  put("gouji.html.sha256", `${sum(file)}  gouji.html\n`);

  const core = readFileSync(join(directory, wasm.core.file));
  const documents = readFileSync(join(directory, wasm.documents.file));
  const [coreSize, , documentsSize] = await Promise.all(compressed);
  const facts = {
    version: mark || version,
    fileSum: sum(file),
    fileSize: kilobytes(file.length),
    firstSize: kilobytes(coreSize + (await small(scriptText)) + (await small(index))),
    documentsSize: kilobytes(documentsSize),
    siteSize: `${((core.length + documents.length + scriptText.length) / 1e6).toFixed(1)} MB`,
  };
  const about = readFileSync("www/site/about.md", "utf8").replaceAll(
    /\{\{(\w+)\}\}/g,
    (_, name) => facts[name],
  );
  const all = [
    put("index.html", index),
    put("about.html", page("说明 · 勾稽", marked(about))),
    ...[main, many, older, style, pages, sign, manifest, ...Object.values(wasm)],
  ];
  const files = JSON.stringify(all);
  put(
    "sw.js",
    await script("site/sw.ts", {
      format: "iife",
      define: { FILES: files, VERSION: JSON.stringify(sum(files).slice(0, 12)) },
    }),
  );
}

// By itself: another version of what was built, for the test of updates.
if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , directory, mark] = process.argv;
  await buildSite(directory, readFileSync("dist/gouji.html"), mark);
}
