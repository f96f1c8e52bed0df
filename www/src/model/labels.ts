// What cells are called, as a clerk would say it: the form's own words, and no more of them than is needed.

import type { FormInfo, Outcome } from "../types.ts";

/** Row and column of a cell in short, e.g. `本年新收` and `自然人`. */
export function shortOf(
  form: FormInfo | undefined,
  cell: string,
): { row: string; column: string } | undefined {
  const found = form?.cells.find((each) => each.cell === cell);
  if (!found) return undefined;
  const [row, column] = form?.inEnglish ? found.english : [found.row, found.column];
  return { row, column };
}

/** A cell in short, e.g. `（七）总计·自然人`. Nothing where the form does not know the cell. */
export function labelOf(form: FormInfo | undefined, cell: string): string | undefined {
  const short = shortOf(form, cell);
  return short && whole(form, short);
}

/** The cells of the form that could not be read, blanks aside. */
export const unreadOf = (form: FormInfo | undefined, { report }: Outcome): string[] =>
  (form?.cells ?? []).flatMap(({ cell }) => (report.cells[cell]?.sure ? [] : [cell]));

const whole = (form: FormInfo | undefined, { row, column }: { row: string; column: string }) =>
  column === "" ? row : form?.inEnglish ? `${row} (${column})` : `${row}·${column}`;

/** Labels of the cells of one sum, without what all of them share. */
export interface ShortLabels {
  /** What they share: a column (自然人) or a row (予以公开); empty where they share nothing. */
  shared: string;
  /** The rest, by cell. */
  short: Map<string, string>;
}

/** The labels of some cells with the shared part said once. */
export function shortLabels(form: FormInfo | undefined, cells: string[], unknown: string): ShortLabels {
  const labels = cells.map((cell) => [cell, shortOf(form, cell) ?? { row: unknown, column: "" }] as const);
  const columns = new Set(labels.map(([, { column }]) => column));
  const rows = new Set(labels.map(([, { row }]) => row));
  const [column] = columns;
  const [row] = rows;
  if (labels.length > 1 && columns.size === 1 && column) {
    return { shared: column, short: new Map(labels.map(([cell, each]) => [cell, each.row])) };
  }
  if (labels.length > 1 && rows.size === 1 && row) {
    return { shared: row, short: new Map(labels.map(([cell, each]) => [cell, each.column])) };
  }
  return { shared: "", short: new Map(labels.map(([cell, each]) => [cell, whole(form, each)])) };
}
