// The paper in parts: each can be drawn on its own, so that a long report never holds the page up.

import type { Redrawn } from "../model/redrawn.ts";
import type { ReportDocument, Table } from "../types.ts";
import { groupsOf, type TableGroup } from "./groups.ts";

/** Some paragraphs that follow each other. */
export interface ProsePart {
  kind: "prose";
  from: number;
  /** The block after the last one. */
  to: number;
}

/** A table: its frame, and the rows in slices. */
export interface TablePart {
  kind: "table";
  block: number;
  table: Table;
  redrawn: boolean;
  groups: TableGroup[];
}

export type Part = ProsePart | TablePart;

/** How much of a page's work a part is: about the number of elements. */
export const weightOfText = (text: string): number => 1 + text.length / 60;

/**
 * The parts of a document. Tables drawn again stand below the text that they were found in. No part goes on beyond
 * the blocks in `ends`.
 */
export function partsOf(
  document: ReportDocument,
  redrawn: Redrawn[],
  isValue: (block: number, row: number, column: number) => boolean,
  ends: number[],
): Part[] {
  const parts: Part[] = [];
  let from = 0;
  let weight = 0;
  const flush = (to: number) => {
    if (to > from) parts.push({ kind: "prose", from, to });
    from = to;
    weight = 0;
  };
  const tablePart = (block: number, table: Table, again: boolean) =>
    parts.push({
      kind: "table",
      block,
      table,
      redrawn: again,
      groups: groupsOf(table, (cell) => (again ? !cell.header : isValue(block, cell.row, cell.column))),
    });
  document.blocks.forEach((block, index) => {
    if (block.kind === "table") {
      flush(index);
      tablePart(index, block, false);
      from = index + 1;
    } else {
      weight += weightOfText(block.text);
      if (weight > 60) flush(index + 1);
    }
    if (ends.includes(index) && block.kind !== "table") flush(index + 1);
    for (const each of redrawn) {
      if (each.after !== index) continue;
      flush(index + 1);
      tablePart(each.block, each.table, true);
    }
  });
  flush(document.blocks.length);
  return parts;
}
