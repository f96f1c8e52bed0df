// The document as it is being edited: every change makes a new document and can be undone.

import { cellKey, covers, placeKey } from "./model.ts";
import type { InputDocument, Place } from "./types.ts";

type Block = InputDocument["document"]["blocks"][number];

/** A change of the text at a place. */
export interface TextChange {
  place: Place;
  text: string;
}

/** A cell or paragraph that differs from what was read. */
export interface Difference {
  place: Place;
  before: string;
  after: string;
}

/** The original document, the present one, and the way between them. */
export class Draft {
  readonly original: InputDocument;
  private steps: InputDocument[];
  private at = 0;

  constructor(original: InputDocument) {
    this.original = original;
    this.steps = [original];
  }

  /** The document as it is now. */
  get input(): InputDocument {
    return this.steps[this.at] ?? this.original;
  }

  get canUndo(): boolean {
    return this.at > 0;
  }

  get canRedo(): boolean {
    return this.at < this.steps.length - 1;
  }

  /** Makes all changes as one step; false when nothing would change. */
  change(changes: TextChange[]): boolean {
    const now = this.input;
    const blocks = [...now.document.blocks];
    let changed = false;
    // Spans from the end of a paragraph to its beginning, so that the places before them stay what they are.
    const order = [...changes].sort((one, other) => startOf(other.place) - startOf(one.place));
    for (const { place, text } of order) {
      const block = blocks[place.block];
      const next = block && changedBlock(block, place, text);
      if (next && next !== block) {
        blocks[place.block] = next;
        changed = true;
      }
    }
    if (!changed) return false;
    this.steps = [...this.steps.slice(0, this.at + 1), { ...now, document: { ...now.document, blocks } }];
    this.at += 1;
    return true;
  }

  undo(): boolean {
    if (!this.canUndo) return false;
    this.at -= 1;
    return true;
  }

  redo(): boolean {
    if (!this.canRedo) return false;
    this.at += 1;
    return true;
  }

  /** What differs from the original, in reading order. */
  differences(): Difference[] {
    const result: Difference[] = [];
    this.input.document.blocks.forEach((block, index) => {
      const before = this.original.document.blocks[index];
      if (!before || before === block) return;
      if (block.kind !== "table" || before.kind !== "table") {
        if (block.kind !== "table" && before.kind !== "table" && block.text !== before.text) {
          result.push({
            place: { block: index, start: 0, end: [...block.text].length },
            before: before.text,
            after: block.text,
          });
        }
        return;
      }
      block.cells.forEach((cell, number) => {
        const old = before.cells[number];
        if (old && old.text !== cell.text) {
          const place = { block: index, row: cell.row, column: cell.column };
          result.push({ place, before: old.text, after: cell.text });
        }
      });
    });
    return result;
  }

  /** The original texts of the changed cells by `block:row:column`. */
  changedCells(): Map<string, string> {
    const map = new Map<string, string>();
    for (const { place, before } of this.differences()) {
      const key = cellKey(place);
      if (key !== undefined) map.set(key, before);
    }
    return map;
  }
}

const startOf = (place: Place): number => ("start" in place ? place.start : 0);

function changedBlock(block: Block, place: Place, text: string): Block {
  if ("row" in place) {
    if (block.kind !== "table") return block;
    const cells = block.cells.map((cell) =>
      covers(cell, place.row, place.column) && cell.text !== text ? { ...cell, text } : cell,
    );
    return cells.some((cell, index) => cell !== block.cells[index]) ? { ...block, cells } : block;
  }
  if (block.kind === "table") return block;
  const letters = [...block.text];
  const next = [...letters.slice(0, place.start), ...text, ...letters.slice(place.end)].join("");
  return next === block.text ? block : { ...block, text: next };
}

/** The place of a table cell by its key. */
export function placeOfKey(key: string): { block: number; row: number; column: number } {
  const [block = 0, row = 0, column = 0] = key.split(":").map(Number);
  return { block, row, column };
}

export { placeKey };
