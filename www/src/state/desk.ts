// What happens to the state: reports come in, are checked, edited, compared, left and found again.

import { shownError } from "../engine/error.ts";
import { type GoujiError, ruleEntries, version } from "../engine/gouji.ts";
import { only } from "../intake/files.ts";
import { cellKey, type TextChange } from "../model/places.ts";
import { changesInText } from "../model/redrawn.ts";
import type { Remark } from "../model/remarks.ts";
import { noFilter } from "../remarks/filter.ts";
import type { InputDocument, Language, Outcome, Place } from "../types.ts";
import { type Words, words } from "../words/words.ts";
import { arrived } from "./arriving.ts";
import { Checking, readAside } from "./checking.ts";
import { dismissalOf, remember } from "./dismissals.ts";
import { Editing } from "./editing.ts";
import {
  type Around,
  type Entry,
  type Given,
  type Many,
  type ManyList,
  newId,
  newReport,
  type Report,
  type Row,
  rowOf,
} from "./entries.ts";
import type { Host } from "./host.ts";
import { listOf, sourceOf } from "./lists.ts";
import { hasManyPart, manyPart } from "./many.ts";
import { forgetAll, keep } from "./settings.ts";
import {
  type Derived,
  Deriving,
  initialState,
  languageOf,
  type Notice,
  reportOf,
  type State,
} from "./state.ts";
import { changesIn, newIn } from "./told.ts";
import { reportFrom, Trail } from "./trail.ts";

/** What becomes of the way back: one step more, the last one another, or nothing. */
type How = "push" | "replace" | "none";

/** The state and everything that can be done to it. */
export class Desk {
  readonly state: State = initialState();
  readonly trail: Trail;
  readonly editing: Editing;
  private readonly deriving = new Deriving();
  private readonly known = new Map<string, Entry>();
  private noticed: ReturnType<typeof setTimeout> | undefined;
  /** Whether what lies on the desk may be kept for this tab. */
  keeps = false;

  private readonly checking: Checking;
  constructor(private readonly host: Host) {
    this.checking = new Checking(
      () => this.language,
      (name) => this.set({ working: name }),
    );
    this.trail = new Trail(() => this.keeps);
    const desk = this;
    this.editing = new Editing({
      get report() {
        return desk.report;
      },
      get view() {
        return desk.derived.view;
      },
      change: (changes) => this.edit(changes),
      refresh: () => this.host.refresh(),
      focus: (key) => this.host.show({ key }, "focus"),
    });
  }

  /** Changes the state and has it drawn. */
  set(patch: Partial<State>): void {
    Object.assign(this.state, patch);
    this.host.refresh();
  }

  get derived(): Derived {
    return this.deriving.of(this.state);
  }

  get report(): Report | undefined {
    return reportOf(this.state);
  }

  get language(): Language {
    return languageOf(this.state);
  }

  get words(): Words {
    return words(this.language);
  }

  /** Loads the checker while the reader finds the report: nothing has to be waited for at the first paste. */
  async load(): Promise<void> {
    try {
      const list = await ruleEntries();
      this.set({ rules: new Map(list.map((rule) => [rule.name, rule])), version: await version() });
    } catch (error) {
      if (this.state.entry.kind === "start") this.trouble(undefined, shownError(error));
    }
  }

  // The way back and forth.

  /** Puts something on the desk; where the element is the page, the browser's Back leads to what was there before. */
  private go(entry: Entry, how: How = "push"): void {
    this.known.set(entry.id, entry);
    this.editing.reset();
    Object.assign(this.state, {
      entry,
      pair: undefined,
      notice: undefined,
      told: "",
      stale: undefined,
      aside: undefined,
      selected: undefined,
      dismissing: undefined,
      hovered: undefined,
      dialog: undefined,
      menu: false,
      sheet: false,
      typed: false,
      filter: noFilter,
    });
    this.lines = this.changes;
    if (this.state.page && how !== "none") {
      const state = { gouji: entry.id };
      if (how === "push") history.pushState(state, "");
      else history.replaceState(state, "");
    }
    if (this.keeps) keep("session", "last", entry.id);
    // Written down in a turn of its own: a long report takes some milliseconds.
    setTimeout(() => entry === this.state.entry && this.trail.put(entry));
    this.host.refresh();
  }

