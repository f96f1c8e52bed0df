// The document as it is being edited: every change makes a new document and can be undone.

import { cellKey, covers, lengthOf, slice, type TextChange } from "../model/places.ts";
import type { InputDocument, Place } from "../types.ts";

type Block = InputDocument["document"]["blocks"][number];

/** A cell or paragraph that differs from what was read. */
export interface Difference {
  place: Place;
  before: string;
  after: string;
}

/** A draft as plain data: what was read, the changes in steps, and how many of the steps are in force. */
export interface DraftRecord {
  original: InputDocument;
  changes: TextChange[][];
  at: number;
}

/** The original document, the present one, and the way between them. */
export class Draft {
  readonly original: InputDocument;
  private changes: TextChange[][] = [];
  private steps: InputDocument[];
  private at = 0;
  private known: { input: InputDocument; differences: Difference[] } | undefined;

  constructor(original: InputDocument) {
    this.original = original;
    this.steps = [original];
  }

  /** A draft as it was when it was recorded. */
  static of({ original, changes, at }: DraftRecord): Draft {
    const draft = new Draft(original);
    for (const step of changes) draft.change(step);
    draft.at = Math.min(Math.max(at, 0), draft.steps.length - 1);
    return draft;
  }

  /** The changes as plain data; the original is `original`. */
  get record(): Omit<DraftRecord, "original"> {
    return { changes: this.changes, at: this.at };
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

  /** Whether anything differs from what was read. */
  get changed(): boolean {
    return this.differences().length > 0;
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
    this.changes = [...this.changes.slice(0, this.at), changes];
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

  /** The places of the last change in force, for showing it. */
  get last(): Place[] {
    return (this.changes[this.at - 1] ?? []).map(({ place }) => place);
  }

  /** What differs from the original, in reading order. */
  differences(): Difference[] {
    if (this.known?.input !== this.input) {
      this.known = {
        input: this.input,
        differences: differencesOf(this.original.document.blocks, this.input.document.blocks),
      };
    }
    return this.known.differences;
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

/** What differs between two states of one document, in reading order. */
export function differencesOf(originals: Block[], blocks: Block[]): Difference[] {
  const result: Difference[] = [];
  blocks.forEach((block, index) => {
    const before = originals[index];
    if (!before || before === block) return;
    if (block.kind !== "table" || before.kind !== "table") {
      if (block.kind !== "table" && before.kind !== "table" && block.text !== before.text) {
        result.push({
          place: { block: index, start: 0, end: lengthOf(block.text) },
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
  const next = slice(block.text, 0, place.start) + text + slice(block.text, place.end);
  return next === block.text ? block : { ...block, text: next };
}
