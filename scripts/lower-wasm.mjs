// Rewrites a wasm module in place so that browsers of 2020 take it: scripts/lower-wasm.mjs MODULE.wasm
// What Chromium 80, Firefox 78 and Safari 14 do not all know (copying memory in one go, conversions that saturate, signs
// that extend) is put into the instructions of the first version; docs/BROWSERS.md has what that costs.
import { readFileSync, writeFileSync } from "node:fs";
import binaryen from "binaryen";
import { moveByWords } from "./memory-words.mjs";

const [path] = process.argv.slice(2);
const module = binaryen.readBinary(readFileSync(path));
module.runPasses(["llvm-memory-copy-fill-lowering"]);
moveByWords(module);
module.runPasses(["signext-lowering", "llvm-nontrapping-fptoint-lowering", "strip-target-features"]);
module.setFeatures(binaryen.Features.MVP | binaryen.Features.MutableGlobals);
// One and a half per cent less to load: locals that are only passed on go, those left are numbered by use, what is the
// same is there once. Twice, since each makes more of the other possible; all of what binaryen can do makes it larger
// after compression.
binaryen.setOptimizeLevel(2);
binaryen.setShrinkLevel(2);
const locals = ["simplify-locals", "coalesce-locals", "reorder-locals", "vacuum"];
const repeats = [
  "optimize-instructions",
  "duplicate-function-elimination",
  "merge-blocks",
  "code-folding",
  "rse",
];
module.runPasses([...locals, ...repeats, ...locals, ...repeats, ...locals]);
// Whatever is left of later versions is an error here, not in somebody's browser.
if (!module.validate()) {
  console.error(`lower-wasm: ${path} still needs more than the first version of WebAssembly`);
  process.exit(1);
}
writeFileSync(path, module.emitBinary());
