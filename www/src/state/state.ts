// Everything that the page shows, as one plain value, and what follows from it.

import { emptyView, type View, viewOf } from "../model/marks.ts";
import { type Remark, remarksOf } from "../model/remarks.ts";
import { type Filter, noFilter, passes } from "../remarks/filter.ts";
import type { Language, Outcome, RuleEntry, RuleInfo } from "../types.ts";
import type { Dismissals } from "./dismissals.ts";
import type { Entry, ManyList, Report } from "./entries.ts";

/** What stands above the page. */
export type Dialog = "verify" | "checklist" | "checked" | "kept" | RuleInfo;

/** A sentence that comes and goes, with what can be done about it. */
export interface Notice {
  text: string;
  action?: { label: string; run(): void } | undefined;
}

/** What the page shows. */
export interface State {
  lang: string;
  theme: string;
  /** Whether the element is the whole page. */
  page: boolean;
  entry: Entry;
  /** The list beside whose reports of the year before this one lies, where it does. */
  pair: ManyList | undefined;
  /** What is being read, where that takes long enough to be said. */
  working: string | undefined;
  /** Whether the last check of the present draft failed: the outcome shown is not its own. */
  stale: string | undefined;
  /** What went wrong beside the report: a file to compare with that could not be read. */
  aside: string | undefined;
  notice: Notice | undefined;
  /** What the last edit has changed, for those who do not see it. */
  told: string;
  rules: Map<string, RuleEntry>;
  version: string;
  hovered: number | undefined;
  selected: number | undefined;
  dismissing: number | undefined;
  dismissed: Dismissals;
  filter: Filter;
  dialog: Dialog | undefined;
  /** On a phone: whether the remarks are open, and whether all of them are listed. */
  sheet: boolean;
  menu: boolean;
  showNumbers: boolean;
  /** Whether single letters do nothing: for those who speak to the page, or slip. */
  noKeys: boolean;
  typed: boolean;
  dragging: boolean;
  narrow: boolean;
}

/** The state of a page that was just opened. */
export const initialState = (): State => ({
  lang: "",
  theme: "",
  page: false,
  entry: { id: "start", kind: "start" },
  pair: undefined,
  working: undefined,
  stale: undefined,
  aside: undefined,
  notice: undefined,
  told: "",
  rules: new Map(),
  version: "",
  hovered: undefined,
  selected: undefined,
  dismissing: undefined,
  dismissed: {},
  filter: noFilter,
  dialog: undefined,
  sheet: false,
  menu: false,
  showNumbers: false,
  noKeys: false,
  typed: false,
  dragging: false,
  narrow: false,
});

/** The language of the page. */
export const languageOf = (state: State): Language =>
  state.lang.toLowerCase().startsWith("en") ? "en" : "zh";

/** The report on the desk, if one is. */
export const reportOf = (state: State): Report | undefined =>
  state.entry.kind === "report" ? state.entry : undefined;

/** What follows from the state and is expensive enough to be worked out once. */
export interface Derived {
  /** All remarks, those that stand, and those of them that pass the filter. */
  all: Remark[];
  remarks: Remark[];
  listed: Remark[];
  /** Those that were marked as no problem: they leave with the others, as what somebody has judged. */
  judged: Remark[];
  /** The marks of those that pass the filter. */
  view: View;
}

/** Works out what follows from the state, again only where something that it depends on has changed. */
export class Deriving {
  private outcome: Outcome | undefined;
  private dismissed: Dismissals | undefined;
  private filter: Filter | undefined;
  private form: unknown;
  private value: Derived = { all: [], remarks: [], listed: [], judged: [], view: emptyView() };

  of(state: State): Derived {
    const report = reportOf(state);
    const { dismissed, filter } = state;
    const { outcome, form } = report ?? {};
    if (
      outcome === this.outcome &&
      dismissed === this.dismissed &&
      filter === this.filter &&
      form === this.form
    ) {
      return this.value;
    }
    Object.assign(this, { outcome, dismissed, filter, form });
    const all = outcome ? remarksOf(outcome) : [];
    const remarks = all.filter((remark) => !(remark.key in dismissed));
    const judged = all.filter((remark) => remark.key in dismissed);
    [...remarks, ...judged].forEach((remark, index) => {
      remark.number = index + 1;
    });
    const listed = remarks.filter((remark) => passes(filter, remark));
    const view = outcome ? viewOf(outcome, listed, form) : emptyView();
    this.value = { all, remarks, listed, judged, view };
    return this.value;
  }
}