  /** Leads back to something that lay on the desk, or to the start where nothing of it is left. */
  async goTo(id: string | undefined, how: How = "none"): Promise<void> {
    this.cancel();
    const { entry: former } = this.state;
    const entry = (id === undefined ? undefined : this.known.get(id)) ?? (id && (await this.revive(id)));
    // What was brought meanwhile stays, and so does this in the way back: it was overtaken, not lost.
    if (entry === "overtaken" || this.state.entry !== former) return;
    this.go(entry || { id: "start", kind: "start" }, how);
    if (this.report) this.arrive();
    // In another language since: said again in this one.
    if (this.report && this.report.outcome !== undefined) void this.recheck(false);
  }

  /** An entry from what was kept of it. */
  private async revive(id: string): Promise<Entry | "overtaken" | undefined> {
    const record = this.trail.get(id);
    if (!record) return undefined;
    if (record.kind === "many") return this.manyOf(id, record.list);
    return this.checking.again(reportFrom(id, record));
  }

  /** What lay on the desk before the page was loaded again, where it was kept. */
  async resume(id: string | undefined): Promise<void> {
    const week = id === undefined || id === "start" ? this.trail.newest() : undefined;
    const list = id === undefined ? this.trail.newestList() : undefined;
    if (id !== undefined && id !== "start" && this.trail.get(id)) {
      await this.goTo(id, "replace");
      if (this.report?.draft.changed) this.say(this.words.resumed);
    } else if (week && this.trail.forWeek && id === undefined) {
      const { entry } = this.state;
      const report = await this.checking.again(reportFrom(week.id, week.record));
      if (!report || report === "overtaken" || this.state.entry !== entry) return;
      this.go({ id: "start", kind: "start" }, "replace");
      this.go(report);
      this.arrive();
      this.say(this.words.resumedWeek);
    } else if (list !== undefined) {
      this.go({ id: "start", kind: "start" }, "replace");
      await this.goTo(list, "push");
      this.say(this.words.resumedList);
    } else if (this.state.page) history.replaceState({ gouji: this.state.entry.id }, "");
  }

  /** Back to where this was opened from: its list, or the start. */
  leave(): void {
    const list = rowOf(this.state.entry)?.list;
    const former = this.report;
    this.cancel();
    this.go(list ?? { id: "start", kind: "start" });
    if (!list && former?.draft.changed) this.offerBack(former);
  }

  private offerBack(former: Report): void {
    const changes = former.draft.differences().length;
    const back = { label: this.words.backToFormer, run: () => void this.goTo(former.id, "push") };
    this.say(this.words.replaced(changes), back, changes > 0);
  }

  /** Forgets everything that is kept in this browser, and what lies on the desk. */
  forget(): void {
    this.cancel();
    forgetAll();
    if (hasManyPart()) void manyPart().then((part) => part.forget());
    this.known.clear();
    this.state.dismissed = {};
    this.go({ id: "start", kind: "start" });
    keep("session", "last", undefined);
    this.say(this.words.forgotten);
  }

  // What comes in.

  /** Stops what is running. */
  cancel(): void {
    this.checking.cancel();
  }

