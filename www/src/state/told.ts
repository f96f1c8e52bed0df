// What was changed on the page, in words.

import type { View } from "../model/marks.ts";
import { cellKey } from "../model/places.ts";
import { changesOf } from "../out/changes.ts";
import type { Words } from "../words/words.ts";
import type { Report } from "./entries.ts";

/** What was changed of a report, one line a change. */
export const changesIn = (words: Words, { form, outcome, before, draft }: Report, view: View): string[] =>
  changesOf(words, form, outcome, view, before, draft.differences());

/** What changed cells held as the report was read, by their keys; also in tables that were drawn again from its text. */
export function changedCells({ draft, outcome, before }: Report, { redrawing }: View): Map<string, string> {
  const changed = draft.changedCells();
  if (!draft.changed) return changed;
  for (const [name, place] of redrawing.places) {
    const old = before[name];
    if (old && old.value !== outcome.report.cells[name]?.value)
      changed.set(cellKey(place) ?? "", old.value === null ? old.raw : String(old.value));
  }
  return changed;
}

/** What differs from the changes that there were before: what is new, else what was taken back. */
export function newIn(words: Words, lines: string[], former: string[]): string {
  const fresh = lines.filter((line) => !former.includes(line));
  const some = fresh.length > 0 ? fresh : former.filter((line) => !lines.includes(line));
  if (some.length === 0) return "";
  const what = some === fresh ? words.edited(some.length) : words.undone;
  return what + words.colon + some.slice(0, 3).join(words.semicolon);
}
