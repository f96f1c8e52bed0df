// Builds what stands in other people's pages:
//   dist/frame.html   the checker for a frame of another page, spoken to by messages
//   dist/bookmark.html   offers the bookmark that checks the page on which it is pressed
//   dist/adapters/    the gate before publication, and an adapter for each editor
import { mkdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { ascii, script, settings, source } from "./build/bundle.mjs";
import { onePage } from "./build/file.mjs";
import { buildExtension } from "./extension.mjs";

/** Builds both. */
export async function buildForHosts() {
  // The page with another script, and a place to name who may speak to it.
  const head = '<meta name="gouji-allow" content="">\n';
  writeFileSync("dist/frame.html", await onePage("frame.ts", { head }));

  writeFileSync("dist/bookmark.html", bookmarkPage(await script("bookmark.ts", { format: "iife" })));

  mkdirSync("dist/adapters", { recursive: true });
  const adapters = ["gate", "tinymce", "ckeditor4", "ckeditor5", "wangeditor", "kindeditor", "ueditor"];
  const built = await build({
    ...settings,
    entryPoints: adapters.map((name) => `www/src/adapters/${name}.ts`),
    outdir: "dist/adapters",
    format: "esm",
    // The adapters stay as short as they are; what they share stands in one file.
    plugins: [
      ...settings.plugins,
      {
        name: "one-gate",
        setup(builder) {
          builder.onResolve({ filter: /^\.\/gate\.ts$/ }, () => ({ path: "./gate.js", external: true }));
        },
      },
    ],
  });
  for (const { path, text } of built.outputFiles) writeFileSync(path, text);

  await buildExtension();
}

/** The page that offers the bookmark: it knows only when it is opened where the frame lies. */
function bookmarkPage(code) {
  const fill = `const code = ${JSON.stringify(code.trim()).replaceAll("<", "\\u003c")};
const frame = new URL("frame.html", location.href);
frame.search = frame.hash = "";
document.querySelector("a").href = "javascript:" + encodeURIComponent(code.replaceAll("GOUJI_FRAME_ADDRESS", frame.href));
if (!/^https?:$/.test(location.protocol)) document.querySelector("#server").hidden = false;`;
  const safe = fill.replaceAll(/[^ -~\n]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return ascii(`<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src ${source(safe)}; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>勾稽书签</title>
</head>
<body>
<h1>勾稽书签</h1>
<p>把这个链接拖到书签栏：<a href="#">勾稽</a>。以后在门户网站的年报页面上按它，错的格子就在那个页面上标出来，旁边是批注。</p>
<p>年报的内容只在浏览器里从那个页面交给本站的 frame.html，本站的服务器收不到；校验程序第一次用时从本站下载。</p>
<p>有的门户网站的策略（Content-Security-Policy 的 frame-src）不允许别站的框架，Firefox 在有策略的页面上不执行书签里的程序：那里请用浏览器扩展，它不受这些限制。</p>
<p id="server" hidden>这个页面要放在网站上打开：从本机文件打开的，门户网站的页面取不到校验程序。</p>
<script>${safe}</script>
</body>
</html>
`);
}