  /**
   * Checks a new report from the beginning. Whatever comes of it is told, and lies on the desk then; where it came in
   * passing, as a paste does, and is no report, it takes the place of another only when that is asked for.
   */
  async take(given: Given, row?: Row, passing = false, how?: How): Promise<Outcome | undefined> {
    const former = this.report;
    const { name, format } = given;
    try {
      const options = { ...this.checking.optionsOf(undefined), name, format };
      const { outcome, form } = await this.checking.run(given.source, options, name);
      if (!outcome.document) return outcome;
      const report = newReport(name, outcome, outcome.document, form, row);
      if (row) row.report = report;
      if (typeof given.source === "object" && !("document" in given.source)) report.file = given.source;
      const place = () => {
        this.go(report, how);
        this.arrive();
        this.host.tell(outcome);
        if (!row && former) this.offerBack(former);
      };
      if (passing && outcome.status === "not-a-report" && /report|many/.test(this.state.entry.kind))
        this.say(this.words.pasteNoReport, { label: this.words.openAnyway, run: place });
      else place();
      return outcome;
    } catch (caught) {
      const error = shownError(caught);
      if (error.code === "stopped") return undefined;
      if (error.code === "archive") {
        (await this.takeMany())?.add([given]);
        return undefined;
      }
      this.trouble(name, error, row, how);
      if (!row && former) this.offerBack(former);
      return undefined;
    }
  }

  /** An input that could not be read takes the place of what was there: no former verdict stands over it. */
  private trouble(name: string | undefined, error: GoujiError, row?: Row, how?: How): void {
    this.go({ id: newId(), kind: "trouble", name, error, row }, how);
    const { code, zh, en } = error;
    this.host.tell({ status: "not-read", code, zh, en, ...(name === undefined ? {} : { name }) });
    this.host.announce();
  }

  /** Checks one file on the desk; several, or an archive of several, as a list, which further files join. */
  async takeFiles(files: AsyncIterable<File[]>): Promise<void> {
    const { entry } = this.state;
    const former = this.report;
    const came = await arrived(files, entry.kind === "many" ? entry.list : undefined, async () => {
      const list = hasManyPart() ? await this.takeMany() : void this.say(this.words.oneAtATime);
      if (list && former?.draft.changed) this.offerBack(former);
      return list;
    });
    if (came.one) await this.take(came.one);
    if (!came.error) return;
    const { error } = came;
    if (came.one || came.listed) this.say(this.language === "en" ? error.en : error.zh);
    else this.trouble(undefined, error);
  }

  private async takeMany(): Promise<ManyList | undefined> {
    this.cancel();
    const many = await this.manyOf(newId());
    if (many) this.go(many);
    return many?.list;
  }

  /** A list, from what was kept of it where there is something. */
  private async manyOf(id: string, record?: object): Promise<Many | undefined> {
    try {
      return await listOf(id, record, {
        language: () => this.language,
        verdict: (verdict) => this.words.statusShort[verdict],
        kinds: () => this.words.kinds,
        open: (row, previous) => void this.openBeside(row, previous),
        say: (text) => this.say(text),
        changed: (many) => this.trail.put(many),
        dismissed: () => this.state.dismissed,
        keeps: () => this.keeps,
        take: (files) => void this.takeFiles(only(files)),
      });
    } catch (caught) {
      this.trouble(undefined, shownError(caught));
      return undefined;
    }
  }

  /** Opens a report of a list, compared with that of the year before where one is given. */
  private async openBeside(row: Row, previous: Row | undefined): Promise<void> {
    await this.openRow(row);
    if (previous && this.report?.row === row)
      await this.comparePrevious({ name: previous.name, source: await sourceOf(previous) });
  }

  /** Where the open report stands in its list. */
  get around(): Around | undefined {
    const row = rowOf(this.state.entry);
    return row?.list?.list.around(row);
  }

  /** Goes on to the next of the list or back to the former: in the way back all of them are one step. */
  turn(by: 1 | -1): void {
    const { list } = rowOf(this.state.entry) ?? {};
    const next = by > 0 ? this.around?.after : this.around?.before;
    if (next) void this.openRow(Object.assign(next, { list }), "replace");
  }

