// Which row of a page's tables is which row of the document that was read from it.

import type { ReportDocument, TableCell } from "../types.ts";
import { squeezed, textNodes } from "./letters.ts";

/** A row of a table of the document: its cells from left to right, and what they say. */
interface ReadRow {
  block: number;
  cells: TableCell[];
  texts: string[];
}

/** A row of a table of the page. */
interface ShownRow {
  cells: HTMLTableCellElement[];
  texts: string[];
}

/** Between two texts of a row: no letter that a text can hold. */
const between = "\u0000";

function rowsRead(document: ReportDocument): ReadRow[] {
  return document.blocks.flatMap((block, index) => {
    if (block.kind !== "table") return [];
    const rows = new Map<number, TableCell[]>();
    for (const cell of block.cells) rows.set(cell.row, [...(rows.get(cell.row) ?? []), cell]);
    return [...rows.entries()]
      .sort(([one], [other]) => one - other)
      .map(([, cells]) => {
        cells.sort((one, other) => one.column - other.column);
        return { block: index, cells, texts: cells.map((cell) => squeezed(cell.text)) };
      });
  });
}

/** What a cell of the page says, fields that are filled in included. */
function textOf(cell: HTMLTableCellElement): string {
  const written = textNodes(cell, false)
    .map((node) => node.data)
    .join("");
  const fields = [...cell.querySelectorAll("input, select, textarea")].map((field) => {
    const { type, value } = field as HTMLInputElement;
    return ["checkbox", "radio", "hidden", "button", "submit", "password"].includes(type) ? "" : value;
  });
  return squeezed(written + fields.join(""));
}

/** Whether a row is drawn at all: what a page hides is not where a person looks. */
function drawn(row: HTMLTableRowElement): boolean {
  return row.ownerDocument.defaultView === null || row.getClientRects().length > 0;
}

function rowsShown(root: ParentNode): ShownRow[] {
  return [...root.querySelectorAll("tr")]
    .filter((row) => row.cells.length > 0 && drawn(row))
    .map((row) => {
      const cells = [...row.cells];
      return { cells, texts: cells.map(textOf) };
    });
}

/** Pairs of two lists in which both keep their order, as many as there can be: places of equal keys. */
function aligned(one: string[], other: string[]): [number, number][] {
  const width = other.length + 1;
  const longest = new Uint32Array((one.length + 1) * width);
  const of = (row: number, column: number) => longest[row * width + column] ?? 0;
  for (let row = one.length - 1; row >= 0; row -= 1) {
    for (let column = other.length - 1; column >= 0; column -= 1) {
      longest[row * width + column] =
        one[row] === other[column]
          ? of(row + 1, column + 1) + 1
          : Math.max(of(row + 1, column), of(row, column + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let row = 0, column = 0; row < one.length && column < other.length; ) {
    if (one[row] === other[column]) pairs.push([row++, column++]);
    else if (of(row + 1, column) >= of(row, column + 1)) row += 1;
    else column += 1;
  }
  return pairs;
}

/** Whether two rows are the same but for some cells: a note that was left out, a figure in two spellings. */
function alike(read: ReadRow, shown: ShownRow): boolean {
  if (read.cells.length !== shown.cells.length) return false;
  const same = read.texts.filter((text, index) => text === shown.texts[index]).length;
  return same * 2 > read.cells.length;
}

/** More pairs of rows than this are not compared: no report has so many, and a page must not stand still. */
const most = 4_000_000;

/** The cells of the page by block, row and column of the document; a row that is not found again has none. */
export function cellsShown(root: ParentNode, document: ReportDocument): Map<TableCell, HTMLTableCellElement> {
  const read = rowsRead(document);
  const keys = read.map(({ texts }) => texts.join(between));
  const known = new Set(keys);
  const all = rowsShown(root);
  const shown = all.filter(({ texts }) => known.has(texts.join(between)));
  const found = new Map<TableCell, HTMLTableCellElement>();
  if (read.length * shown.length > most) return found;
  const pair = (one: ReadRow | undefined, other: ShownRow | undefined) =>
    one?.cells.forEach((cell, index) => {
      const element = other?.cells[index];
      if (element) found.set(cell, element);
    });
  const pairs = aligned(
    keys,
    shown.map(({ texts }) => texts.join(between)),
  ).map(([one, other]) => [one, all.indexOf(shown[other] as ShownRow)] as const);
  for (const [one, other] of pairs) pair(read[one], all[other]);
  // Rows that differ in a cell stand between two that are known, as many here as there.
  const ends = [[-1, -1] as const, ...pairs, [read.length, all.length] as const];
  ends.slice(1).forEach(([one, other], index) => {
    const [from = 0, shownFrom = 0] = ends[index] ?? [];
    const gap = one - from - 1;
    if (gap === 0 || gap !== other - shownFrom - 1) return;
    for (let step = 1; step <= gap; step += 1) {
      const [row, element] = [read[from + step], all[shownFrom + step]];
      if (row && element && alike(row, element)) pair(row, element);
    }
  });
  return found;
}
