// The types of the public interface, from what the compiler says of the sources and wasm-bindgen of the core: one file
// without any import for the module, one for Node.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

const out = "target/types";

/** The declarations of a file, without what it imports and without `export`. */
function declarations(path) {
  return readFileSync(path, "utf8")
    .replaceAll(/^import [^;]*;\n/gm, "")
    .replaceAll(/^export (?:type )?(?:\{[^}]*\}|\*)[^;]*;\n/gm, "")
    .replaceAll(/^export (declare )?/gm, "$1");
}

/** The types of the contract: what the core takes and gives, not how it is called. */
function contract() {
  const kept = [];
  let comment = [];
  let open = false;
  for (const line of declarations("www/generated/core/gouji.d.ts").split("\n")) {
    if (open) kept.push(line);
    else if (/^(?:\/\*\*| \*)/.test(line)) {
      comment = line.startsWith("/**") ? [line] : [...comment, line];
    } else {
      const declared = /^(?:interface|type) (\w+)/.exec(line)?.[1];
      if (declared && !/^(?:Sync)?Init/.test(declared)) {
        kept.push("", ...comment, line);
        open = true;
      }
      comment = [];
    }
    // A declaration ends where its bracket closes, or with the one line that it is.
    if (open && (/^\}/.test(line) || /^type .*;$/.test(line))) open = false;
  }
  return kept.join("\n");
}

/** The element as its users see it: an HTML element with the members that are theirs. */
function element() {
  return declarations(`${out}/src/checker.d.ts`)
    .replace(/extends LitElement/, "extends HTMLElement")
    .replaceAll(/^ {4}static [^;{]*(?:\{[\s\S]*?^ {4}\})?[^;]*;\n/gm, "")
    .replaceAll(
      /(?:^ {4}\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?^ {4}(?:private|protected|constructor|connectedCallback|disconnectedCallback)\b[^;]*;\n/gm,
      "",
    );
}

/** What a file exports, as names. */
const exported = (path) =>
  [...readFileSync(path, "utf8").matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, names]) =>
    names
      .split(",")
      .map((name) => name.trim())
      .filter(Boolean),
  );

/** Writes `gouji.d.ts` and `node.d.ts` into a directory. */
export function writeTypes(directory) {
  mkdirSync(out, { recursive: true });
  const configuration = {
    extends: "../../tsconfig.json",
    compilerOptions: {
      ...{ noEmit: false, declaration: true, emitDeclarationOnly: true, outDir: ".", rootDir: "../../www" },
      typeRoots: ["../../node_modules/@types"],
    },
    include: [],
    files: ["module.ts", "node/node.ts", "html.d.ts", "older.d.ts"].map((file) => `../../www/src/${file}`),
  };
  writeFileSync(`${out}/tsconfig.json`, JSON.stringify(configuration));
  execFileSync("node_modules/.bin/tsc", ["-p", `${out}/tsconfig.json`], { stdio: "inherit" });

  const functions = [
    declarations(`${out}/src/engine/error.d.ts`).replaceAll(/^\/\*\* Any error .*\n.*\n/gm, ""),
    declarations(`${out}/src/engine/gouji.d.ts`).replaceAll(
      /^\/\*\* (?:Where the wasm|Says where).*\n.*\n/gm,
      "",
    ),
  ];
  const types = exported("www/src/types.ts");
  const write = (file, entry, parts) => {
    const names = [...new Set([...exported(entry), ...types])].sort();
    const text = [
      "// Types of gouji's public interface. Made by the build; names of JSON are a contract (schema 1).",
      ...[contract(), ...parts].map((part) => part.trim()),
      `export { ${names.join(", ")} };`,
    ].join("\n\n");
    writeFileSync(`${directory}/${file}`, `${text}\n`);
  };
  write("gouji.d.ts", "www/src/module.ts", [...functions, element()]);
  write("node.d.ts", "www/src/node/node.ts", functions);
}
