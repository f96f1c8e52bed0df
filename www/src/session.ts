// What <gouji-checker> holds, takes in and gives out: reports, outcomes, edits, dismissals.

import { LitElement, type PropertyValues } from "lit";
import {
  type Batch,
  type BatchRow,
  isArchive,
  newBatch,
  rowsOfArchive,
  runBatch,
  type Sheet,
} from "./batch.ts";
import { changesOf, entriesOf } from "./checklist.ts";
import { copy } from "./clipboard.ts";
import { type Dismissal, dismissals, remember } from "./dismissals.ts";
import { Draft, type TextChange } from "./draft.ts";
import { Editing } from "./editing.ts";
import { type Filter, passes } from "./filter.ts";
import { type CheckSource, check, form, GoujiError, type Options, rules } from "./gouji.ts";
import { Intake } from "./intake.ts";
import { cellKey, emptyView, type Remark, remarksOf, type View, viewOf } from "./model.ts";
import { layTables } from "./paper.ts";
import { changesInText } from "./redrawn.ts";
import { keepInSight } from "./remarks.ts";
import { tableForClipboard } from "./tables.ts";
import type { FormInfo, Language, Outcome, Place, Repair, RuleInfo } from "./types.ts";
import { words } from "./words.ts";

/** A report and what is known about where it came from. */
interface Given {
  source: CheckSource;
  name?: string;
  format?: string;
}

/** The state of the element and everything that happens to it; drawing is checker.ts. */
export abstract class Session extends LitElement {
  static override properties = {
    lang: { type: String, reflect: true },
    theme: { type: String, reflect: true },
    page: { type: Boolean },
    outcome: { attribute: false },
    failure: { state: true },
    working: { state: true },
    rules: { state: true },
    formInfo: { state: true },
    hovered: { state: true },
    selected: { state: true },
    dismissing: { state: true },
    dismissed: { state: true },
    filter: { state: true },
    open: { state: true },
    sheet: { state: true },
    showNumbers: { state: true },
    said: { state: true },
    typed: { state: true },
    previous: { state: true },
    parts: { state: true },
    batch: { state: true },
  };

  declare lang: string;
  declare theme: string;
  /** Whether the element is the whole page. */
  declare page: boolean;
  /** The outcome of the last check, with its document. */
  declare outcome: Outcome | undefined;
  declare protected failure: GoujiError | undefined;
  declare protected working: boolean;
  declare protected rules: Map<string, RuleInfo>;
  declare protected formInfo: FormInfo | undefined;
  declare protected hovered: number | undefined;
  declare protected selected: number | undefined;
  declare protected dismissing: number | undefined;
  declare protected dismissed: Record<string, Dismissal>;
  declare protected filter: Filter;
  declare protected open: "verify" | "checklist" | RuleInfo | undefined;
  declare protected sheet: boolean;
  declare protected showNumbers: boolean;
  declare protected said: string | undefined;
  declare protected typed: boolean;
  /** The same organ's report of the year before, and the reports that this one sums up, where they were given. */
  declare protected previous: Given | undefined;
  declare protected parts: Given[];
  declare protected batch: Batch | undefined;

  protected readonly intake = new Intake(this, {
    files: (files) => void this.takeFiles(files),
    rich: (source) => void this.take({ source, format: "html" }),
    text: (source) => void this.take({ source }),
    block: (values) => this.editing.fill(values),
    key: (event) => this.onKey(event),
  });
  protected readonly editing: Editing = this.newEditing();
  protected given: Given | undefined;
  /** The row of the list that the report was opened from. */
  protected opened: BatchRow | undefined;
  protected draft: Draft | undefined;
  protected all: Remark[] = [];
  protected remarks: Remark[] = [];
  protected view: View = emptyView();
  protected turn = 0;
  protected size: ResizeObserver | undefined;
  protected readonly scheme = window.matchMedia("(prefers-color-scheme: dark)");

