// A list of reports: its rows, how they are ordered, and which of them are seen.

import { mapped, type Sliced, sorted } from "../slices.ts";
import type { Row } from "../state/entries.ts";
import type { Glance, Language } from "../types.ts";
import type { Verdict } from "../words/zh.ts";

/** A row of the desk. */
export interface Line extends Row {
  id: number;
  /** A sum of the file's bytes. */
  sum?: string | undefined;
  /** Whether the browser has the file no more: the page was loaded again before it was looked at. */
  gone?: boolean;
  /** The row that it is a copy of. */
  copyOf?: Line | undefined;
  /** Whether a worker has it. */
  running?: boolean;
}

/** What can be seen of a row's state. */
export type LineStatus = Verdict | "same" | "waiting";

/** The columns by which a list can be ordered; by its state, what is worst comes first. */
export type Column = "order" | "organ" | "year" | "form" | "status" | "look" | "worst";

/** How a list is looked at. */
export interface Shown {
  column: Column;
  down: boolean;
  status: LineStatus | undefined;
  kind: string;
  search: string;
  group: "none" | "year" | "level";
}

/** What stands in the list: a row, or the head of a group. */
export type Entry = { line: Line } | { group: string; lines: Line[]; wrong: number };

/** The statuses in the order in which they matter. */
export const statuses: LineStatus[] = [
  "errors",
  "doubts",
  "partly-checked",
  "not-checked",
  "not-filled-in",
  "not-a-report",
  "not-read",
  "same",
  "holds",
  "waiting",
];

/** What came of a row. */
export const statusOf = (line: Line): LineStatus =>
  line.copyOf ? "same" : line.failure ? "not-read" : (line.result?.status ?? "waiting");

/** Whether nothing is left to be done for a row. */
export const isDone = (line: Line): boolean => statusOf(line) !== "waiting";

/** Whether there is still something to be done for a row, and a file to do it with. */
export const isLeft = (line: Line): boolean => !isDone(line) && !line.gone;

/** What was read of each row that counts: copies do not. */
export function counting(lines: readonly Line[]): { line: Line; glance: Glance }[] {
  const all: { line: Line; glance: Glance }[] = [];
  for (const line of lines) if (line.result && !line.copyOf) all.push({ line, glance: line.result });
  return all;
}

/** The first words of the worst, or why it was not read. */
export function worstOf(line: Line, language: Language, sameAs: (name: string) => string): string {
  if (line.copyOf) return sameAs(line.copyOf.name);
  if (line.failure) return language === "en" ? line.failure.en : line.failure.zh;
  return line.result?.items[0]?.says ?? "";
}

/** The lines that are seen, in their order. */
export function* ordered(lines: readonly Line[], shown: Shown): Sliced<Line[]> {
  const words = shown.search.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (line: Line) =>
    (shown.status === undefined || statusOf(line) === shown.status) &&
    (shown.kind === "" || (line.result?.items.some((item) => item.kind === shown.kind) ?? false)) &&
    (words.length === 0 || words.every((word) => textOf(line).includes(word)));
  const seen = yield* mapped(lines, fits);
  const some = lines.filter((_, at) => seen[at]);
  const { column } = shown;
  if (column === "order") return shown.down ? some.reverse() : some;
  const compare = comparing[column];
  const list = yield* sorted(
    some,
    (one, other) => compare(one, other) || comparing.look(one, other) || one.id - other.id,
  );
  return shown.down ? list.reverse() : list;
}

/** What is searched in a line, put together once for each result. */
function textOf(line: Line): string {
  const { name, result } = line;
  const of: object = result ?? line;
  const found = texts.get(of);
  if (found !== undefined) return found;
  const says = result?.items.map((item) => item.says).join(" ") ?? "";
  const text = `${name} ${result?.organ ?? ""} ${result?.year ?? ""} ${says}`.toLowerCase();
  texts.set(of, text);
  return text;
}

const texts = new WeakMap<object, string>();

const collator = new Intl.Collator("zh", { numeric: true });
const byText = (text: (line: Line) => string) => (one: Line, other: Line) => {
  const [left, right] = [text(one), text(other)];
  return left === right ? 0 : collator.compare(left, right);
};
const byNumber = (number: (line: Line) => number) => (one: Line, other: Line) => number(one) - number(other);

const comparing: Record<Exclude<Column, "order">, (one: Line, other: Line) => number> = {
  organ: byText((line) => line.result?.organ ?? line.name),
  year: byNumber((line) => line.result?.year ?? 9999),
  form: byText((line) => line.result?.form ?? ""),
  status: byNumber((line) => statuses.indexOf(statusOf(line))),
  look: byNumber((line) => -((line.result?.counts.error ?? 0) * 1000 + (line.result?.counts.warning ?? 0))),
  worst: byText((line) => line.result?.items[0]?.says ?? line.failure?.zh ?? ""),
};

/** What stands in the list: the lines in their order, with the heads of their groups. */
export function* entriesOf(
  lines: readonly Line[],
  shown: Shown,
  name: (line: Line) => string,
): Sliced<Entry[]> {
  const list = yield* ordered(lines, shown);
  if (shown.group === "none") return yield* mapped(list, (line): Entry => ({ line }));
  const names = yield* mapped(list, name);
  const groups = new Map<string, Line[]>();
  for (const [at, line] of list.entries()) {
    const key = names[at] ?? "";
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  const entries: Entry[] = [];
  for (const [group, own] of [...groups].sort(([one], [other]) => collator.compare(other, one))) {
    entries.push({ group, lines: own, wrong: own.filter((line) => statusOf(line) === "errors").length });
    for (const line of own) entries.push({ line });
    yield;
  }
  return entries;
}