  /** Opens a report of the list, with its edits where there are any. */
  async openRow(row: Row, how: How = "push"): Promise<void> {
    if (row.report) {
      await this.goTo(row.report.id, how);
      return;
    }
    if (row.keptAs !== undefined && this.trail.get(row.keptAs)) {
      await this.goTo(row.keptAs, how);
      if (this.report) Object.assign(this.report, { row });
      row.report = this.report;
      return;
    }
    if (row.source instanceof Uint8Array && row.source.length === 0 && !row.failure) {
      this.say(this.words.chooseAgain(row.name));
      return;
    }
    if (row.failure) this.trouble(row.name, row.failure, row, how);
    else {
      try {
        await this.take({ name: row.name, source: await sourceOf(row) }, row, false, how);
      } catch (caught) {
        this.trouble(row.name, shownError(caught), row, how);
      }
    }
  }

  /** Puts the report beside the same organ's of the year before, or back by itself. */
  async pair(): Promise<void> {
    const { report, state } = this;
    if (state.pair && state.page) history.back();
    else if (state.pair) this.set({ pair: undefined });
    else if (report) {
      const list = report.row?.list ?? (await this.manyOf(newId()));
      if (!list || this.report !== report) return;
      if (state.page) history.pushState({ gouji: report.id }, "");
      this.set({ pair: list.list });
    }
  }

  // Checking again.

  /** What was changed on the page, one line a change; and what of it was told already. */
  get changes(): string[] {
    return this.report ? changesIn(this.words, this.report, this.derived.view) : [];
  }

  private lines: string[] = [];

  /** Checks the present draft again: after an edit, in another language, against another report; `back`: after a step. */
  async recheck(edited = true, back = false): Promise<void> {
    const { report } = this;
    if (!report) return;
    const { selected } = this.state;
    const former = new Set(this.derived.remarks.map(({ key }) => key));
    const lead = this.derived.remarks.find((remark) => remark.group === selected)?.findings[0];
    if (edited) this.trail.put(report);
    try {
      const { outcome, form } = await this.checking.run(
        report.draft.input,
        this.checking.optionsOf(report),
        report.name,
      );
      Object.assign(report, { outcome, form });
      if (edited) report.row?.list?.list.edited(report.row, report.draft.input);
      if (this.report !== report) return;
      // The selected remark stays selected as long as it is about the same thing.
      const same = outcome.findings.find(
        (each) => each.rule === lead?.rule && each.identity === lead?.identity,
      );
      // What a step brings back is what it was taken for.
      const came = back ? this.derived.remarks.find(({ key }) => !former.has(key)) : undefined;
      const { changes } = this;
      const told = newIn(this.words, changes, this.lines);
      this.lines = changes;
      this.set({ stale: undefined, selected: (came ?? (lead && same))?.group, told });
      this.host.tell(outcome);
    } catch (caught) {
      const error = shownError(caught);
      if (error.code === "stopped" || this.report !== report) return;
      this.set({ stale: this.language === "en" ? error.en : error.zh });
      this.host.tell({ status: "not-read", code: error.code, zh: error.zh, en: error.en });
    }
  }

  /** Compares the report with last year's; with nothing, it is compared no longer. */
  async comparePrevious(given: Given | undefined): Promise<void> {
    const read = given && (await this.further([given]));
    if (!this.report || (given && !read)) return;
    this.report.previous = read?.[0];
    await this.recheck();
  }

  /** Compares the report with those that it sums up; with none, it is compared no longer. */
  async compareParts(given: Given[]): Promise<void> {
    const read = await this.further(given);
    if (!this.report || !read) return;
    this.report.parts = read;
    await this.recheck();
  }

  private async further(given: Given[]): Promise<InputDocument[] | undefined> {
    this.set({ aside: undefined });
    const result = await readAside(given);
    if (!("failed" in result)) return result.read;
    const { name, error } = result.failed;
    const why = this.language === "en" ? error.en : error.zh;
    this.set({ aside: this.words.asideFailed(name, why) });
    return undefined;
  }

  // Moving about.

