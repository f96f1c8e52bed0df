// Entry point of the module for other pages: the wasm modules lie beside it.

import { GoujiChecker } from "./checker.ts";
import { setModuleSource } from "./engine/gouji.ts";
import { compileHosted } from "./engine/hosted.ts";
import { manyBeside } from "./state/beside.ts";
import { setManyPart } from "./state/many.ts";

// Each address stands whole, so that bundlers find the files.
const addresses = {
  core: () => new URL("./gouji-core.wasm", import.meta.url),
  documents: () => new URL("./gouji-documents.wasm", import.meta.url),
  rules: () => new URL("./gouji-rules.wasm", import.meta.url),
};
setModuleSource((name) => compileHosted(addresses[name]()));
setManyPart(manyBeside);
if (!customElements.get("gouji-checker")) customElements.define("gouji-checker", GoujiChecker);

export type { CheckSource, FurtherReport, Options } from "./engine/gouji.ts";
export { check, form, GoujiError, load, read, readAll, rules, stop, version } from "./engine/gouji.ts";
export type * from "./types.ts";
export { GoujiChecker };
