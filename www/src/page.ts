// Entry point of the one-file page: the wasm modules stand in the file itself.

import { GoujiChecker } from "./checker.ts";
import { setModuleSource } from "./engine/gouji.ts";
import { unpack } from "./packed.ts";
import { type ManyPart, setManyPart } from "./state/many.ts";
import { tighten } from "./tighten.ts";

/** What another script of the file defines: it does nothing until a second report arrives. */
declare const goujiMany: () => ManyPart;

tighten();
setModuleSource(unpack);
setManyPart(async () => goujiMany());
customElements.define("gouji-checker", GoujiChecker);
