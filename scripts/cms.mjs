// Builds what stands in other people's pages, from the page that scripts/build.mjs has made:
//   dist/frame.html   the checker for a frame of another page, spoken to by messages
//   dist/adapters/    the gate before publication, and an adapter for each editor
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

/** Builds both, with the settings and the sturdy script of the page. */
export async function buildForHosts({ common, sturdy, workerText }) {
  const frame = await build({
    ...common,
    entryPoints: ["www/src/frame.ts"],
    format: "iife",
    define: { WORKER_TEXT: JSON.stringify(workerText) },
  });
  const script = sturdy(frame.outputFiles[0].text);
  const digest = createHash("sha256").update(script).digest("base64");
  // The same file with another script: its policy names this one.
  const page = readFileSync("dist/index.html", "utf8");
  const start = page.lastIndexOf("<script>") + "<script>".length;
  const end = page.indexOf("</script>", start);
  const framed = `${page.slice(0, start)}${script}${page.slice(end)}`
    .replace(/(script-src 'sha256-)[^']+/, (_, before) => before + digest)
    .replace("<gouji-checker page>", "<gouji-checker>")
    .replace('<meta name="viewport"', '<meta name="gouji-allow" content="">\n<meta name="viewport"');
  if (!framed.includes(digest) || !framed.includes("<gouji-checker>") || !framed.includes("gouji-allow"))
    throw new Error("cms.mjs: dist/index.html is not as expected");
  writeFileSync("dist/frame.html", framed);

  mkdirSync("dist/adapters", { recursive: true });
  const adapters = ["gate", "tinymce", "ckeditor4", "ckeditor5", "wangeditor", "kindeditor", "ueditor"];
  const built = await build({
    ...common,
    entryPoints: adapters.map((name) => `www/src/adapters/${name}.ts`),
    outdir: "dist/adapters",
    format: "esm",
    // The adapters stay as short as they are; what they share stands in one file.
    plugins: [
      ...common.plugins,
      {
        name: "one-gate",
        setup(builder) {
          builder.onResolve({ filter: /^\.\/gate\.ts$/ }, () => ({ path: "./gate.js", external: true }));
        },
      },
    ],
  });
  for (const { path, text } of built.outputFiles) writeFileSync(path, text);
}
