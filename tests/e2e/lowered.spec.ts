// What stands in the modules in place of copying and filling memory in one instruction, against the same of JavaScript.

import { expect, test } from "@playwright/test";
import binaryen from "binaryen";

/** A module of two functions, made as those of the page are. */
async function lowered() {
  const { moveByWords } = await import("../../scripts/memory-words.mjs" as string);
  const call = "(local.get 0) (local.get 1) (local.get 2)";
  const module = binaryen.parseText(`(module (memory (export "memory") 1)
    (func (export "copy") (param i32 i32 i32) (memory.copy ${call}))
    (func (export "fill") (param i32 i32 i32) (memory.fill ${call})))`);
  const { BulkMemory, BulkMemoryOpt, MVP } = binaryen.Features;
  module.setFeatures(BulkMemory | BulkMemoryOpt);
  module.runPasses(["llvm-memory-copy-fill-lowering"]);
  moveByWords(module);
  module.setFeatures(MVP);
  expect(module.validate()).toBeTruthy();
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(module.emitBinary())));
  const { memory, copy, fill } = exports as unknown as {
    memory: WebAssembly.Memory;
    copy(to: number, from: number, count: number): void;
    fill(to: number, value: number, count: number): void;
  };
  return { bytes: new Uint8Array(memory.buffer), copy, fill };
}

test("memory is copied and filled by words as it would be by bytes, areas that overlap included", async () => {
  const { bytes, copy, fill } = await lowered();
  const length = 128;
  /** Whether two ways of moving leave the same behind. */
  const same = (move: () => void, wanted: (bytes: Uint8Array) => void) => {
    for (let at = 0; at < length; at += 1) bytes[at] = at * 37;
    const expected = bytes.slice(0, length);
    wanted(expected);
    move();
    return bytes.subarray(0, length).every((byte, at) => byte === expected[at]);
  };
  const wrong: string[] = [];
  for (let count = 0; count <= 41; count += 1) {
    for (let to = 0; to <= 50; to += 1) {
      const from = 24;
      const copied = same(
        () => copy(to, from, count),
        (all) => all.copyWithin(to, from, from + count),
      );
      if (!copied) wrong.push(`copy ${count} from ${from} to ${to}`);
      const filled = same(
        () => fill(to, 0x1a7 + to, count),
        (all) => all.fill(0x1a7 + to, to, to + count),
      );
      if (!filled) wrong.push(`fill ${count} at ${to}`);
    }
  }
  expect(wrong).toEqual([]);
  // Up to the last byte, and not one further.
  for (const count of [0, 3, 5, 8, 13]) {
    copy(65536 - count, 0, count);
    fill(65536 - count, 1, count);
  }
  expect(() => copy(65530, 0, 8)).toThrow(WebAssembly.RuntimeError);
});
