// Tables that were lost when a report was turned into text, drawn again from the cells that were found in the text.

import type { FormInfo, Outcome, Place, Table, TableCell } from "../types.ts";
import { placeKey, type TextChange } from "./places.ts";

type Cells = Outcome["report"]["cells"];
type CellInfo = Cells[string];

/** A table that is not in the document: numbered on from the document's blocks. */
export interface Redrawn {
  table: Table;
  /** Its number as a block. */
  block: number;
  /** The block of the document that its last value stands in; it is drawn below that one. */
  after: number;
}

/** The tables drawn again, and where in them each cell stands. */
export interface Redrawing {
  tables: Redrawn[];
  /** Contract name of the cell by `block:row:column`. */
  names: Map<string, string>;
  places: Map<string, Place>;
}

/** The block that a table's values stand in, where most of them stand in running text. */
function textBlock(cells: CellInfo[]): number | undefined {
  const blocks = cells.flatMap((cell) => ("start" in cell ? [cell.block] : []));
  return blocks.length * 2 > cells.length ? Math.max(...blocks) : undefined;
}

const spanKey = (cell: CellInfo): string =>
  "start" in cell ? `${cell.block}:${cell.start}:${cell.end}` : "";

/** The cells whose digits stand in the same stretch of text, glued together, in the order of the form. */
function sharing(cells: Cells, form: FormInfo): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const { cell } of form.cells) {
    const info = cells[cell];
    if (!info || !("start" in info)) continue;
    const names = map.get(spanKey(info)) ?? [];
    map.set(spanKey(info), [...names, cell]);
  }
  return map;
}

/** Draws every table again whose values are found in running text. `blocks` is the number of blocks in the document. */
export function redraw(outcome: Outcome, form: FormInfo | undefined, blocks: number): Redrawing {
  const redrawing: Redrawing = { tables: [], names: new Map(), places: new Map() };
  if (!form) return redrawing;
  const { cells } = outcome.report;
  const shared = sharing(cells, form);
  const prefixes = new Set(form.cells.map(({ cell }) => cell.split(".")[0] ?? ""));
  for (const prefix of prefixes) {
    const labels = form.cells.filter(({ cell }) => cell.startsWith(`${prefix}.`));
    const found = labels.flatMap(({ cell }) => cells[cell] ?? []);
    const after = textBlock(found);
    if (after === undefined) continue;
    const block = blocks + redrawing.tables.length;
    const table = tableOf(labels, cells, shared, (row, column, name) => {
      redrawing.names.set(placeKey(block, row, column), name);
      redrawing.places.set(name, { block, row, column });
    });
    redrawing.tables.push({ table, block, after });
  }
  return redrawing;
}

/** A row of the form: its label, and its cells by the labels of their columns. */
interface Row {
  label: string;
  group: string | undefined;
  cells: { name: string; column: string }[];
}

function rowsOf(labels: FormInfo["cells"]): Row[] {
  const rows: Row[] = [];
  for (const { cell, label, group } of labels) {
    const at = label.lastIndexOf("·");
    const [row, column] = at < 0 ? [label, ""] : [label.slice(0, at), label.slice(at + 1)];
    const last = rows.at(-1);
    if (last?.label === row && last.group === group && column !== "") last.cells.push({ name: cell, column });
    else rows.push({ label: row, group, cells: [{ name: cell, column }] });
  }
  return rows;
}

/** Rows under the labels of their columns, which are written again where they change, as in the form. */
function tableOf(
  labels: FormInfo["cells"],
  cells: Cells,
  shared: Map<string, string[]>,
  put: (row: number, column: number, name: string) => void,
): Table {
  const rows = rowsOf(labels);
  const width = Math.max(...rows.map((row) => row.cells.length));
  const drawn: TableCell[] = [];
  let at = -1;
  /** Writes a cell; the last of a short row reaches to the edge. */
  const draw = (column: number, count: number, text: string, header: boolean) => {
    const column_span = column === count ? width - count + 1 : 1;
    drawn.push({ row: at, column, row_span: 1, column_span, text, header });
  };
  let columns = "";
  let group: string | undefined;
  for (const row of rows) {
    const own = row.cells.map(({ column }) => column);
    if (own.join("\n") !== columns) {
      columns = own.join("\n");
      at += 1;
      draw(0, own.length, "", true);
      own.forEach((column, index) => {
        draw(index + 1, own.length, column, true);
      });
    }
    if (row.group !== group) {
      group = row.group;
      if (group !== undefined) {
        at += 1;
        drawn.push({ row: at, column: 0, row_span: 1, column_span: width + 1, text: group, header: true });
      }
    }
    at += 1;
    draw(0, row.cells.length, row.label, true);
    row.cells.forEach(({ name }, index) => {
      const info = cells[name];
      draw(index + 1, row.cells.length, info ? textOf(info, shared) : "?", false);
      if (info) put(at, index + 1, name);
    });
  }
  return { rows: at + 1, columns: width + 1, cells: drawn };
}

/** What stands in the report; a question mark where glued digits could not be told apart, as where a cell was not found. */
function textOf(info: CellInfo, shared: Map<string, string[]>): string {
  const alone = (shared.get(spanKey(info))?.length ?? 1) === 1;
  if (alone) return info.raw;
  return info.value === null ? "?" : String(info.value);
}

/**
 * The changes of the text that give cells other values. Digits that stood glued together are written apart; where they
 * could not be told apart nothing can be changed.
 */
export function changesInText(
  outcome: Outcome,
  form: FormInfo | undefined,
  values: Map<string, string>,
): TextChange[] {
  const { cells } = outcome.report;
  const shared: Map<string, string[]> = form ? sharing(cells, form) : new Map();
  const done = new Set<string>();
  return [...values].flatMap(([name, text]): TextChange[] => {
    const info = cells[name];
    if (!info) return [];
    if (!("start" in info)) {
      return [{ place: { block: info.block, row: info.row, column: info.column }, text }];
    }
    const place = { block: info.block, start: info.start, end: info.end };
    const names = shared.get(spanKey(info)) ?? [name];
    if (names.length === 1) return [{ place, text }];
    if (done.has(spanKey(info)) || names.some((each) => cells[each]?.value === null)) return [];
    done.add(spanKey(info));
    const all = names.map((each) => values.get(each) ?? String(cells[each]?.value ?? ""));
    return [{ place, text: all.join(" ") }];
  });
}
