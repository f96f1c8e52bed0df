// What gouji is built from, as cargo and npm have locked it: shared by the check of licences and the bill of materials.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The crates that are linked into a build with some features for a target, gouji's own left out. */
export function crates(features, target) {
  const metadata = JSON.parse(
    execFileSync(
      "cargo",
      [
        ...["metadata", "--format-version", "1", "--locked", "--no-default-features"],
        ...["--features", features, "--filter-platform", target],
      ],
      { maxBuffer: 1 << 28 },
    ),
  );
  const nodes = new Map(metadata.resolve.nodes.map((node) => [node.id, node]));
  const root = metadata.packages.find((each) => each.name === "gouji").id;
  const isMacro = (each) => each.targets.some((target) => target.kind.includes("proc-macro"));
  const macros = new Set(metadata.packages.filter(isMacro).map((each) => each.id));
  const linked = new Set();
  const follow = (id) => {
    if (linked.has(id) || macros.has(id)) return;
    linked.add(id);
    // Procedural macros and build scripts run while building and are no part of what is built.
    for (const dep of nodes.get(id).deps) {
      if (dep.dep_kinds.some((each) => each.kind === null)) follow(dep.pkg);
    }
  };
  follow(root);
  return metadata.packages
    .filter((each) => linked.has(each.id) && each.source !== null)
    .map(({ name, version, license, manifest_path }) => {
      return { name, version, license, kind: "cargo", directory: dirname(manifest_path) };
    })
    .sort(byName);
}

/** The packages of npm that are bundled into the page. */
export function bundled() {
  return packages()
    .filter((each) => !each.dev)
    .map(({ name, version, license, path }) => ({ name, version, license, kind: "npm", directory: path }))
    .sort(byName);
}

/** All locked packages of npm. */
export function packages() {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
  return Object.entries(lock.packages)
    .filter(([path]) => path !== "")
    .map(([path, entry]) => ({ name: path.replace(/^.*node_modules\//, ""), path, ...entry }));
}

/**
 * The names, versions and licences of what is inlined, and the texts of the licences, each text once with those that
 * carry it: MIT, BSD and ISC ask that their text goes with every copy.
 */
export function notices(parts) {
  const texts = new Map();
  for (const part of parts) {
    const files = readdirSync(part.directory).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
    // Where there is a choice the permissive text is the shorter one to carry: Apache-2.0 stands in the repository.
    const chosen = files.length > 1 ? files.filter((file) => !/apache/i.test(file)) : files;
    for (const file of chosen.sort()) {
      const text = readFileSync(join(part.directory, file), "utf8").replace(/\r/g, "").trim();
      texts.set(text, [...(texts.get(text) ?? []), `${part.name} ${part.version}`]);
    }
  }
  const list = parts.map((part) => `${part.name} ${part.version}: ${part.license}`).join("\n");
  const all = [...texts].map(([text, names]) => `${"-".repeat(80)}\n${names.join(", ")}\n\n${text}`);
  return `${list}\n\n${all.join("\n\n")}\n`;
}

const byName = (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1);
