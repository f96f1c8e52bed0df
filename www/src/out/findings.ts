// The findings of a report for other programs: a table of values, or the outcome as it is.

import type { Remark } from "../model/remarks.ts";
import type { Dismissals } from "../state/dismissals.ts";
import type { FormInfo, Outcome } from "../types.ts";
import type { Words } from "../words/words.ts";
import { entriesOf } from "./checklist.ts";

/** One line for each remark, below the names of the columns. */
export function findingRows(
  words: Words,
  form: FormInfo | undefined,
  outcome: Outcome,
  remarks: Remark[],
  dismissed: Dismissals,
): unknown[][] {
  const entries = entriesOf(words, form, outcome, remarks, dismissed);
  const rows = remarks.map((remark, index) => {
    const entry = entries[index];
    return [
      remark.number,
      words.severity[remark.severity],
      words.kinds[remark.kind],
      entry?.text,
      entry?.lines.join(" "),
    ];
  });
  return [words.findingColumns, ...rows];
}

/** The outcome as JSON, without the document; with the root causes that were marked as no problem, where there are any. */
export function findingsAsJson(outcome: Outcome, judged: Remark[], dismissed: Dismissals): string {
  const { document: _, ...rest } = outcome;
  const list = judged.map(({ group, key }) => {
    const { reason, date } = dismissed[key] ?? {};
    return { group, reason, date };
  });
  return JSON.stringify({ ...rest, ...(list.length > 0 ? { dismissed: list } : {}) }, null, 2);
}
