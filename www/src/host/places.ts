// Places of a document that was read from a page, found again in that page.

import { covers, slice } from "../model/places.ts";
import type { Place, ReportDocument, TableCell } from "../types.ts";
import { Letters, squeezed } from "./letters.ts";
import { cellsShown } from "./rows.ts";

/** How many letters on each side of a stretch have to be the same where its paragraph is not found whole. */
const around = 12;

/** Finds the places of a document in the page that it was read from. What is not found for certain is not found. */
export class Shown {
  private readonly cells: Map<TableCell, HTMLTableCellElement>;
  readonly letters: Letters;
  /** Where the text of a block begins among the letters of the page. */
  private readonly starts = new Map<number, number>();

  constructor(
    root: Element,
    private readonly document: ReportDocument,
  ) {
    this.cells = cellsShown(root, document);
    this.letters = new Letters(root);
    let from = 0;
    document.blocks.forEach((block, index) => {
      if (block.kind === "table") return;
      const text = squeezed(block.text);
      if (text === "") return;
      let at = this.letters.text.indexOf(text, from);
      // What stands before the last one found is taken where it is there once.
      if (at < 0) at = this.once(text);
      else from = at + text.length;
      if (at >= 0) this.starts.set(index, at);
    });
  }

  /** Where a text stands that is there exactly once. */
  private once(text: string): number {
    const at = this.letters.text.indexOf(text);
    return at >= 0 && this.letters.text.indexOf(text, at + 1) < 0 ? at : -1;
  }

  /** The cell of the page that shows a cell of the document. */
  cell(block: number, row: number, column: number): HTMLTableCellElement | undefined {
    const table = this.document.blocks[block];
    if (table?.kind !== "table") return undefined;
    const cell = table.cells.find((each) => covers(each, row, column));
    return cell && this.cells.get(cell);
  }

  /** The letters of the page that show a stretch of a paragraph: from the first, up to the last. */
  span(block: number, start: number, end: number): [number, number] | undefined {
    const paragraph = this.document.blocks[block];
    if (!paragraph || paragraph.kind === "table") return undefined;
    const before = squeezed(slice(paragraph.text, 0, start));
    const inside = squeezed(slice(paragraph.text, start, end));
    const from = this.starts.get(block);
    if (from !== undefined) return [from + before.length, from + before.length + inside.length];
    const lead = before.slice(-around);
    const at = this.once(lead + inside + squeezed(slice(paragraph.text, end)).slice(0, around));
    return at < 0 ? undefined : [at + lead.length, at + lead.length + inside.length];
  }

  /** What of the page shows a place. */
  find(place: Place): Element | Range | undefined {
    if ("row" in place) return this.cell(place.block, place.row, place.column);
    const span = this.span(place.block, place.start, place.end);
    return span && this.letters.range(...span);
  }
}
