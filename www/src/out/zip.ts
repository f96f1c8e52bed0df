// A zip of a few small texts, stored as they are: what office documents are made of.

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The sum by which a zip knows damage. */
export function checksum(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (table[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/** Numbers of two (`h`) or four (`w`) bytes, little-endian. */
function numbers(sizes: string, values: number[]): Uint8Array {
  const bytes: number[] = [];
  [...sizes].forEach((size, index) => {
    const value = values[index] ?? 0;
    for (let byte = 0; byte < (size === "w" ? 4 : 2); byte += 1) bytes.push((value >>> (8 * byte)) & 0xff);
  });
  return Uint8Array.from(bytes);
}

/** The files as one zip. */
export function zip(files: Record<string, string>): Blob {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  const text = new TextEncoder();
  for (const [name, content] of Object.entries(files)) {
    const [path, bytes] = [text.encode(name), text.encode(content)];
    // Version 2.0, names in UTF-8, stored; the first day that a zip can tell.
    const about = [20, 0x800, 0, 0, 0x21, checksum(bytes), bytes.length, bytes.length, path.length, 0];
    const local = [numbers("whhhhhwwwhh", [0x04034b50, ...about]), path, bytes];
    directory.push(numbers("whhhhhhwwwhhhhhww", [0x02014b50, 20, ...about, 0, 0, 0, 0, at]), path);
    parts.push(...local);
    at += local.reduce((sum, part) => sum + part.length, 0);
  }
  const count = directory.length / 2;
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = numbers("whhhhwwh", [0x06054b50, 0, 0, count, count, size, at, 0]);
  return new Blob([...parts, ...directory, end] as BlobPart[]);
}