  /** A report has come onto the desk: its first error, else its first doubt, is selected and in sight. */
  private arrive(): void {
    const { listed } = this.derived;
    const first =
      listed.find((remark) => remark.severity === "error") ??
      listed.find((remark) => remark.severity === "warning");
    this.select(first, "arrive");
    this.host.announce();
  }

  remark(group: number | undefined): Remark | undefined {
    return group === undefined ? undefined : this.derived.remarks.find((remark) => remark.group === group);
  }

  /** Goes to the next or the former remark, with the keyboard. */
  move(by: 1 | -1): void {
    const list = this.derived.listed;
    if (list.length === 0) return;
    const at = list.findIndex((remark) => remark.group === this.state.selected);
    const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length;
    this.select(list[next], "focus");
  }

  /** Selects a remark, and shows where it points. */
  select(remark: Remark | undefined, how: "leave" | "show" | "focus" | "arrive" = "show"): void {
    this.set({ selected: remark?.group, dismissing: undefined });
    if (!remark || how === "leave") return;
    const [suspect] = remark.suspects;
    const cell = suspect === undefined ? undefined : this.placeOf(suspect);
    const places = remark.findings.flatMap((finding) => finding.where);
    const place = cell ?? places.find((each) => "start" in each) ?? places[0];
    if (!place) return;
    const key = cellKey(place);
    this.host.show(key === undefined ? { group: remark.group, block: place.block } : { key }, how);
  }

  /** Where a cell is drawn. */
  placeOf(name: string): Place | undefined {
    return this.derived.view.redrawing.places.get(name) ?? this.report?.outcome.report.cells[name];
  }

  /** Marks the numbers of the text that were looked at, or no longer; the first of them comes into sight. */
  toggleNumbers(): void {
    this.set({ showNumbers: !this.state.showNumbers });
    const first = this.report?.outcome.numbers?.find((number) => "start" in number);
    if (first && this.state.showNumbers) this.host.show({ block: first.block }, "show");
  }

  /** Puts the keyboard on a cell. */
  showCell(name: string): void {
    const place = this.placeOf(name);
    const key = place && cellKey(place);
    if (key !== undefined) this.editing.visit(key);
    this.showAt(place);
  }

  // Editing.

  private edit(changes: TextChange[]): void {
    if (this.report?.draft.change(changes)) void this.recheck();
  }

  step(which: "undo" | "redo"): void {
    const { report } = this;
    const places = which === "undo" ? report?.draft.last : undefined;
    if (!report?.draft[which]()) return;
    this.showAt((places ?? report.draft.last)[0]);
    void this.recheck(true, true);
  }

  private showAt(place: Place | undefined): void {
    if (!place) return;
    const key = cellKey(place);
    this.host.show(key === undefined ? { block: place.block } : { key }, "show");
  }

  /** Gives cells values, as one step, such as a suggestion's; the paper goes to the first of them. */
  put(changes: { cell: string; to: number }[]): void {
    const { report } = this;
    if (!report) return;
    const values = new Map(changes.map(({ cell, to }) => [cell, String(to)]));
    this.edit(changesInText(report.outcome, report.form, values));
    const [first] = changes;
    if (first) this.showCell(first.cell);
  }

  dismiss(remark: Remark, reason: string | undefined): void {
    const { report } = this;
    if (reason === undefined || !report) {
      this.set({ dismissing: undefined });
      return;
    }
    const dismissal = dismissalOf(report.outcome, remark, reason);
    const dismissed = remember(this.state.dismissed, remark.key, dismissal, this.keeps);
    this.set({ dismissed, dismissing: undefined, selected: undefined });
  }

  /** Says something for a moment, longer where something can be done about it; or until it is closed. */
  say(text: string, action?: Notice["action"], stays = false): void {
    clearTimeout(this.noticed);
    const notice = { text, action };
    this.set({ notice });
    const end = () => this.state.notice === notice && this.set({ notice: undefined });
    if (!stays) this.noticed = setTimeout(end, action ? 20_000 : 4000);
  }
}
