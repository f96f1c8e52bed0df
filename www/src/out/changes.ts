// What was changed, one line a change: by the names of the cells where they have names, else by the words around it.

import type { View } from "../model/marks.ts";
import { cellKey } from "../model/places.ts";
import type { Difference } from "../state/draft.ts";
import type { FormInfo, Outcome } from "../types.ts";
import type { Words } from "../words/words.ts";
import { cellTitle } from "./checklist.ts";

/** The changes made on the page. `before` holds the cells of the report as it was read. */
export function changesOf(
  words: Words,
  form: FormInfo | undefined,
  outcome: Outcome,
  view: View,
  before: Outcome["report"]["cells"],
  differences: Difference[],
): string[] {
  const say = (text: string) => (text.trim() === "" ? words.blank : text.trim());
  const result: string[] = [];
  for (const { place, before: old, after } of differences) {
    const key = cellKey(place);
    const name = key === undefined ? undefined : view.cellNames.get(key)?.[0];
    if (key !== undefined) {
      const where = name ? cellTitle(words, form, name) : words.someCell(place.block + 1);
      result.push(`${where}：${say(old)} → ${say(after)}`);
      continue;
    }
    // Cells that stand in this stretch of text are named; what is left is a change of the words.
    const cells = Object.entries(outcome.report.cells).filter(
      ([cell, now]) =>
        now.block === place.block && "start" in now && before[cell] && before[cell].raw !== now.raw,
    );
    for (const [cell, now] of cells)
      result.push(`${cellTitle(words, form, cell)}：${say(before[cell]?.raw ?? "")} → ${say(now.raw)}`);
    if (cells.length === 0) result.push(`${words.paragraph(place.block + 1)}：${piece(words, old, after)}`);
  }
  return [...new Set(result)];
}

/** The differing stretch of two texts with some words around it. */
function piece(words: Words, old: string, next: string): string {
  let start = 0;
  while (start < old.length && start < next.length && old[start] === next[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, next.length) - start && old.at(-1 - end) === next.at(-1 - end)) end += 1;
  const around = 6;
  const cut = (text: string) => {
    const from = Math.max(0, start - around);
    const to = Math.min(text.length, text.length - end + around);
    const long = text.slice(from, to).replaceAll("\n", " ");
    const inner = long.length > 60 ? `${long.slice(0, 40)}…${long.slice(-18)}` : long;
    return words.quote(`${from > 0 ? "…" : ""}${inner}${to < text.length ? "…" : ""}`);
  };
  return `${cut(old)} → ${cut(next)}`;
}
