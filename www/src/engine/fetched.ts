// A wasm module from an address.

const typed = (response: Response) => response.headers.get("content-type")?.startsWith("application/wasm");

async function ask(address: URL, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(address, init);
  if (!response.ok) throw new Error(`gouji: ${address} (${response.status})`);
  return response;
}

/** Compiles a module while it arrives, where the browser can and the server names its type; else afterwards. */
export async function compileFrom(address: URL): Promise<WebAssembly.Module> {
  const response = await ask(address);
  return typed(response) && "compileStreaming" in WebAssembly
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

/**
 * The same for a module of known content (`sha384-…`). A request with its integrity would keep the bytes back until all
 * are there, so the digest is taken beside the compiling where that can be done.
 */
export async function compileKnown(address: URL, integrity: string): Promise<WebAssembly.Module> {
  if (!("compileStreaming" in WebAssembly && globalThis.crypto?.subtle)) {
    return WebAssembly.compile(await (await ask(address, { integrity })).arrayBuffer());
  }
  const response = await ask(address);
  const bytes = response.clone().arrayBuffer();
  const [module, digest] = await Promise.all([
    typed(response) ? WebAssembly.compileStreaming(response) : bytes.then((all) => WebAssembly.compile(all)),
    bytes.then((all) => crypto.subtle.digest("SHA-384", all)),
  ]);
  if (`sha384-${btoa(String.fromCharCode(...new Uint8Array(digest)))}` !== integrity) {
    throw new Error(`gouji: ${address} is not what it was`);
  }
  return module;
}
