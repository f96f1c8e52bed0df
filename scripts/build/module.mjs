// dist/module/: gouji for other pages, with its wasm beside it (fetched from there when it is first needed) and its
// types. dist/package/: the same for npm, with the entry for Node and the command; `npm pack dist/package` packs it.
import { chmodSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { licences, modules, script, version } from "./bundle.mjs";
import { writeTypes } from "./types.mjs";

const replace = { "words/verify.ts": "words/verify-module.ts" };

mkdirSync("dist/module", { recursive: true });
// What a page is told whose policy does not let the module run is a file of its own: loaded only there. So are lists of
// reports: loaded when a second one arrives.
const external = ["./gouji-trouble.js", "./gouji-many.js"];
writeFileSync("dist/module/gouji.js", await script("module.ts", { format: "esm", external, replace }));
writeFileSync(
  "dist/module/gouji.classic.js",
  await script("classic.ts", { format: "iife", globalName: "gouji", external, replace }),
);
writeFileSync("dist/module/gouji-trouble.js", await script("engine/trouble.ts", { format: "esm" }));
// For the module in browsers of 2020: loaded before it.
writeFileSync("dist/module/older.js", await script("old/old.ts", { format: "iife" }));
writeFileSync("dist/module/gouji-many.js", await script("many/index.ts", { format: "esm" }));
for (const { name, path } of modules) copyFileSync(path, `dist/module/gouji-${name}.wasm`);
writeFileSync("dist/module/licences.txt", licences);
writeTypes("dist/module");

const files = [
  "gouji.js",
  "gouji.classic.js",
  "gouji-trouble.js",
  "gouji-many.js",
  "older.js",
  "gouji.d.ts",
  "licences.txt",
];
rmSync("dist/package", { recursive: true, force: true });
mkdirSync("dist/package");
for (const file of [...files, ...modules.map(({ name }) => `gouji-${name}.wasm`)]) {
  copyFileSync(`dist/module/${file}`, `dist/package/${file}`);
}
const forNode = { format: "esm", platform: "node", target: "node18" };
writeFileSync("dist/package/node.js", await script("node/node.ts", forNode));
writeFileSync(
  "dist/package/cli.js",
  await script("node/cli.ts", { ...forNode, banner: { js: "#!/usr/bin/env node" } }),
);
chmodSync("dist/package/cli.js", 0o755);
copyFileSync("dist/module/node.d.ts", "dist/package/node.d.ts");
rmSync("dist/module/node.d.ts");
for (const file of ["LICENSE-MIT", "LICENSE-APACHE"]) copyFileSync(file, `dist/package/${file}`);
copyFileSync("www/package.md", "dist/package/README.md");
const description = {
  name: "gouji",
  version,
  description:
    "Checks 政府信息公开工作年度报告 (annual reports on open government information): in the browser, in Node and on the command line, nothing uploaded",
  keywords: ["政府信息公开", "年度报告", "勾稽", "validation", "wasm", "custom-element"],
  license: "MIT OR Apache-2.0",
  type: "module",
  engines: { node: ">=18" },
  bin: { gouji: "cli.js" },
  exports: {
    ".": {
      node: { types: "./node.d.ts", default: "./node.js" },
      types: "./gouji.d.ts",
      default: "./gouji.js",
    },
    "./element": { types: "./gouji.d.ts", default: "./gouji.js" },
    "./classic": "./gouji.classic.js",
    "./older": "./older.js",
    "./gouji-core.wasm": "./gouji-core.wasm",
    "./gouji-documents.wasm": "./gouji-documents.wasm",
    "./gouji-rules.wasm": "./gouji-rules.wasm",
    "./package.json": "./package.json",
  },
  types: "./gouji.d.ts",
  unpkg: "gouji.classic.js",
  jsdelivr: "gouji.classic.js",
  // Loading the module makes the element known: no bundler may leave it out.
  sideEffects: true,
};
writeFileSync("dist/package/package.json", `${JSON.stringify(description, null, 2)}\n`);
