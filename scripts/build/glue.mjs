// wasm-bindgen's glue of both modules in two functions beside each other: their names are then made short alike, and
// what is the same in both is the same text, which compresses to nothing.
import { readFileSync } from "node:fs";
import { transform } from "esbuild";

/** In the place of what also loads modules from an address: here they come compiled. */
const init = `
let begun;
async function init({ module_or_path: module }) {
  begun ??= WebAssembly.instantiate(module, __wbg_get_imports());
  try {
    const instance = await begun;
    if (!wasm) __wbg_finalize_init(instance, module);
  } catch (error) {
    begun = undefined;
    throw error;
  }
}`;

/** The glue of a module, with those of its functions that `user`, a source file, calls. */
async function glue(path, user) {
  const text = readFileSync(path, "utf8");
  const module = /([a-z]+)\/gouji\.js$/.exec(path)?.[1];
  const calls = readFileSync(user, "utf8");
  const own = [...text.matchAll(/^export (function (\w+)\([\s\S]*?^\})/gm)].filter(([, , name]) =>
    new RegExp(`\\b${module}\\.${name}\\b`).test(calls),
  );
  const names = own.map(([, , name]) => name).join(", ");
  // What both have stands side by side; what each has of its own within a function, where it counts for no name.
  const common = text
    .slice(text.indexOf("function __wbg_get_imports"))
    .replace(/^export \{.*$/m, "")
    // For words about values that are not what the types say: nobody is shown them.
    .replace(/^function debugString\([\s\S]*?^\}/m, "const debugString = String;");
  const { code } = await transform(
    `${common}${init}
    function functions() { ${own.map(([, code]) => code).join("\n")}\nreturn { ${names} }; }
    export { init, functions };`,
    { minifySyntax: true, treeShaking: true },
  );
  return `const { init, functions } = (() => {${code.replace(/export \{[^}]*\};/, "return { init, functions };")}})();
    const { ${names} } = functions();
    export { init as default, ${names} };`;
}

/** For a bundle whose one user of the modules is `user`. */
export const wasmGlue = (user) => ({
  name: "wasm-glue",
  setup(builder) {
    builder.onLoad({ filter: /generated\/[a-z]+\/gouji\.js$/ }, async ({ path }) => ({
      contents: await glue(path, user),
      loader: "js",
    }));
  },
});
