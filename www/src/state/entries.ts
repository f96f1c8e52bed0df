// What can lie on the desk. Each is an entry of the way back and forth.

import type { CheckSource, GoujiError } from "../engine/gouji.ts";
import type { Counts, FormInfo, InputDocument, Outcome, Status } from "../types.ts";
import type { Draft } from "./draft.ts";

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
}

/** Whether there is nothing to draw: a scan without a layer of text, an empty file. */
export const isBlank = ({ outcome }: Report): boolean =>
  outcome.document?.blocks.every((block) =>
    (block.kind === "table" ? block.cells : [block]).every(({ text }) => text.trim() === ""),
  ) ?? true;

/** A list of reports. */
export interface Many {
  id: string;
  kind: "many";
  rows: Row[];
  /** How many rows are done, and since when it runs (milliseconds of the page's clock). */
  done: number;
  since: number;
  /** How long it ran before it was stopped. */
  spent: number;
  running: boolean;
}

/** An outcome in short. */
export interface Short {
  organ: string;
  year: number | null;
  status: Status;
  counts: Counts;
}

/** One report of a list and what came of it. */
export interface Row extends Given {
  name: string;
  result?: Short | undefined;
  failure?: GoujiError | undefined;
  /** The report with its edits, once it was opened. */
  report?: Report | undefined;
  /** Its entry, where only that is left of it after a reload. */
  keptAs?: string | undefined;
  list?: Many | undefined;
}

export type Entry = Start | Trouble | Report | Many;

/** An outcome in short. */
export const shortOf = (outcome: Outcome): Short => ({
  organ: outcome.report.organ ?? "",
  year: outcome.report.year,
  status: outcome.status,
  counts: outcome.counts,
});

/** A name for an entry that no other one has, also not in another tab. */
export const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(2)), (part) => part.toString(36)).join("");
