// A wasm module for a page of somebody else: where that page does not let it run, what is missing there is said.

import { GoujiError } from "./error.ts";
import { compileFrom } from "./fetched.ts";
import type { explained } from "./trouble.ts";

/** Compiles the module at an address. What explains a failure lies beside the script and is loaded only then. */
export async function compileHosted(address: URL): Promise<WebAssembly.Module> {
  try {
    // The empty module: where this one is refused, it is the page's policy that refuses.
    await WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    return await compileFrom(address);
  } catch (error) {
    const trouble: { explained: typeof explained } = await import("./gouji-trouble.js" as string);
    throw new GoujiError(trouble.explained(error, address.href));
  }
}
