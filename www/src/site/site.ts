// Entry point of the static website: the wasm modules lie beside the page, under names that tell their content.

import { GoujiChecker } from "../checker.ts";
import { compileKnown } from "../engine/fetched.ts";
import { type ModuleName, setModuleSource } from "../engine/gouji.ts";
import { type ManyPart, setManyPart } from "../state/many.ts";
import { tighten } from "../tighten.ts";

/** Names and digests of the modules, put in by the build. */
declare const MODULES: Record<ModuleName, { file: string; integrity: string }>;

/** The script for lists of reports. */
declare const MANY: { file: string; integrity: string };
declare const goujiMany: () => ManyPart;

tighten("'self'");
setManyPart(
  () =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = MANY.file;
      script.integrity = MANY.integrity;
      script.onload = () => resolve(goujiMany());
      script.onerror = () => reject(new Error(`gouji: ${MANY.file}`));
      document.head.append(script);
    }),
);
setModuleSource((name) =>
  compileKnown(new URL(MODULES[name].file, document.baseURI), MODULES[name].integrity),
);
customElements.define("gouji-checker", GoujiChecker);

// Only websites that are opened by https (or from this machine) may have one; others work without.
void navigator.serviceWorker?.register("sw.js").catch(() => undefined);
