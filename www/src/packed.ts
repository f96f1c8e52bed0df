// The wasm modules that stand in the page itself, put there by the build as one stream of LZMA in base64: the second
// module holds much of the first once more, which costs next to nothing in one stream.

import { Decoder, InputBuffer, OutputBuffer } from "lzma1/decoder";
import { GoujiError } from "./engine/error.ts";
import { type Sliced, sliced } from "./slices.ts";

/** What a person is told whose file is not what was built; loading it again would not help. */
const changed = () =>
  new GoujiError({
    code: "load",
    zh: "这个网页文件里的校验程序已经损坏：文件在保存或转发时被改动过。没有核对任何内容，请重新取得原文件再打开。",
    en: "The checker inside this file is damaged: the file was changed while it was saved or passed on. Nothing was checked; please get the original file again.",
  });

/** The most bytes that one symbol of LZMA stands for. */
const longestMatch = 273;

const polynomial = 0xedb88320;

/** The check sum of gzip and zip: the stream has none of its own, and a changed module must never run. */
function crc32(bytes: Uint8Array): number {
  const table = new Int32Array(256);
  for (let byte = 0; byte < 256; byte += 1) {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
    table[byte] = value;
  }
  let sum = -1;
  for (const byte of bytes) sum = (table[(sum ^ byte) & 255] as number) ^ (sum >>> 8);
  return ~sum >>> 0;
}

interface Part {
  name: string;
  size: number;
  crc32: number;
}

/** The stream: unpacked as far as was asked for, and no further. */
class Stream {
  private readonly decoder = new Decoder();
  private readonly output: OutputBuffer;
  private waiting: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly parts: Part[],
    base64: string,
  ) {
    const text = atob(base64);
    const bytes = new Uint8Array(text.length);
    for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
    this.output = new OutputBuffer(parts.reduce((sum, { size }) => sum + size, 0));
    this.decoder.initDecompression(new InputBuffer(bytes), this.output);
  }

  /** The bytes of a part, once what was asked for before is there. */
  part(name: string): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = this.waiting.catch(() => undefined).then(() => this.unpack(name));
    this.waiting = bytes;
    return bytes;
  }

  private async unpack(name: string): Promise<Uint8Array<ArrayBuffer>> {
    let start = 0;
    for (const part of this.parts) {
      if (part.name === name) {
        await sliced(this.until(start + part.size));
        const bytes = this.output.buf.slice(start, start + part.size);
        if (crc32(bytes) !== part.crc32) break;
        return bytes;
      }
      start += part.size;
    }
    throw changed();
  }

  private *until(size: number): Sliced<void> {
    const { decoder } = this;
    const left = () => size - Number(decoder.nowPos64);
    while (left() > 0) {
      // Some hundred symbols between two looks at the clock and at what is left, which they must not run over.
      let symbols = Math.min(500, Math.ceil(left() / longestMatch));
      for (; symbols > 0; symbols -= 1) if (decoder.codeOneChunk() !== 0) throw changed();
      yield;
    }
    decoder.flush();
  }
}

let stream: Stream | undefined;

function opened(): Stream {
  try {
    const block = document.querySelector<HTMLElement>("script[data-gouji-modules]");
    return new Stream(JSON.parse(block?.dataset.goujiModules ?? "") as Part[], block?.textContent ?? "");
  } catch {
    throw changed();
  }
}

/** A module out of the data block. */
export async function unpack(name: string): Promise<WebAssembly.Module> {
  stream ??= opened();
  return WebAssembly.compile(await stream.part(name));
}
