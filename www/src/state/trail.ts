// The way back and forth, and what survives a reload: entries kept for this tab, or for a week where it was asked.

import type { InputDocument } from "../types.ts";
import { Draft, type DraftRecord } from "./draft.ts";
import type { Entry, Report } from "./entries.ts";
import { keep, kept, names } from "./settings.ts";

/** How long "a week" is, in milliseconds. */
const week = 7 * 24 * 3600 * 1000;
/** Entries kept at most, and the length of the largest that is kept. */
const most = 12;
const largest = 2_000_000;

/** A report as it is kept. */
export interface ReportRecord extends DraftRecord {
  kind: "report";
  name: string | undefined;
  previous: InputDocument | undefined;
  parts: InputDocument[];
}

/** A list as it is kept. */
interface ManyRecord {
  kind: "many";
  list: { kept: boolean };
}

/** What is kept of an entry. */
export type EntryRecord = ReportRecord | ManyRecord;

/** Whether entries are kept, and how that went the last time. */
export type Keeping = "off" | "kept" | "full" | "denied";

const original = (id: string) => `entry-${id}`;
const listOf = (id: string) => `list-${id}`;
const changes = (id: string) => `changes-${id}`;

/** Keeps entries in the browser's store for this tab and, where asked, for a week in the store for this place. */
export class Trail {
  keeping: Keeping = "off";
  private readonly written = new Set<string>();

  constructor(
    /** Whether anything may be kept at all. */
    private readonly allowed: () => boolean,
  ) {}

  /** How things stand, for saying it. */
  get state(): Keeping {
    if (!this.allowed()) return "off";
    return this.keeping === "off" ? (keep("session", "try", undefined) ? "kept" : "denied") : this.keeping;
  }

  /** Whether it was asked to keep for a week. */
  get forWeek(): boolean {
    return kept("local", "week") === true;
  }

  /** Keeps an entry. What was read is written once, the changes each time: an edit is safe at once. */
  put(entry: Entry): void {
    if (!this.allowed() || entry.kind === "start" || entry.kind === "trouble") return;
    if (entry.kind === "many") {
      const list = entry.list.record();
      if (list) this.write(entry.id, { kind: "many", list });
      else this.keeping = "full";
      // A list that somebody asked to keep is found again in another tab as well.
      keep("local", listOf(entry.id), list?.kept ? { kind: "many", list, time: Date.now() } : undefined);
      return;
    }
    const { draft, previous, parts } = entry;
    const base = { kind: "report", name: entry.name, original: draft.original, previous, parts };
    const mark = `${entry.id} ${previous?.name ?? ""} ${parts.length}`;
    if (!this.written.has(mark)) {
      if (!this.write(entry.id, base)) return;
      this.written.add(mark);
    }
    keep("session", changes(entry.id), draft.record);
    if (this.forWeek) this.keepForWeek(base, entry);
  }

  private write(id: string, value: object): boolean {
    const length = JSON.stringify(value).length;
    if (length > largest) {
      this.keeping = "full";
      return false;
    }
    for (;;) {
      if (keep("session", original(id), { ...value, time: Date.now() })) {
        this.keeping = "kept";
        this.clear(most);
        return true;
      }
      // No room: the oldest makes way, until nothing is left that could.
      if (!this.clear(entriesKept().filter((each) => each !== id).length - 1)) break;
    }
    this.keeping = entriesKept().length > 0 || keep("session", "try", 1) ? "full" : "denied";
    keep("session", "try", undefined);
    return false;
  }

  /** Forgets the oldest entries beyond a number; whether there was any. */
  private clear(limit: number): boolean {
    const ids = entriesKept();
    const gone = limit < 0 ? [] : ids.slice(0, Math.max(0, ids.length - limit));
    for (const id of gone) {
      keep("session", original(id), undefined);
      keep("session", changes(id), undefined);
    }
    return gone.length > 0;
  }

  private keepForWeek(base: object, entry: Report): void {
    const until = Date.now() + week;
    keep("local", `week-${entry.id}`, { ...base, ...entry.draft.record, until });
  }

  /** Keeps the present report for a week from now on, or no report any longer than the tab. */
  askWeek(ask: boolean, entry: Entry | undefined): void {
    keep("local", "week", ask ? true : undefined);
    if (!ask) for (const name of weekNames()) keep("local", name, undefined);
    else if (entry) this.put(entry);
  }

  /** What was kept of an entry of this tab. */
  get(id: string): EntryRecord | undefined {
    const value = (kept("session", original(id)) ?? kept("local", listOf(id))) as EntryRecord | null;
    if (!value || (value.kind === "report" && !value.original?.document)) return undefined;
    if (value.kind === "many") return value;
    const record = kept("session", changes(id)) as Partial<DraftRecord> | null;
    return { ...value, changes: record?.changes ?? [], at: record?.at ?? 0 };
  }

  /** The newest list that was kept beyond its tab. */
  newestList(): string | undefined {
    const time = (name: string) => (kept("local", name) as { time?: number } | null)?.time ?? 0;
    const lists = names("local").filter((name) => name.startsWith(listOf("")));
    return lists
      .sort((one, other) => time(one) - time(other))
      .pop()
      ?.slice(listOf("").length);
  }

  /** The newest report that was kept for a week; those whose time has come are forgotten. */
  newest(): { id: string; record: ReportRecord } | undefined {
    let best: { id: string; until: number; record: ReportRecord } | undefined;
    for (const name of weekNames()) {
      const record = kept("local", name) as (ReportRecord & { until: number }) | null;
      if (!record?.original || !(record.until > Date.now())) keep("local", name, undefined);
      else if (!best || record.until > best.until)
        best = { id: name.slice("week-".length), until: record.until, record };
    }
    return best;
  }
}

const weekNames = (): string[] => names("local").filter((name) => name.startsWith("week-"));

/** The entries that are kept, the oldest first. */
function entriesKept(): string[] {
  return names("session")
    .filter((name) => name.startsWith("entry-"))
    .map((name) => ({ name, time: timeOf(name) }))
    .sort((one, other) => one.time - other.time)
    .map(({ name }) => name.slice("entry-".length));
}

const timeOf = (name: string): number => (kept("session", name) as { time?: number } | null)?.time ?? 0;

/** The report that a record tells of, which is still to be checked. */
export const reportFrom = (
  id: string,
  record: ReportRecord,
): Omit<Report, "outcome" | "form" | "before"> => ({
  id,
  kind: "report",
  name: record.name,
  draft: Draft.of(record),
  previous: record.previous,
  parts: record.parts ?? [],
  row: undefined,
});