  constructor() {
    super();
    this.lang = "";
    this.theme = "";
    this.page = false;
    this.working = false;
    this.rules = new Map();
    this.dismissed = dismissals();
    this.filter = { severities: new Set(), kind: "all" };
    this.sheet = false;
    this.showNumbers = false;
    this.typed = false;
    this.parts = [];
  }

  /** The report: bytes, text, or a document read before. Setting it does not check it yet; `check()` does. */
  get value(): CheckSource | undefined {
    return this.given?.source;
  }

  set value(source: CheckSource | undefined) {
    this.given = source === undefined ? undefined : { source };
    this.draft = undefined;
    this.outcome = undefined;
    this.failure = undefined;
  }

  /** Checks the report; nothing where there is none, or where it cannot be read (which the page then says). */
  async check(): Promise<Outcome | undefined> {
    return this.given ? this.take(this.given) : undefined;
  }

  protected get language(): Language {
    return this.lang.toLowerCase().startsWith("en") ? "en" : "zh";
  }

  protected get words() {
    return words(this.language);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.scheme.addEventListener("change", this.showTheme);
    this.size = new ResizeObserver(([entry]) => {
      this.toggleAttribute("narrow", (entry?.contentRect.width ?? 1000) < 860);
      layTables(this.renderRoot);
    });
    this.size.observe(this);
    this.showTheme();
    // The checker loads while the reader finds the report: nothing has to be waited for at the first paste.
    rules()
      .then((list) => {
        this.rules = new Map(list.map((rule) => [rule.name, rule]));
      })
      .catch(() => {
        this.fail(undefined);
      });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.scheme.removeEventListener("change", this.showTheme);
    this.size?.disconnect();
  }

  protected readonly showTheme = () => {
    this.toggleAttribute("dark", this.theme === "dark" || (this.theme !== "light" && this.scheme.matches));
  };

