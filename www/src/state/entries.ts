// What can lie on the desk. Each is an entry of the way back and forth.

import type { CheckSource, GoujiError } from "../engine/gouji.ts";
import type { FormInfo, Glance, InputDocument, Outcome, ReportDocument } from "../types.ts";
import { Draft } from "./draft.ts";

/** A report and what is known about where it came from. */
export interface Given {
  source: CheckSource;
  name?: string | undefined;
  format?: string | undefined;
}

/** Nothing yet: the page invites to bring a report. */
export interface Start {
  id: string;
  kind: "start";
}

/** An input that could not be read. */
export interface Trouble {
  id: string;
  kind: "trouble";
  name: string | undefined;
  error: GoujiError;
  /** The row of the list that it was opened from. */
  row: Row | undefined;
}

/** A report with its draft and what came of checking it. */
export interface Report {
  id: string;
  kind: "report";
  name: string | undefined;
  draft: Draft;
  outcome: Outcome;
  form: FormInfo | undefined;
  /** The cells as they were read, before any change. */
  before: Outcome["report"]["cells"];
  /** The same organ's report of the year before, and the reports that this one sums up, where they were given. */
  previous: InputDocument | undefined;
  parts: InputDocument[];
  /** The row of the list that it was opened from. */
  row: Row | undefined;
  /** The file that it was read from, as long as the page is not loaded again. */
  file?: Blob | ArrayBuffer | Uint8Array | undefined;
}

/** Whether there is nothing to draw: a scan without a layer of text, an empty file. */
export const isBlank = ({ outcome }: Report): boolean =>
  outcome.document?.blocks.every((block) =>
    (block.kind === "table" ? block.cells : [block]).every(({ text }) => text.trim() === ""),
  ) ?? true;

/** Whether the report that it is compared with is not that of the year before. */
export const isOther = ({ outcome }: Report): boolean =>
  outcome.findings.some(({ rule }) => rule === "previous-year");

/** A list of reports. */
export interface Many {
  id: string;
  kind: "many";
  list: ManyList;
}

/** Where a row stands in its list as that was seen last: its place from 1, and its neighbours. */
export interface Around {
  at: number;
  all: number;
  before: Row | undefined;
  after: Row | undefined;
}

/** A list as the part of the page keeps it that shows lists. */
export interface ManyList {
  readonly rows: readonly Row[];
  /** Further reports, and the names of files beside them that are none. */
  add(given: Given[], aside?: string[]): void;
  /** Draws the list into an element of the page. */
  draw(root: HTMLElement): void;
  /** Draws a report beside the same organ's of the year before. */
  pair(root: HTMLElement, report: Report, leave: () => void): void;
  /** Where a row stands; nothing where it is not among those that were seen last. */
  around(row: Row): Around | undefined;
  /** A report that was opened from it has been edited. */
  edited(row: Row, input: InputDocument): void;
  /** What is kept of it; nothing where that is too much. */
  record(): { kept: boolean } | undefined;
  /** Ends its work. */
  stop(): void;
}

/** One report of a list. */
export interface Row extends Given {
  name: string;
  /** The file of an archive that it is, where it is one: `source` then is the archive. */
  inside?: string | undefined;
  result?: Glance | undefined;
  failure?: GoujiError | undefined;
  /** The report with its edits, once it was opened. */
  report?: Report | undefined;
  /** Its entry, where only that is left of it after a reload. */
  keptAs?: string | undefined;
  list?: Many | undefined;
}

export type Entry = Start | Trouble | Report | Many;

/** The row of a list that an entry was opened from. */
export const rowOf = (entry: Entry): Row | undefined => ("row" in entry ? entry.row : undefined);

/** The other reports of a report's list, those that could be read. */
export const othersOf = ({ row }: Report): Row[] =>
  (row?.list?.list.rows ?? []).filter((other) => other !== row && other.result);

/** A name for an entry that no other one has, also not in another tab. */
export const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(2)), (part) => part.toString(36)).join("");

/** A report that has just been checked. */
export function newReport(
  name: string | undefined,
  outcome: Outcome,
  document: ReportDocument,
  form: FormInfo | undefined,
  row: Row | undefined,
): Report {
  const { encoding, bytes, format } = outcome.input;
  const original: InputDocument = {
    document,
    format,
    bytes,
    ...(name === undefined ? {} : { name }),
    ...(encoding === undefined ? {} : { encoding }),
  };
  return {
    id: newId(),
    kind: "report",
    name,
    draft: new Draft(original),
    outcome,
    form,
    before: outcome.report.cells,
    previous: undefined,
    parts: [],
    row,
  };
}
