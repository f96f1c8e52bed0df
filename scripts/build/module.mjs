// dist/module/: gouji for other pages, with its wasm beside it (fetched from there when it is first needed) and its types.
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { licences, modules, script } from "./bundle.mjs";

mkdirSync("dist/module", { recursive: true });
writeFileSync(
  "dist/module/gouji.js",
  await script("module.ts", {
    format: "esm",
    replace: { "words/verify.ts": "words/verify-module.ts" },
  }),
);
for (const { name, path } of modules) copyFileSync(path, `dist/module/gouji-${name}.wasm`);
copyFileSync("www/generated/core/gouji.d.ts", "dist/module/types.d.ts");
writeFileSync("dist/module/licences.txt", licences);
