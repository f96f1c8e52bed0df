// Every crate and package that gouji is built from must carry a licence compatible with MIT OR Apache-2.0, and every
// package of npm the hash of what is installed (cargo locks one for each crate by itself).
// Reads what cargo and npm have locked; prints what does not fit and fails.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { packages } from "./supply.mjs";

/** The licences that deny.toml allows: one list for those who have cargo-deny and for those who have not. */
const list = readFileSync("deny.toml", "utf8").match(/^allow = \[([^\]]*)\]/m)[1];
const allowed = new Set([...list.matchAll(/"([^"]+)"/g)].map(([, name]) => name));
// Used to build or test the page, never part of it.
const allowedForTools = new Set([...allowed, "MPL-2.0"]);

/** Whether an SPDX expression can be satisfied: `OR` needs one side, `AND` both; `/` is the old spelling of `OR`. */
function satisfied(expression, names) {
  const text = expression.replaceAll("/", " OR ").trim();
  const tokens = text.match(/\(|\)|[^\s()]+/g) ?? [];
  let at = 0;
  const or = () => {
    let value = and();
    while (tokens[at] === "OR") {
      at += 1;
      const right = and();
      value = value || right;
    }
    return value;
  };
  const and = () => {
    let value = one();
    while (tokens[at] === "AND") {
      at += 1;
      const right = one();
      value = value && right;
    }
    return value;
  };
  const one = () => {
    if (tokens[at] === "(") {
      at += 1;
      const value = or();
      at += 1;
      return value;
    }
    let name = tokens[at];
    at += 1;
    if (tokens[at] === "WITH") {
      name += ` WITH ${tokens[at + 1]}`;
      at += 2;
    }
    return names.has(name);
  };
  return tokens.length > 0 && or() && at === tokens.length;
}

const metadata = JSON.parse(
  execFileSync("cargo", ["metadata", "--format-version", "1", "--locked", "--all-features"], {
    maxBuffer: 1 << 28,
  }),
);
const bad = [];
for (const crate of metadata.packages) {
  if (!satisfied(crate.license ?? "", allowed)) {
    bad.push(`crate ${crate.name} ${crate.version}: ${crate.license ?? "no licence named"}`);
  }
}

const locked = packages();
for (const { name, license, dev, integrity } of locked) {
  if (!satisfied(license ?? "", dev ? allowedForTools : allowed)) {
    bad.push(`package ${name}: ${license ?? "no licence named"}`);
  }
  if (integrity === undefined) bad.push(`package ${name}: no hash in package-lock.json`);
}

if (bad.length > 0) {
  console.error(`licences: not compatible with MIT OR Apache-2.0, or not pinned:\n  ${bad.join("\n  ")}`);
  process.exit(1);
}
console.log(
  `licences: ${metadata.packages.length} crates and ${locked.length} packages are compatible and pinned`,
);
