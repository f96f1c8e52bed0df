// The types of the JSON contract, all made from the Rust types.

export type {
  CellInfo,
  Change,
  CheckOptions,
  Document as ReportDocument,
  FileRead,
  Finding,
  FormId,
  FormInfo,
  IdentityInfo,
  InputDocument,
  Language,
  Outcome,
  Place,
  Repair,
  RuleInfo,
  Severity,
  Table,
  TableCell,
} from "../generated/core/gouji.js";
