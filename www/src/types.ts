// The types of the JSON contract, all made from the Rust types.

export type {
  CellInfo,
  Change,
  CheckOptions,
  Counts,
  Document as ReportDocument,
  FileRead,
  Finding,
  FormId,
  Glance,
  IdentityInfo,
  InputDocument,
  Item,
  Kind,
  Language,
  NarrativeNumber,
  Outcome,
  Place,
  Repair,
  RuleEntry,
  RuleInfo,
  RuleTexts,
  Severity,
  Status,
  Table,
  TableCell,
} from "../generated/core/gouji.js";

import type { FormInfo as FormWords } from "../generated/core/gouji.js";

/** The words and sums of a form, and whether its English words are wanted. */
export type FormInfo = FormWords & { inEnglish?: boolean };
