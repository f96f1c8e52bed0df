// A table in groups of rows: headings that stay in sight over the rows that they are headings of, and slices of rows.

import type { Table, TableCell } from "../types.ts";

/** Rows that are drawn together. */
export interface TableGroup {
  /** Whether these are headings: label rows over rows with values. */
  head: boolean;
  rows: TableCell[][];
}

/** The rows of a table with the cells that begin in each. */
export function rowsOf(table: Table): TableCell[][] {
  const rows: TableCell[][] = Array.from({ length: table.rows }, () => []);
  for (const cell of table.cells) rows[cell.row]?.push(cell);
  return rows;
}

/** Cells of a slice, about. */
const slice = 300;

/**
 * Cuts a table where no cell runs over the edge: before and after label rows, so that each block of a table has its own
 * heading, and wherever a slice is full.
 */
export function groupsOf(table: Table, isValue: (cell: TableCell) => boolean): TableGroup[] {
  const rows = rowsOf(table);
  // Rows that a cell from above runs into: no cut before these.
  const joined = new Set<number>();
  for (const cell of table.cells) {
    for (let row = cell.row + 1; row < cell.row + cell.row_span; row += 1) joined.add(row);
  }
  const valued = rows.map((cells) => cells.some(isValue));
  const lastValue = valued.lastIndexOf(true);
  const groups: TableGroup[] = [];
  let current: TableGroup | undefined;
  let weight = 0;
  rows.forEach((cells, index) => {
    // A single wide line is a heading only where a line of column names stands with it, or where it begins the table.
    const label = valued[index] === false && index < lastValue && isHeading(rows, valued, index);
    const free = !joined.has(index);
    if (!current || (free && (label !== current.head || weight >= slice))) {
      current = { head: label, rows: [] };
      groups.push(current);
      weight = 0;
    }
    current.rows.push(cells);
    weight += cells.length;
    // Values in a group mean that a cell ran over the edge: no heading then.
    if (valued[index]) current.head = false;
  });
  return groups;
}

/** Whether a row without values belongs to a run of label rows that names columns: one of them has several cells. */
function isHeading(rows: TableCell[][], valued: boolean[], index: number): boolean {
  let start = index;
  while (start > 0 && valued[start - 1] === false) start -= 1;
  let end = index;
  while (end < rows.length && valued[end] === false) end += 1;
  return rows.slice(start, end).some((cells) => cells.length > 1);
}
