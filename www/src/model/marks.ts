// What is drawn where: the marks of the remarks at their places.

import type { Finding, FormInfo, Outcome, Place } from "../types.ts";
import { cellKey, idOf } from "./places.ts";
import { type Redrawing, redraw } from "./redrawn.ts";
import type { Remark } from "./remarks.ts";

/** The part that a place has in a remark. */
export type Role = "suspect" | "involved" | "related";

/** The stronger a role, the smaller its number. */
export const rank: Record<Role, number> = { suspect: 0, involved: 1, related: 2 };

/** A remark at a place. */
export interface Mark {
  remark: Remark;
  role: Role;
  /** Whether the remark's number stands here: at what it points at, else at its first cell. */
  numbered: boolean;
}

/** A remark on a stretch of a paragraph; offsets count Unicode characters. */
export interface SpanMark extends Mark {
  start: number;
  end: number;
}

/** What is drawn where. */
export interface View {
  remarks: Remark[];
  /** Marks by `block:row:column`. */
  cellMarks: Map<string, Mark[]>;
  /** Marks by block. */
  spanMarks: Map<number, SpanMark[]>;
  /** Contract names by `block:row:column`. */
  cellNames: Map<string, string[]>;
  /** Tables drawn again because the document's own were lost. */
  redrawing: Redrawing;
}

/** A view of nothing. */
export const emptyView = (): View => ({
  remarks: [],
  cellMarks: new Map(),
  spanMarks: new Map(),
  cellNames: new Map(),
  redrawing: { tables: [], names: new Map(), places: new Map() },
});

/** The marks of remarks at their places. `form` draws tables again that the document has lost. */
export function viewOf(outcome: Outcome, remarks: Remark[], form: FormInfo | undefined): View {
  const redrawing = redraw(outcome, form, outcome.document?.blocks.length ?? 0);
  const cellMarks = new Map<string, Mark[]>();
  const spanMarks = new Map<number, SpanMark[]>();
  const cellNames = new Map<string, string[]>();
  for (const [name, cell] of Object.entries(outcome.report.cells)) {
    const key = cellKey(cell);
    if (key !== undefined) cellNames.set(key, [...(cellNames.get(key) ?? []), name]);
  }
  for (const [key, name] of redrawing.names) cellNames.set(key, [name]);
  const add = (remark: Remark, place: Place, role: Role, numbered = role === "suspect") => {
    const key = cellKey(place);
    if (key === undefined) {
      const span = place as { block: number; start: number; end: number };
      const marks = spanMarks.get(span.block) ?? [];
      spanMarks.set(span.block, marks);
      const same = marks.find(
        (mark) => mark.remark === remark && mark.start === span.start && mark.end === span.end,
      );
      // One number for each remark and paragraph is enough; its other stretches are tinted.
      const numbered = role !== "related" && !marks.some((mark) => mark.remark === remark && mark.numbered);
      if (!same) marks.push({ remark, role, numbered, start: span.start, end: span.end });
      else if (rank[role] < rank[same.role]) same.role = role;
      return;
    }
    const marks = cellMarks.get(key) ?? [];
    cellMarks.set(key, marks);
    const same = marks.find((mark) => mark.remark === remark);
    if (!same) marks.push({ remark, role, numbered });
    else {
      if (rank[role] < rank[same.role]) same.role = role;
      same.numbered ||= numbered;
    }
  };
  for (const remark of remarks) {
    const located = remark.suspects.size > 0 || remark.aboutText;
    let first = !located;
    for (const cell of remark.cells) {
      const info = outcome.report.cells[cell];
      if (!info) continue;
      const role = remark.suspects.has(cell) ? "suspect" : located ? "related" : "involved";
      add(remark, info, role, role === "suspect" || first);
      const drawn = redrawing.places.get(cell);
      if (drawn) add(remark, drawn, role, role === "suspect" || first);
      first = false;
    }
    const known = new Set<string>();
    for (const cell of remark.cells) {
      const info = outcome.report.cells[cell];
      if (info) known.add(idOf(info));
    }
    for (const finding of remark.findings) {
      for (const place of finding.where) {
        // Places of the finding's own cells have their role already; the others are what it points at itself.
        if (!known.has(idOf(place))) add(remark, place, "suspect");
      }
    }
  }
  return { remarks, cellMarks, spanMarks, cellNames, redrawing };
}

/** A cell's place in a broken sum: `total` for the left side, `addend` for the right; cells that are 0 are left out. */
export function sidesOf(
  outcome: Outcome,
  finding: Finding,
  info: FormInfo | undefined,
): Map<string, "total" | "addend"> {
  const sides = new Map<string, "total" | "addend">();
  const identity = info?.identities.find((each) => each.name === finding.identity);
  if (!identity) return sides;
  for (const cell of finding.cells) {
    const total = identity.left.includes(cell);
    // A zero adds nothing: of a long sum only those cells are outlined that make it up.
    if (!total && finding.cells.length > 5 && outcome.report.cells[cell]?.value === 0) continue;
    sides.set(cell, total ? "total" : "addend");
  }
  return sides;
}
