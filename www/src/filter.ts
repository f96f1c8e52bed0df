// Which remarks are shown: by severity, and by what they are about.

import type { Remark } from "./model.ts";
import type { Severity } from "./types.ts";

/** What a remark is about. */
export type Kind = "tables" | "text" | "other";

/** A choice of remarks; an empty set of severities hides none. */
export interface Filter {
  severities: Set<Severity>;
  kind: Kind | "all";
}

/** What a remark is about, by the family of its rule. */
export function kindOf(remark: Remark): Kind {
  const rule = remark.findings[0]?.rule ?? "";
  if (
    /^(t\d|s14|value|table|row|label|form|summary|carry|in-force|previous-change|same-numbers)-?/.test(rule)
  ) {
    return "tables";
  }
  return rule.startsWith("text-") || rule === "same-text" ? "text" : "other";
}

/** Whether a remark is shown. */
export const passes = (filter: Filter, remark: Remark): boolean =>
  (filter.severities.size === 0 || filter.severities.has(remark.severity)) &&
  (filter.kind === "all" || filter.kind === kindOf(remark));
