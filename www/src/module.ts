// Entry point of the module for other pages: the wasm modules lie beside it.

import { GoujiChecker } from "./checker.ts";
import { compileFrom } from "./engine/fetched.ts";
import { GoujiError, setModuleSource } from "./engine/gouji.ts";

setModuleSource(async (name) => {
  // Each address stands whole, so that bundlers find the files.
  const address =
    name === "core"
      ? new URL("./gouji-core.wasm", import.meta.url)
      : new URL("./gouji-documents.wasm", import.meta.url);
  try {
    // The empty module: where this one is refused, it is the page's policy that refuses.
    await WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    return await compileFrom(address);
  } catch (error) {
    const { explained } = (await import("./gouji-trouble.js" as string)) as typeof import("./trouble.ts");
    throw new GoujiError(explained(error, address.href));
  }
});
if (!customElements.get("gouji-checker")) customElements.define("gouji-checker", GoujiChecker);

export type { CheckSource, FurtherReport, Options } from "./engine/gouji.ts";
export { check, form, GoujiError, load, read, readAll, rules, stop, version } from "./engine/gouji.ts";
export type * from "./types.ts";
export { GoujiChecker };
