// The findings of a report for other programs: a table of values, or the outcome as it is.

import type { Remark } from "../model/remarks.ts";
import type { FormInfo, Outcome } from "../types.ts";
import type { Words } from "../words/words.ts";
import { entriesOf } from "./checklist.ts";

/** One line for each remark, below the names of the columns. */
export function findingRows(
  words: Words,
  form: FormInfo | undefined,
  outcome: Outcome,
  remarks: Remark[],
): unknown[][] {
  const entries = entriesOf(words, form, outcome, remarks);
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

/** The outcome as JSON, without the document. */
export function findingsAsJson(outcome: Outcome): string {
  const { document: _, ...rest } = outcome;
  return JSON.stringify(rest, null, 2);
}
