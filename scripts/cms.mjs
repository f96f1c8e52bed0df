// Builds what stands in other people's pages:
//   dist/frame.html   the checker for a frame of another page, spoken to by messages
//   dist/adapters/    the gate before publication, and an adapter for each editor
import { mkdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { settings } from "./build/bundle.mjs";
import { onePage } from "./build/file.mjs";
import { buildExtension } from "./extension.mjs";

/** Builds both. */
export async function buildForHosts() {
  // The page with another script, and a place to name who may speak to it.
  const head = '<meta name="gouji-allow" content="">\n';
  writeFileSync("dist/frame.html", await onePage("frame.ts", { head }));

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
