// Entry point of the one-file page: the wasm modules stand in the file itself.

import { GoujiChecker } from "./checker.ts";
import { setModuleSource } from "./engine/gouji.ts";

/** The bytes of a module that the build packed into a data block: base64 of gzip. */
async function unpack(name: string): Promise<ArrayBuffer> {
  const block = document.querySelector(`script[data-gouji-module="${name}"]`);
  if (!block) throw new Error(`gouji: the module ${name} is not in this file`);
  const text = atob(block.textContent ?? "");
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

setModuleSource(unpack);
customElements.define("gouji-checker", GoujiChecker);
