// docs/PERFORMANCE.md from what was measured.
import { existsSync, readFileSync } from "node:fs";
import { cpus } from "node:os";
import { brotliCompressSync, constants } from "node:zlib";

const row = (cells) => `| ${cells.join(" | ")} |`;
const table = (head, rows) =>
  [row(head), row(head.map((_, column) => (column === 0 ? "---" : "---:"))), ...rows.map(row)].join("\n");

function compressed(path) {
  if (!existsSync(path)) return ["–", "–"];
  const bytes = readFileSync(path);
  const parameters = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return [bytes.length, brotliCompressSync(bytes, { params: parameters }).length].map((size) =>
    Math.round(size / 1000),
  );
}

/** The page, from the results of a run and the path of a file in the repository. */
export function page(results, at) {
  const counts = at("target/instructions/counts.txt");
  const counted = existsSync(counts)
    ? readFileSync(counts, "utf8")
        .trim()
        .split("\n")
        .map((line) => line.split("\t"))
    : [];
  const modules = ["core", "documents"].map((name) => [
    name,
    ...compressed(at(`www/generated/${name}/gouji_bg.wasm`)),
  ]);
  const instructions = table(["file", "million instructions"], counted);
  const beside = table(
    ["file", "bytes", "cells", "gouji, ms", "of it checking", "beside it", "ms", "times as long"],
    results.map((each) => [
      each.name,
      each.size,
      each.cells,
      each.own.toFixed(2),
      each.checking.toFixed(2),
      each.peer,
      each.other.toFixed(2),
      each.ratio.toFixed(1),
    ]),
  );
  return `# Performance

Made by \`make bench-peers\`; nothing here is written by hand. Node ${process.version} on ${cpus()[0]?.model.trim() ?? "an unknown processor"}.

## Instructions

The whole process of \`gouji check FILE --format json\` under \`valgrind --tool=callgrind\`, optimised: \`make bench-instructions\`. The count is the same on a busy machine, and \`benches/instructions/counts.txt\` holds it: what takes five per cent more fails. The reports are made by the tests' generator; \`GOUJI=target/release/gouji cargo test --bench instructions -- FILE…\` counts any other file.

${instructions}

## Beside others

gouji's WebAssembly in Node and what one would write without it, in turns in one process; medians. gouji reads and checks everything it knows; the others read the tables and add up table 3, pdf.js only reads the text. \`node benches/peers/run.mjs FILE…\` takes any other file.

${beside}

## Sizes

${table(
  ["wasm module", "kB", "kB after brotli 11"],
  modules.map((each) => each.map(String)),
)}

\`make dist\` prints them with their budgets and fails when one is exceeded.
`;
}
