// gouji as a classic script, for pages that have no modules or browsers of 2020: everything is in `gouji`.

import "./old/old.ts";
import { GoujiChecker } from "./checker.ts";
import { setModuleSource } from "./engine/gouji.ts";
import { compileHosted } from "./engine/hosted.ts";
import { manyBeside } from "./state/beside.ts";
import { setManyPart } from "./state/many.ts";

/** The wasm modules lie beside the script. */
const here = (document.currentScript as HTMLScriptElement | null)?.src || document.baseURI;

setModuleSource((name) => compileHosted(new URL(`gouji-${name}.wasm`, here)));
setManyPart(manyBeside);
if (!customElements.get("gouji-checker")) customElements.define("gouji-checker", GoujiChecker);

export { check, form, GoujiError, load, read, readAll, rules, stop, version } from "./engine/gouji.ts";
export { GoujiChecker };
