// Builds the page from www/src and the bound wasm modules in www/generated:
//   dist/gouji.html   the page as one self-contained file, also from file:// and without a network
//   dist/module/      the JavaScript module for other pages: gouji.js, its wasm beside it, and its types
//   dist/site/        the page as a static website
//   dist/frame.html, dist/adapters/   for content management systems (scripts/cms.mjs)
import { mkdirSync, writeFileSync } from "node:fs";
import { sum } from "./build/bundle.mjs";
import { onePage } from "./build/file.mjs";
import { buildSite } from "./build/site.mjs";
import { buildForHosts } from "./cms.mjs";

mkdirSync("dist", { recursive: true });
const page = await onePage("page.ts", { attributes: " page" });
writeFileSync("dist/gouji.html", page);
writeFileSync("dist/gouji.html.sha256", `${sum(page)}  gouji.html\n`);
await import("./build/module.mjs");
await buildSite("dist/site", page);
await buildForHosts();
