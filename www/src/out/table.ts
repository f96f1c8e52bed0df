// A table for other programs: HTML with spans, borders, alignment and widths, and tab-separated text.

import { rowsOf } from "../paper/groups.ts";
import type { Table, TableCell } from "../types.ts";
import { escaped, field, textOnly } from "./inert.ts";

/** What stands in a cell besides its text: more style, and HTML behind the text. */
export type Extra = (cell: TableCell) => { style?: string; after?: string };

const isNumber = (text: string): boolean => /^[\s\d０-９.,，\-—/+]*$/.test(text);

/** Shares of the width by column, from the lengths of what stands in them. */
function shares(table: Table): number[] {
  const lengths = Array.from({ length: table.columns }, () => 3);
  for (const { column, column_span, text } of table.cells) {
    if (column_span > 1) continue;
    const length = Math.max(...text.split("\n").map((line) => line.length));
    lengths[column] = Math.max(lengths[column] ?? 3, Math.min(length, 9));
  }
  const sum = lengths.reduce((one, other) => one + other, 0);
  return lengths.map((length) => Math.round((length / sum) * 1000) / 10);
}

/** The table as HTML that Word, WPS, spreadsheets and content systems keep. */
export function tableAsHtml(table: Table, extra: Extra = () => ({})): string {
  const span = (name: string, count: number) => (count > 1 ? ` ${name}="${count}"` : "");
  const widths = shares(table);
  const rows = rowsOf(table).map((cells) =>
    cells
      .map((cell) => {
        const tag = cell.header ? "th" : "td";
        const { style = "", after = "" } = extra(cell);
        const width = cell.column_span === 1 ? `width:${widths[cell.column] ?? 0}%;` : "";
        const align =
          isNumber(cell.text) || cell.header ? "center" : cell.text.length > 12 ? "left" : "center";
        const look = `border:1px solid #000;padding:2pt 4pt;font-weight:normal;text-align:${align};vertical-align:middle;${width}${textOnly(cell.text)}${style}`;
        const text = escaped(cell.text).replaceAll("\n", "<br>");
        return `<${tag}${span("rowspan", cell.row_span)}${span("colspan", cell.column_span)} style="${look}">${text}${after}</${tag}>`;
      })
      .join(""),
  );
  return `<table border="1" cellspacing="0" cellpadding="4" style="border-collapse:collapse;width:100%;border:1px solid #000;font-size:10.5pt;line-height:1.4">\n${rows
    .map((row) => `<tr>${row}</tr>`)
    .join("\n")}\n</table>`;
}

/** The table as tab-separated text: a field for each cell, as browsers copy tables. */
export const tableAsText = (table: Table): string =>
  rowsOf(table)
    .map((cells) => cells.map((cell) => field(cell.text.replaceAll(/\s*\n\s*/g, ""))).join("\t"))
    .join("\n");

/**
 * A block of fields from a spreadsheet: rows of short fields, with values among them. Nothing for any other text,
 * which is then a whole report rather than a block.
 */
export function fieldBlock(text: string): string[][] | undefined {
  const lines = text.replaceAll("\r\n", "\n").replace(/\n$/, "").split("\n");
  if (text.trim() === "" || lines.length > 60 || text.length > 4000) return undefined;
  const rows = lines.map((line) => line.split("\t").map((each) => each.trim()));
  const isValue = (each: string) => /^[-—/+.,，\d０-９\s]{0,12}$/.test(each);
  const fits = rows.every(
    (row) =>
      row.length <= 60 &&
      row.some((each) => each !== "" && isValue(each)) &&
      (row.length > 1 || isValue(row[0] ?? "")) &&
      row.every((each) => each.length <= 60),
  );
  return fits || rows.every((row) => row.every(isValue)) ? rows : undefined;
}
