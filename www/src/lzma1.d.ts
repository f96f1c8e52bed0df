// The part of lzma1 that unpacks, step by step: the package itself exports only the whole in one go, which would hold
// the page for a tenth of a second. scripts/build/bundle.mjs says which files these are.

declare module "lzma1/decoder" {
  export class InputBuffer {
    constructor(data: Uint8Array);
  }
  /** Grows as needed; `buf` begins with what was written. */
  export class OutputBuffer {
    constructor(capacity: number);
    readonly buf: Uint8Array<ArrayBuffer>;
  }
  export class Decoder {
    /** How many bytes are unpacked. */
    readonly nowPos64: bigint;
    initDecompression(input: InputBuffer, output: OutputBuffer): void;
    /** Unpacks one symbol: 0 where there is more to come, 1 at the end, -1 where the stream is broken. */
    codeOneChunk(): 0 | 1 | -1;
    /** Writes what was unpacked to the output. */
    flush(): void;
  }
}
