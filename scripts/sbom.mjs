// Writes the bill of materials of a build (CycloneDX 1.5): scripts/sbom.mjs DIRECTORY.
// Nothing in it changes from one build of the same sources to the next.
import { readFileSync, writeFileSync } from "node:fs";
import { bundled, crates } from "./supply.mjs";

const directory = process.argv[2] ?? "dist";
const version = readFileSync("Cargo.toml", "utf8").match(/^version = "(.*)"$/m)[1];

function bill(file, name, parts) {
  const components = parts.map((each) => ({
    type: "library",
    "bom-ref": `pkg:${each.kind}/${encodeURIComponent(each.name)}@${each.version}`,
    name: each.name,
    version: each.version,
    licenses: [{ expression: each.license.replaceAll("/", " OR ").replace(/ +/g, " ") }],
    purl: `pkg:${each.kind}/${each.name.replace("@", "%40")}@${each.version}`,
  }));
  const sbom = {
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: {
      component: { type: "application", name, version, licenses: [{ expression: "MIT OR Apache-2.0" }] },
    },
    components,
  };
  writeFileSync(`${directory}/${file}`, `${JSON.stringify(sbom, null, 2)}\n`);
  console.log(`${directory}/${file}: ${components.length} components`);
}

const wasm = "wasm32-unknown-unknown";
bill("page.cdx.json", "gouji-page", [...crates("wasm-check,documents,wasm-many", wasm), ...bundled()]);
bill("command-line.cdx.json", "gouji", crates("cli,documents", "x86_64-unknown-linux-gnu"));
