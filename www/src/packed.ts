// The modules that the build packed into a page, as the source of their bytes.

/** The bytes of a module in a data block: base64 of gzip. */
export async function unpack(name: string): Promise<ArrayBuffer> {
  const block = document.querySelector(`script[data-gouji-module="${name}"]`);
  if (!block) throw new Error(`gouji: the module ${name} is not in this file`);
  const text = atob(block.textContent ?? "");
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}
