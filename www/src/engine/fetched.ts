// A wasm module from an address.

/** Compiles a module while it arrives, where the browser can and the server names its type; else afterwards. */
export async function compileFrom(address: URL): Promise<WebAssembly.Module> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`gouji: ${address} (${response.status})`);
  const streams = response.headers.get("content-type")?.startsWith("application/wasm");
  return streams && "compileStreaming" in WebAssembly
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}
