// Cells of a glance by their contract names, and those whose sum is a kind of result, for the views that show kinds.

import type { FormInfo, Glance } from "../types.ts";

const rows = (group: string, names: string[]) => names.map((name) => `t3.${group}.${name}.total`);

/** What came of requests, by kind. */
export const results = {
  granted: ["t3.granted.total"],
  partial: ["t3.partial.total"],
  denied: rows("denied", [
    "state_secret",
    "forbidden_by_law",
    "safety_stability",
    "third_party",
    "internal_affairs",
    "process",
    "enforcement_file",
    "administrative_query",
  ]),
  unavailable: rows("unavailable", ["not_held", "needs_creation", "unclear"]),
  refused: rows("refused", ["petition", "repeated", "publication", "excessive", "confirmation"]),
};

/** The number in a cell of a glance, a blank being 0; nothing where it could not be read. */
export function countOf(form: FormInfo | undefined, glance: Glance, cell: string): number | undefined {
  const at = placesOf(form).get(cell);
  if (at === undefined || glance.unread.includes(at)) return undefined;
  return glance.cells[at] ?? 0;
}

const places = new WeakMap<FormInfo, Map<string, number>>();

function placesOf(form: FormInfo | undefined): Map<string, number> {
  if (!form) return new Map();
  const found = places.get(form) ?? new Map(form.cells.map(({ cell }, at) => [cell, at]));
  places.set(form, found);
  return found;
}

/** A cell in words, with its table. */
export function labelOf(form: FormInfo | undefined, cell: string): string {
  const info = form?.cells[placesOf(form).get(cell) ?? -1];
  if (!info) return cell;
  const group = info.group && info.row.length <= 2 ? `${info.group}·` : "";
  return `${group}${info.row}${info.column === "" ? "" : `·${info.column}`}`;
}
