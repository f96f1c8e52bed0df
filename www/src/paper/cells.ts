// The cells of a table with the marks on them.

import { html, nothing, type TemplateResult } from "lit";
import { rank } from "../model/marks.ts";
import { placeKey } from "../model/places.ts";
import type { Severity, Table, TableCell } from "../types.ts";
import type { PaperContext } from "./context.ts";
import { badge, lines } from "./prose.ts";

const worst: Record<Severity, number> = { error: 0, warning: 1, notice: 2 };

/** How many rows at the top and columns at the left are labels: those before the first value. */
export interface Labels {
  rows: number;
  columns: number;
}

/** The label rows and columns of a table, as long as no cell runs over the edge. */
export function labelsOf(table: Table, isValue: (row: number, column: number) => boolean): Labels {
  let [rows, columns] = [table.rows, table.columns];
  let any = false;
  for (const { row, column } of table.cells) {
    if (!isValue(row, column)) continue;
    any = true;
    rows = Math.min(rows, row);
    columns = Math.min(columns, column);
  }
  if (!any) return { rows: 0, columns: 0 };
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

const endOf = (cell: TableCell | undefined) => (cell ? cell.column + cell.column_span : 0);

/** The rows of a group. */
export function tableRows(
  context: PaperContext,
  block: number,
  labels: Labels,
  rows: TableCell[][],
  head: boolean,
): TemplateResult[] {
  const isValue = (cell: TableCell) => context.view.cellNames.has(placeKey(block, cell.row, cell.column));
  // In a table that was drawn again, cells that were not found as well.
  const again = block >= context.document.blocks.length;
  const isNumber = (cell: TableCell) => (again ? !cell.header : isValue(cell));
  const edge = Math.max(...rows.map((cells) => endOf(cells.at(-1))));
  let group = { number: "", end: 0 };
  return rows.map(
    (cells) =>
      html`<tr class=${cells.some(isNumber) ? "" : "labels"}>${cells.map((cell) => {
        const number = cell.column < labels.columns ? /^[（(].{1,3}[)）]/.exec(cell.text)?.[0] : undefined;
        if (number && cell.row_span > 1) group = { number, end: cell.row + cell.row_span };
        const of = number || cell.row >= group.end ? undefined : group.number;
        return tableCell(context, cell, block, labels, isValue(cell), head, of, endOf(cell) === edge);
      })}</tr>`,
  );
}

const segmenter =
  typeof Intl !== "undefined" && "Segmenter" in Intl
    ? new Intl.Segmenter("zh", { granularity: "word" })
    : undefined;
const cut = new Map<string, string[]>();

/** A label in its words, so that a narrow column breaks between them and not inside: 自然人, 法律|服务|机构. */
function wordsOf(label: string): string[] {
  let words = cut.get(label);
  if (words) return words;
  words = [];
  for (const { segment } of segmenter?.segment(label) ?? [{ segment: label }]) {
    const last = words.at(-1);
    // A single letter, and punctuation, goes with what stands before it.
    if (last !== undefined && (segment.length === 1 || /^[（(【《]$/.test(last)))
      words[words.length - 1] = last + segment;
    else words.push(segment);
  }
  if (cut.size > 2000) cut.clear();
  cut.set(label, words);
  return words;
}

const whole = (label: string) =>
  label.length < 3 || label.length > 40 || !segmenter || label.includes("\n")
    ? lines(label)
    : wordsOf(label).map((word, index) => (index === 0 ? word : html`<wbr />${word}`));

function tableCell(
  context: PaperContext,
  cell: TableCell,
  block: number,
  labels: Labels,
  value: boolean,
  head: boolean,
  of: string | undefined,
  edge: boolean,
): TemplateResult {
  const key = placeKey(block, cell.row, cell.column);
  const marks = context.view.cellMarks.get(key) ?? [];
  const main =
    marks.length > 1
      ? [...marks].sort(
          (one, other) =>
            rank[one.role] - rank[other.role] || worst[one.remark.severity] - worst[other.remark.severity],
        )[0]
      : marks[0];
  const lit = context.active !== undefined && marks.some((mark) => mark.remark === context.active);
  const names = context.view.cellNames.get(key) ?? [];
  const side = lit ? names.map((name) => context.sides.get(name)).find((each) => each) : undefined;
  const original = context.changed.get(key);
  const number = /^[\s\d０-９.,，件宗份○〇\-—/+]*$/.test(cell.text);
  const editing = context.current === key && context.editing !== undefined;
  const zero = value && /^\s*[0０]\s*$/.test(cell.text);
  const badges = marks.filter((mark) => mark.numbered);
  const classes = [
    value ? "value" : "",
    edge ? "edge" : "",
    value && number ? "number" : "",
    zero && main?.role !== "suspect" ? "zero" : "",
    !value && cell.column + cell.column_span <= labels.columns ? `sticky s${Math.min(cell.column, 5)}` : "",
    cell.column + cell.column_span === labels.columns ? "innermost" : "",
    main && main.role !== "related" ? main.remark.severity : "",
    main ? `role-${main.role}` : "",
    // What is merely compared with is lit only where it takes part in the sum that is shown.
    lit && (side !== undefined || main?.role !== "related" || context.sides.size === 0) ? "lit" : "",
    side ?? "",
    original === undefined ? "" : "edited",
    editing ? "editing" : "",
    badges.length > 0 ? `n${Math.min(badges.length, 3)}` : "",
  ]
    .filter((name) => name !== "")
    .join(" ");
  const text = value && number ? cell.text.replaceAll("\n", "") : cell.text;
  // The editor lies over the text, so that the table keeps its measure.
  const content = html`<span class="text" data-of=${cell.column + cell.column_span === labels.columns ? (of ?? nothing) : nothing}>${value ? lines(text) : whole(text)}</span>${
    editing
      ? html`<input class="editor" .value=${context.editing ?? ""} inputmode="numeric" autocomplete="off"
          aria-label=${context.words.editCell} />`
      : nothing
  }${
    badges.length > 0
      ? html`<span class="badges">${badges.map((mark) => badge(context, mark))}</span>`
      : nothing
  }${original === undefined ? nothing : html`<span class="was">${context.words.was} <s>${original.trim() || context.words.blank}</s></span>`}`;
  if (!value) {
    const header = head || cell.header || cell.row < labels.rows || cell.column < labels.columns;
    const column = head || cell.row < labels.rows;
    return header
      ? html`<th class=${classes} data-key=${key} scope=${column ? "col" : "row"} tabindex="-1"
          rowspan=${cell.row_span} colspan=${cell.column_span}>${content}</th>`
      : html`<td class=${classes} data-key=${key} tabindex="-1" rowspan=${cell.row_span} colspan=${cell.column_span}>${content}</td>`;
  }
  return html`<td class=${classes} data-key=${key} rowspan=${cell.row_span} colspan=${cell.column_span}
    tabindex=${context.stops.has(key) ? 0 : -1}>${content}</td>`;
}