  protected fail(error: unknown): void {
    const { loadFailed } = this.words;
    this.failure =
      error instanceof GoujiError ? error : new GoujiError({ code: "load", zh: loadFailed, en: loadFailed });
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("theme")) this.showTheme();
    if (changed.has("open")) this.toggleAttribute("listing", this.open === "checklist");
    if (changed.has("lang") && changed.get("lang") !== undefined && this.outcome) void this.recheck();
    if (changed.has("outcome") || changed.has("dismissed")) this.arrange();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("outcome")) layTables(this.renderRoot);
    const chosen = changed.has("selected") && this.renderRoot.querySelector(".remark.open .headline");
    if (chosen) keepInSight(chosen);
    const dialog = this.renderRoot.querySelector("dialog");
    if (dialog && !dialog.open) dialog.showModal();
  }

  /** Makes remarks and marks of the outcome, those that were dismissed left out. */
  protected arrange(): void {
    const { outcome } = this;
    this.all = outcome ? remarksOf(outcome) : [];
    this.remarks = this.all.filter((remark) => !(remark.key in this.dismissed));
    this.remarks.forEach((remark, index) => {
      remark.number = index + 1;
    });
    if (outcome) this.view = viewOf(outcome, this.remarks, this.formInfo);
  }

  protected remark(group: number | undefined): Remark | undefined {
    return group === undefined ? undefined : this.remarks.find((remark) => remark.group === group);
  }

  protected get options(): Options {
    const { previous, parts } = this;
    return {
      lang: this.language,
      document: true,
      ...(previous ? { previous } : {}),
      ...(parts.length > 0 ? { parts } : {}),
    };
  }

  /** Checks a new report from the beginning. */
  protected async take(given: Given): Promise<Outcome | undefined> {
    this.given = given;
    const outcome = await this.run(given.source, {
      ...this.options,
      ...(given.name === undefined ? {} : { name: given.name }),
      ...(given.format === undefined ? {} : { format: given.format }),
    });
    if (!outcome?.document) return outcome;
    const { format, encoding, bytes } = outcome.input;
    this.draft = new Draft({
      document: outcome.document,
      format,
      bytes,
      ...(encoding === undefined ? {} : { encoding }),
    });
    this.selected = undefined;
    this.editing.reset();
    this.typed = false;
    this.sheet = false;
    this.filter = { severities: new Set(), kind: "all" };
    return outcome;
  }

  /** Checks the present draft again: after an edit, in another language, against another report. */
  protected async recheck(): Promise<void> {
    if (!this.draft) return;
    const lead = this.remark(this.selected)?.findings[0];
    const name = this.given?.name;
    const outcome = await this.run(this.draft.input, {
      ...this.options,
      ...(name === undefined ? {} : { name }),
    });
    // The selected remark stays selected as long as it is about the same thing.
    const same = outcome?.findings.find(
      (each) => each.rule === lead?.rule && each.identity === lead?.identity,
    );
    this.selected = lead && same?.group;
  }

  protected async run(source: CheckSource, options: Options): Promise<Outcome | undefined> {
    this.turn += 1;
    const { turn } = this;
    const timer = setTimeout(() => {
      this.working = true;
    }, 400);
    try {
      const outcome = await check(source, options);
      if (turn !== this.turn) return undefined;
      const id = outcome.report.form;
      if (id !== this.outcome?.report.form) this.formInfo = id === null ? undefined : await form(id);
      this.failure = undefined;
      this.outcome = outcome;
      this.dispatchEvent(
        new CustomEvent("gouji-outcome", { detail: outcome, bubbles: true, composed: true }),
      );
      return outcome;
    } catch (error) {
      if (turn === this.turn) this.fail(error);
      return undefined;
    } finally {
      clearTimeout(timer);
      if (turn === this.turn) this.working = false;
    }
  }

  // What comes in.

  /** Checks one file on the desk; several, or an archive of several, as a list. */
  protected async takeFiles(files: File[]): Promise<void> {
    const sheets = files.map((file) => ({ name: file.name, source: file }));
    const [sheet] = sheets;
    if (!sheet) return;
    if (sheets.length > 1) {
      await this.takeBatch(sheets);
      return;
    }
    this.batch = undefined;
    await this.take(sheet);
    if (!isArchive(this.failure)) return;
    const inside = await rowsOfArchive(sheet).catch(() => []);
    if (inside.length > 0) await this.takeBatch(inside);
  }

  private async takeBatch(rows: BatchRow[]): Promise<void> {
    this.reset();
    this.failure = undefined;
    const batch = newBatch(rows);
    this.batch = batch;
    await runBatch(batch, this.language, () => {
      this.requestUpdate();
      return batch.running && this.batch === batch;
    });
    batch.running = false;
    this.requestUpdate();
  }

  protected async comparePrevious(file: File): Promise<void> {
    this.previous = { source: file, name: file.name };
    await this.recheck();
    if (this.failure) this.previous = undefined;
  }

  /** Compares the report with those that it sums up: files, or the other rows of the list that it was opened from. */
  protected async compareParts(parts: Sheet[]): Promise<void> {
    this.parts = parts.map(({ name, source }) => ({ name, source }));
    await this.recheck();
    if (this.failure) this.parts = [];
  }

  /** The other reports of the list, those that could be read. */
  protected get others(): Sheet[] {
    const { rows } = this.batch ?? { rows: [] };
    return rows.filter((row) => row !== this.opened && !row.failure);
  }

  protected async openRow(row: BatchRow): Promise<void> {
    this.opened = row;
    await this.take(row);
  }

  protected leaveBatch(): void {
    if (this.batch) this.batch.running = false;
    this.batch = undefined;
    this.opened = undefined;
    this.failure = undefined;
  }

  protected reset(): void {
    this.value = undefined;
    this.previous = undefined;
    this.parts = [];
    this.selected = undefined;
    this.editing.reset();
  }

  // Moving about.

  protected onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || this.open || !this.outcome) return;
    const [target] = event.composedPath();
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
    const command = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (command && key === "z") this.step(event.shiftKey ? "redo" : "undo");
    else if (command && key === "y") this.step("redo");
    else if (command || event.altKey) return;
    else if (key === "n") this.move(1);
    else if (key === "p") this.move(-1);
    else if (key === "escape" && this.selected !== undefined) this.selected = undefined;
    else return;
    event.preventDefault();
  }

  protected get listed(): Remark[] {
    return this.remarks.filter((remark) => passes(this.filter, remark));
  }

  protected move(by: 1 | -1): void {
    const list = this.listed;
    if (list.length === 0) return;
    const at = list.findIndex((remark) => remark.group === this.selected);
    const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length;
    this.select(list[next]);
  }

  protected select(remark: Remark | undefined, scroll = true): void {
    this.selected = remark?.group;
    this.dismissing = undefined;
    if (!remark || !scroll) return;
    const [suspect] = remark.suspects;
    const cell = suspect === undefined ? undefined : this.placeOf(suspect);
    const places = remark.findings.flatMap((finding) => finding.where);
    const place = cell ?? places.find((each) => "start" in each) ?? places[0];
    const key = place && cellKey(place);
    const found =
      key === undefined
        ? (this.renderRoot.querySelector(`mark[data-group="${remark.group}"]`) ??
          this.renderRoot.querySelector(`.paper [data-block="${place?.block}"]`))
        : this.renderRoot.querySelector(`[data-key="${key}"]`);
    this.show(found);
  }

  /** Brings an element into sight, at once: while a page glides, a press can begin on a button and end beside it. */
  protected show(element: Element | null): void {
    element?.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  }

  /** Where a cell is drawn. */
  protected placeOf(name: string): Place | undefined {
    return this.view.redrawing.places.get(name) ?? this.outcome?.report.cells[name];
  }

  protected showCell(name: string): void {
    const place = this.placeOf(name);
    const key = place && cellKey(place);
    if (key === undefined) return;
    this.editing.visit(key);
    this.show(this.renderRoot.querySelector(`[data-key="${key}"]`));
  }

  // Editing.

  protected edit(changes: TextChange[]): void {
    if (this.draft?.change(changes)) void this.recheck();
  }

  private newEditing(): Editing {
    const session = this;
    return new Editing(this, {
      get outcome() {
        return session.outcome;
      },
      get form() {
        return session.formInfo;
      },
      get view() {
        return session.view;
      },
      table: (block) => {
        const own = this.draft?.input.document.blocks[block];
        return own?.kind === "table" ? own : undefined;
      },
      change: (changes) => this.edit(changes),
    });
  }

  protected step(which: "undo" | "redo"): void {
    if (this.draft?.[which]()) void this.recheck();
  }

  protected apply(repair: Repair): void {
    const values = new Map(repair.changes.map((change) => [change.cell, String(change.to)]));
    if (this.outcome) this.edit(changesInText(this.outcome, this.formInfo, values));
  }

  // What goes out.

  protected async say(done: boolean): Promise<void> {
    this.said = done ? this.words.copied : this.words.copyFailed;
    await new Promise((resolve) => setTimeout(resolve, 1600));
    this.said = undefined;
  }

  protected async copyTable(block: number): Promise<void> {
    const table = this.editing.tableOf(block);
    if (!table) return;
    const { html: rich, text } = tableForClipboard(table);
    await this.say(await copy(text, rich));
  }

  protected get changes(): string[] {
    return changesOf(this.words, this.formInfo, this.view, this.draft?.differences() ?? []);
  }

  protected get checklist() {
    const { outcome } = this;
    const { organ, year } = outcome?.report ?? {};
    const title = this.words.checklistTitle(
      `${organ ?? ""}${year == null ? "" : ` ${this.words.year(year)} `}`.trim(),
    );
    return { title, entries: outcome ? entriesOf(this.words, this.formInfo, outcome, this.listed) : [] };
  }

  protected dismiss(remark: Remark, reason: string | undefined): void {
    this.dismissing = undefined;
    if (reason === undefined || !this.outcome) return;
    const [lead] = remark.findings;
    this.dismissed = remember(this.dismissed, remark.key, {
      reason,
      date: new Date().toISOString().slice(0, 10),
      organ: this.outcome.report.organ ?? "",
      year: this.outcome.report.year,
      rule: lead?.rule ?? "",
      message: lead?.message ?? "",
    });
    this.selected = undefined;
  }
}
