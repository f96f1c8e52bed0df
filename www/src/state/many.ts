// The part of the page that shows lists of reports: loaded when a second report arrives.

import { GoujiError } from "../engine/error.ts";
import type { InputDocument, Kind, Language, ReportDocument } from "../types.ts";
import type { Verdict } from "../words/zh.ts";
import type { Dismissals } from "./dismissals.ts";
import type { Given, ManyList, Row } from "./entries.ts";

/** What the part asks of the page. */
export interface ManyHost {
  language(): Language;
  /** The short word for a verdict, as the page says it everywhere. */
  verdict(verdict: Verdict): string;
  /** The kinds of problem, as the page calls them everywhere. */
  kinds(): Record<Kind, string>;
  /** Opens a report of the list; beside that of another row, where it is compared with the year before. */
  open(row: Row, previous?: Row): void;
  /** Says something for a moment. */
  say(text: string): void;
  /** The list has changed in a way that is worth keeping. */
  changed(): void;
  /** A compiled module of the checker. */
  module(name: "core" | "documents"): Promise<WebAssembly.Module>;
  /** Reads a file into a document. */
  read(given: Given): Promise<InputDocument>;
  /** Adds files to the list. */
  take(files: File[]): void;
  /** Opens the file dialogue. */
  choose(take: (files: File[]) => void, how: { multiple?: boolean; folder?: boolean }): void;
  /** What somebody has marked as no problem. */
  dismissed(): Dismissals;
  /** Whether anything may be kept in this browser. */
  keeps(): boolean;
}

/** The part, once it is loaded. */
export interface ManyPart {
  /** A new list; from what was kept of one, where that is given. */
  begin(host: ManyHost, id: string, record?: unknown): Promise<ManyList>;
  /** Forgets all lists that are kept in this browser. */
  forget(): Promise<void>;
  /** A Word file with the changes between two states of its document; nothing where that is not certain. */
  corrected(
    file: Blob | ArrayBuffer | Uint8Array,
    before: ReportDocument,
    after: ReportDocument,
  ): Promise<Blob | undefined>;
}

const alone = {
  code: "one-report",
  zh: "这里一次核对一份年报；多份一起核对，请用勾稽的网页。",
  en: "One report at a time is checked here; for several, please use gouji's own page.",
};

let source: (() => Promise<ManyPart>) | undefined;
let loading: Promise<ManyPart> | undefined;

/** Says where the part comes from; called once by the build's entry point. */
export function setManyPart(from: () => Promise<ManyPart>): void {
  source = from;
}

/** Whether there are lists here: a frame that is asked about one report has none. */
export const hasManyPart = (): boolean => source !== undefined;

/** The part, loaded once. */
export function manyPart(): Promise<ManyPart> {
  loading ??= source?.() ?? Promise.reject(new GoujiError(alone));
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}
