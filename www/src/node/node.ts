// Entry point for Node: the same functions as in a browser, without the element. The wasm modules lie beside it.

import { readFile } from "node:fs/promises";
import { setModuleSource } from "../engine/gouji.ts";

setModuleSource(async (name) =>
  WebAssembly.compile(await readFile(new URL(`gouji-${name}.wasm`, import.meta.url))),
);

export type { CheckSource, FurtherReport, Options, ReadOptions } from "../engine/gouji.ts";
export { check, form, GoujiError, load, read, readAll, rules, stop, version } from "../engine/gouji.ts";
export type * from "../types.ts";
