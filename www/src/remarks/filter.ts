// Which remarks are shown: by severity, and by what they are about.

import type { Remark } from "../model/remarks.ts";
import type { Kind, Severity } from "../types.ts";

/** A choice of remarks; nothing chosen hides none. */
export interface Filter {
  severity: Severity | undefined;
  kind: Kind | undefined;
}

/** The choice of all. */
export const noFilter: Filter = { severity: undefined, kind: undefined };

/** Whether a remark is shown. */
export const passes = (filter: Filter, remark: Remark): boolean =>
  (filter.severity === undefined || filter.severity === remark.severity) &&
  (filter.kind === undefined || filter.kind === remark.kind);
