// The same files through the native program and through the page's modules: the same Outcome, byte for byte once both
// are written as JavaScript writes numbers, and the same sentence where a file cannot be read.
//
//   node scripts/differential.mjs GOUJI FOLDER|FILE…     (GOUJI: target/release/gouji of the same sources; make wasm first)
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import initCore, * as core from "../www/generated/core/gouji.js";
import initDocuments, * as documents from "../www/generated/documents/gouji.js";

const [program, ...given] = process.argv.slice(2);
if (!program || given.length === 0) {
  console.error("node scripts/differential.mjs GOUJI FOLDER|FILE…");
  process.exit(2);
}
const generated = (name) => readFileSync(new URL(`../www/generated/${name}/gouji_bg.wasm`, import.meta.url));
await initCore({ module_or_path: generated("core") });
await initDocuments({ module_or_path: generated("documents") });

const listed = (path) =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .toSorted()
        .flatMap((name) => listed(join(path, name)))
    : [path];
const files = given.flatMap(listed);

/** What a module makes of a file: Outcomes as JSON, or the sentence that it cannot be read. */
function ofModule(bytes, name) {
  let read = core.readAll(bytes, name);
  if (read.some((file) => file.failure?.code === "needs-documents") || read.length > 1) {
    read = documents.readAll(bytes, name);
  }
  return read.map((file) =>
    file.input === null
      ? file.failure.zh
      : JSON.stringify({ ...core.check({ ...file.input, name: null }, {}), document: undefined }),
  );
}

/** The same of the native program. */
function ofProgram(path) {
  const run = spawnSync(program, ["check", path, "--format", "jsonl"], { maxBuffer: 1 << 28 });
  const lines = run.stdout.toString().split("\n").filter(Boolean);
  const said = run.stderr
    .toString()
    .split("\n")
    .filter((line) => line.startsWith("gouji: "));
  if (run.status === null || run.status > 2) return [`status ${run.status}`];
  return [
    ...lines.map((line) => {
      const outcome = JSON.parse(line);
      delete outcome.input.name;
      return JSON.stringify(outcome);
    }),
    ...said,
  ];
}

const counts = { same: 0, refused: 0, different: 0 };
for (const path of files) {
  let [here, there] = [[], ofProgram(path)];
  try {
    here = ofModule(readFileSync(path), path);
  } catch (error) {
    here = [`thrown: ${error}`];
  }
  // Sentences stand apart from the Outcomes in the program's output, each after the name of its file.
  const outcomes = (list) => list.filter((text) => text.startsWith("{"));
  const sentences = (list) => list.filter((text) => !text.startsWith("{"));
  const alike =
    outcomes(here).join("\n") === outcomes(there).join("\n") &&
    sentences(here).every((text) => sentences(there).some((said) => said.endsWith(text)));
  if (alike) counts[outcomes(here).length > 0 ? "same" : "refused"] += 1;
  else {
    counts.different += 1;
    const at = [...here.join("\n")].findIndex((letter, index) => letter !== there.join("\n")[index]);
    const cut = (list) => list.join("\n").slice(Math.max(0, at - 60), at + 100);
    console.log(`${path}\n  module:  ${cut(here)}\n  program: ${cut(there)}`);
  }
}
console.log(
  `${files.length} files: ${counts.same} with the same Outcome, ${counts.refused} refused with the same sentence, ${counts.different} different`,
);
process.exit(counts.different > 0 ? 1 : 0);
