// Tables for drawing, copying and pasting. Everything here is text and numbers; nothing is ever parsed as HTML.

import type { Table, TableCell } from "./types.ts";

/** The rows of a table with the cells that begin in each. */
export function rowsOf(table: Table): TableCell[][] {
  const rows: TableCell[][] = Array.from({ length: table.rows }, () => []);
  for (const cell of table.cells) rows[cell.row]?.push(cell);
  return rows;
}

/**
 * How many rows at the top and columns at the left are labels: those before the first value, as long as no cell runs
 * over the edge. `isValue` tells the cells that hold values.
 */
export function labelsOf(
  table: Table,
  isValue: (cell: TableCell) => boolean,
): { rows: number; columns: number } {
  const values = table.cells.filter(isValue);
  if (values.length === 0) return { rows: 0, columns: 0 };
  let rows = Math.min(...values.map((cell) => cell.row));
  let columns = Math.min(...values.map((cell) => cell.column));
  for (const cell of table.cells) {
    if (cell.row < rows && cell.row + cell.row_span > rows) rows = cell.row;
  }
  for (const cell of table.cells) {
    if (cell.row >= rows && cell.column < columns && cell.column + cell.column_span > columns) {
      columns = cell.column;
    }
  }
  return { rows, columns };
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** The table for the clipboard: HTML with its spans for Word, WPS and content systems, and tab-separated text. */
export function tableForClipboard(table: Table): { html: string; text: string } {
  const span = (name: string, count: number) => (count > 1 ? ` ${name}="${count}"` : "");
  const rows = rowsOf(table).map((cells) =>
    cells
      .map((cell) => {
        const tag = cell.header ? "th" : "td";
        const text = escaped(cell.text).replaceAll("\n", "<br>");
        return `<${tag}${span("rowspan", cell.row_span)}${span("colspan", cell.column_span)}>${text}</${tag}>`;
      })
      .join(""),
  );
  const html = `<table border="1" cellspacing="0" cellpadding="4">\n${rows
    .map((row) => `<tr>${row}</tr>`)
    .join("\n")}\n</table>`;
  const text = rowsOf(table)
    .map((cells, row) => {
      const line: string[] = Array.from({ length: table.columns }, () => "");
      for (const cell of cells)
        if (cell.row === row) line[cell.column] = cell.text.replaceAll(/\s*\n\s*/g, "");
      return line.join("\t");
    })
    .join("\n");
  return { html, text };
}

/**
 * A block of values from a spreadsheet: rows of short, number-like fields. Nothing for any other text, which is then a
 * whole report rather than a block.
 */
export function valueBlock(text: string): string[][] | undefined {
  const lines = text.replaceAll("\r\n", "\n").replace(/\n$/, "").split("\n");
  const rows = lines.map((line) => line.split("\t").map((field) => field.trim()));
  const isValue = (field: string) => /^[-—/+.,，\d０-９\s]{0,12}$/.test(field);
  return lines.length <= 60 && rows.every((row) => row.length <= 40 && row.every(isValue)) ? rows : undefined;
}
