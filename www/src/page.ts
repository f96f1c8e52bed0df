// Entry point of the one-file page: the wasm modules stand in the file itself.

import { GoujiChecker } from "./checker.ts";
import { setModuleSource } from "./engine/gouji.ts";
import { unpack } from "./packed.ts";
import { tighten } from "./tighten.ts";

tighten();
setModuleSource(unpack);
customElements.define("gouji-checker", GoujiChecker);
