// Entry point of the module for other pages: the wasm modules lie beside it.

import { GoujiChecker } from "./checker.ts";
import { setModuleSource } from "./engine/gouji.ts";

setModuleSource(async (name) => {
  const response = await fetch(new URL(`gouji-${name}.wasm`, import.meta.url));
  if (!response.ok) throw new Error(`gouji: gouji-${name}.wasm could not be loaded (${response.status})`);
  return response.arrayBuffer();
});
if (!customElements.get("gouji-checker")) customElements.define("gouji-checker", GoujiChecker);

export type { CheckSource, FurtherReport, Options } from "./engine/gouji.ts";
export { check, form, GoujiError, load, read, readAll, rules, stop, version } from "./engine/gouji.ts";
export type * from "./types.ts";
export { GoujiChecker };
