// What the views of a list need to know of it.

import type { RepeatedInfo } from "../../generated/core/gouji.js";
import type { AgainstInfo, AttendanceInfo, SumsInfo } from "../../generated/documents/gouji.js";
import { type GoujiError, shownError } from "../engine/error.ts";
import type { Report } from "../state/entries.ts";
import type { ManyHost } from "../state/many.ts";
import type { FormInfo, Glance, Language } from "../types.ts";
import type { OrganYears, Text } from "./functions.ts";
import type { IndicatorShares } from "./indicators.ts";
import type { Line, LineStatus, Shown } from "./model.ts";
import type { Pool } from "./pool.ts";
import type { ManyWords } from "./words.ts";

/** The views. */
export type View = "list" | "missing" | "years" | "against" | "sum" | "beside";

/** What was worked out from a list, and from which state of it. */
export interface Found<T> {
  version: string;
  value: T;
}

/** A report and what lies beside it. */
export interface Pair {
  report: Report;
  leave(): void;
  /** The other report where it was chosen by hand: a row of the list, or one that was read from a file. */
  other: Line | Text | undefined;
  texts: { found: Found<RepeatedInfo> | undefined };
  now: { found: Found<Glance> | undefined };
  before: { found: Found<Glance> | undefined };
}

/** What each view remembers. */
export interface ViewState {
  view: View;
  missing: { text: string; names: string[]; found: Found<AttendanceInfo> | undefined; onlyGaps: boolean };
  /** `same`: former names of organs, each with the present one. */
  years: {
    organ: string;
    same: [string, string][];
    renaming: { before: string; after: string };
    found: Found<OrganYears[]> | undefined;
    /** The pair of years whose texts stand side by side: the later one's row and the earlier one's. */
    pair: { now: Line; then: Line } | undefined;
    texts: { found: Found<RepeatedInfo> | undefined };
  };
  against: { summary: number | undefined; found: Found<AgainstInfo> | undefined; cell: string | undefined };
  sum: { left: Set<number>; found: Found<SumsInfo> | undefined };
  beside: { organ: string; year: number | undefined; found: Found<IndicatorShares[]> | undefined };
  /** A report that lies beside that of the year before, where one does. */
  pair: Pair | undefined;
  /** How much of each long list is drawn, and what was typed to choose from one. */
  more: Map<string, number>;
  typed: Map<string, string>;
}

/** A list and what can be done with it. */
export interface Desk {
  readonly host: ManyHost;
  readonly words: ManyWords;
  readonly language: Language;
  readonly rows: Line[];
  readonly read: { line: Line; glance: Glance }[];
  readonly pool: Pool;
  readonly state: ViewState;
  readonly shown: Shown;
  readonly version: number;
  readonly aside: readonly string[];
  readonly done: number;
  readonly gone: number;
  readonly phase: "running" | "paused" | "stopped" | "idle";
  readonly left: number | undefined;
  readonly kept: boolean;
  take(files: File[]): void;
  goOn(): void;
  pause(): void;
  stop(): void;
  set(patch: Partial<Shown>): void;
  go(view: View): void;
  open(line: Line, previous?: Line): void;
  keep(ask: boolean): Promise<void>;
  form(id: string | null): FormInfo | undefined;
  draw(): void;
  /** Draws when there is time for it. */
  soon(): void;
  /** The word for what became of a row. */
  stateOf(status: LineStatus): string;
}

/** Something that is worked out in a worker from the present state of the list; nothing until it is there. */
export function worked<T>(
  desk: Desk,
  slot: { found: Found<T> | undefined },
  version: string,
  work: () => Promise<T>,
): T | undefined {
  if (slot.found?.version !== version && failed.get(slot)?.version !== version && !asked.has(slot)) {
    asked.add(slot);
    void work()
      .then((value) => {
        slot.found = { version, value };
      })
      .catch((caught: unknown) => {
        slot.found = undefined;
        failed.set(slot, { version, error: shownError(caught) });
      })
      .finally(() => {
        asked.delete(slot);
        desk.draw();
      });
  }
  return slot.found?.value;
}

const asked = new WeakSet<object>();
/** What could not be worked out is not tried again until something changes. */
const failed = new WeakMap<object, { version: string; error: GoujiError }>();

/** Why something could not be worked out; nothing where it was, or is being. */
export function failureOf(desk: Desk, slot: object, version: string): string | undefined {
  const found = failed.get(slot);
  if (found?.version !== version) return undefined;
  return desk.language === "en" ? found.error.en : found.error.zh;
}

/** The organ of a report; the file where that was not found. */
export const nameOf = ({ organ, name }: Glance): string => organ ?? name;
