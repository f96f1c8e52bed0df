// The checker itself: the wasm modules and nothing else. Runs in a worker or, where there is none, on the page.

import init, { version } from "../generated/core/gouji.js";

/** The bytes of the wasm modules. */
export interface Modules {
  core: ArrayBuffer;
}

/** Loads the core module; every other function may be called after it. */
export async function start(modules: Modules): Promise<void> {
  await init({ module_or_path: modules.core });
}

/** The functions that a worker offers by name. */
export const functions = { version };
