// From an Outcome to what the page draws: remarks by root cause, and marks at their places.

import { type Redrawing, redraw } from "./redrawn.ts";
import type { Finding, FormInfo, Outcome, Place, Repair, Severity } from "./types.ts";

/** Everything that is said about one root cause. */
export interface Remark {
  /** Group number in the outcome. */
  group: number;
  /** Number on the page, from 1 in the order of the list. */
  number: number;
  severity: Severity;
  findings: Finding[];
  repairs: Repair[];
  /** Contract names of the cells that are most likely wrong. */
  suspects: Set<string>;
  /** All cells concerned. */
  cells: Set<string>;
  /** Whether it is about the text, and the cells are what the text is compared with. */
  aboutText: boolean;
  /** Recognises the same remark about the same content, in any language and on another day. */
  key: string;
}

/** The part that a place has in a remark. */
export type Role = "suspect" | "involved" | "related";

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

/** The key of a table place. */
export const placeKey = (block: number, row: number, column: number): string => `${block}:${row}:${column}`;

/** Key of a place that is a table cell; nothing for a span of text. */
export const cellKey = (place: Place): string | undefined =>
  "row" in place ? placeKey(place.block, place.row, place.column) : undefined;

/** A short digest of a text (two 32-bit mixes): to recognise it again, not to keep it secret. */
export function digest(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}

/** The text at a place of the outcome's document. */
export function textAt(outcome: Outcome, place: Place): string {
  const block = outcome.document?.blocks[place.block];
  if (!block) return "";
  if ("row" in place) {
    if (block.kind !== "table") return "";
    return block.cells.find((cell) => covers(cell, place.row, place.column))?.text ?? "";
  }
  return block.kind === "table" ? "" : [...block.text].slice(place.start, place.end).join("");
}

/** Whether a cell with its spans covers a grid place. */
export const covers = (
  cell: { row: number; column: number; row_span: number; column_span: number },
  row: number,
  column: number,
): boolean =>
  row >= cell.row &&
  row < cell.row + cell.row_span &&
  column >= cell.column &&
  column < cell.column + cell.column_span;

const worst: Record<Severity, number> = { error: 0, warning: 1, notice: 2 };

/** The remarks of an outcome in their order. */
export function remarksOf(outcome: Outcome): Remark[] {
  const groups = new Map<number, Remark>();
  for (const finding of outcome.findings) {
    let remark = groups.get(finding.group);
    if (!remark) {
      remark = {
        group: finding.group,
        number: groups.size + 1,
        severity: finding.severity,
        findings: [],
        repairs: outcome.repairs
          .filter((repair) => repair.group === finding.group)
          .sort((one, other) => one.rank - other.rank),
        suspects: new Set(),
        cells: new Set(),
        aboutText: false,
        key: "",
      };
      groups.set(finding.group, remark);
    }
    if (worst[finding.severity] < worst[remark.severity]) remark.severity = finding.severity;
    remark.findings.push(finding);
    for (const cell of finding.cells) remark.cells.add(cell);
  }
  for (const remark of groups.values()) {
    remark.aboutText = isAboutText(outcome, remark);
    remark.suspects = suspectsOf(remark);
    remark.key = keyOf(outcome, remark);
  }
  return [...groups.values()];
}

/**
 * Whether a remark is about words or numbers of the text: its cells are then what the text is compared with. (In a text
 * without tables the cells themselves are stretches of text.)
 */
function isAboutText(outcome: Outcome, remark: Remark): boolean {
  const own = new Set<string>();
  for (const cell of remark.cells) {
    const info = outcome.report.cells[cell];
    if (info) own.add(JSON.stringify(placeOf(info)));
  }
  const places = remark.findings.flatMap((finding) => finding.where);
  return (
    remark.findings.every((finding) => finding.identity === undefined) &&
    places.some((place) => "start" in place && !own.has(JSON.stringify(placeOf(place))))
  );
}

/**
 * The cells to point at: those of the best suggestions; without any, those that most of the broken sums share, where
 * that singles some out; else all, if they are few.
 */
function suspectsOf(remark: Remark): Set<string> {
  const best = remark.repairs[0]?.rank;
  if (best !== undefined) {
    const named = remark.repairs.filter((repair) => repair.rank === best);
    const cells = new Set(named.flatMap((repair) => repair.changes.map((change) => change.cell)));
    // Many equal suggestions single nothing out: pointing at all their cells would say more than is known.
    if (named.length === 1 || cells.size <= 6) return cells;
  }
  if (remark.aboutText) return new Set();
  const counts = new Map<string, number>();
  for (const finding of remark.findings) {
    for (const cell of finding.cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  const most = Math.max(0, ...counts.values());
  const shared = [...counts].filter(([, count]) => count === most).map(([cell]) => cell);
  return most > 1 || shared.length <= 8 ? new Set(shared) : new Set();
}

function keyOf(outcome: Outcome, remark: Remark): string {
  const parts = remark.findings.map((finding) => {
    const cells = finding.cells.map((cell) => `${cell}=${outcome.report.cells[cell]?.raw ?? ""}`);
    const texts = finding.where.filter((place) => !("row" in place)).map((place) => textAt(outcome, place));
    return [finding.rule, finding.identity ?? "", ...cells, ...texts].join("\u0001");
  });
  return digest([outcome.report.organ ?? "", outcome.report.year ?? "", ...parts].join("\u0002"));
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
  const rank: Record<Role, number> = { suspect: 0, involved: 1, related: 2 };
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
      if (info) known.add(JSON.stringify(placeOf(info)));
    }
    for (const finding of remark.findings) {
      for (const place of finding.where) {
        // Places of the finding's own cells have their role already; the others are what it points at itself.
        if (!known.has(JSON.stringify(placeOf(place)))) add(remark, place, "suspect");
      }
    }
  }
  return { remarks, cellMarks, spanMarks, cellNames, redrawing };
}

const placeOf = (place: Place): (number | string)[] =>
  "row" in place ? [place.block, place.row, place.column] : [place.block, "span", place.start, place.end];

/** How many sums were checked, and how many of them hold. */
export function sumsOf(outcome: Outcome): { held: number; broken: number; open: number; all: number } {
  const { held, broken, open } = outcome.counts;
  return { held, broken, open, all: held + broken + open };
}

/** A mark's place in a broken sum: `total` for the left side, `addend` for the right. */
export function sidesOf(finding: Finding, info: FormInfo | undefined): Map<string, "total" | "addend"> {
  const sides = new Map<string, "total" | "addend">();
  const identity = info?.identities.find((each) => each.name === finding.identity);
  for (const cell of finding.cells) {
    sides.set(cell, identity?.left.includes(cell) ? "total" : "addend");
  }
  return sides;
}

/** A number with its sign as people write it. */
export const shown = (value: number | null | undefined): string => (value == null ? "" : String(value));
