// Entry point of the module for other pages: the wasm modules lie beside it.

import { GoujiChecker } from "./checker.ts";
import { setSource } from "./gouji.ts";

setSource(async () => {
  const response = await fetch(new URL("gouji-core.wasm", import.meta.url));
  if (!response.ok) throw new Error(`gouji: gouji-core.wasm could not be loaded (${response.status})`);
  return { core: await response.arrayBuffer() };
});
if (!customElements.get("gouji-checker")) customElements.define("gouji-checker", GoujiChecker);

export * from "./gouji.ts";
export { GoujiChecker };
