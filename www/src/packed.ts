// The wasm modules that stand in the page itself, put there by the build as base64 of gzip.

/** A module out of its data block. */
export async function unpack(name: string): Promise<WebAssembly.Module> {
  const block = document.querySelector(`script[data-gouji-module="${name}"]`);
  if (!block) throw new Error(`gouji: the module ${name} is not in this file`);
  const text = atob(block.textContent ?? "");
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  const { goujiGunzip } = window;
  return WebAssembly.compile(
    goujiGunzip
      ? goujiGunzip(bytes)
      : await new Response(
          new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")),
        ).arrayBuffer(),
  );
}
