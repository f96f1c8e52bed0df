// What <gouji-checker> holds, takes in and gives out: reports, outcomes, edits, dismissals.

import { LitElement, type PropertyValues } from "lit";
import { type Batch, filesOf, runBatch } from "./batch.ts";
import { changesOf, entriesOf } from "./checklist.ts";
import { copy } from "./clipboard.ts";
import { type Dismissal, dismissals, remember } from "./dismissals.ts";
import { Draft, placeOfKey, type TextChange } from "./draft.ts";
import { type Filter, passes } from "./filter.ts";
import { type CheckSource, check, form, GoujiError, type Options, rules } from "./gouji.ts";
import { cellKey, type Remark, remarksOf, type View, viewOf } from "./model.ts";
import { layTables } from "./paper.ts";
import { tableForClipboard, valueBlock } from "./tables.ts";
import type { FormInfo, Language, Outcome, Repair, RuleInfo } from "./types.ts";
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
    current: { state: true },
    editing: { state: true },
    open: { state: true },
    sheet: { state: true },
    showNumbers: { state: true },
    dragging: { state: true },
    said: { state: true },
    typed: { state: true },
    previous: { state: true },
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
  declare protected current: string | undefined;
  declare protected editing: string | undefined;
  declare protected open: "verify" | "checklist" | RuleInfo | undefined;
  declare protected sheet: boolean;
  declare protected showNumbers: boolean;
  declare protected dragging: boolean;
  declare protected said: string | undefined;
  declare protected typed: boolean;
  declare protected previous: Given | undefined;
  declare protected batch: Batch | undefined;

  protected given: Given | undefined;
  protected draft: Draft | undefined;
  protected all: Remark[] = [];
  protected remarks: Remark[] = [];
  protected view: View = { remarks: [], cellMarks: new Map(), spanMarks: new Map(), cellNames: new Map() };
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
    this.dragging = false;
    this.typed = false;
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
    const target: EventTarget = this.page ? document : this;
    for (const [name, handler] of this.handlers) target.addEventListener(name, handler as EventListener);
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
    for (const target of [document, this]) {
      for (const [name, handler] of this.handlers) target.removeEventListener(name, handler as EventListener);
    }
    this.size?.disconnect();
  }

  protected readonly handlers: [string, (event: never) => void][] = [
    ["paste", (event: ClipboardEvent) => this.onPaste(event)],
    ["dragover", (event: DragEvent) => this.onDrag(event)],
    ["dragleave", (event: DragEvent) => this.onDrag(event)],
    ["drop", (event: DragEvent) => this.onDrop(event)],
    ["keydown", (event: KeyboardEvent) => this.onKey(event)],
  ];

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
    const editor = this.renderRoot.querySelector<HTMLInputElement>(".editor");
    if (editor && changed.has("editing")) {
      // What was typed to open the editor stands in it: the cursor goes behind it.
      editor.focus();
      editor.setSelectionRange(editor.value.length, editor.value.length);
    }
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
    if (outcome) this.view = viewOf(outcome, this.remarks);
  }

  protected remark(group: number | undefined): Remark | undefined {
    return group === undefined ? undefined : this.remarks.find((remark) => remark.group === group);
  }

  protected get options(): Options {
    const { previous } = this;
    return {
      lang: this.language,
      document: true,
      ...(previous ? { previous: { ...previous } } : {}),
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
    this.current = undefined;
    this.editing = undefined;
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

  protected onPaste(event: ClipboardEvent): void {
    const [target] = event.composedPath();
    const field = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
    const data = event.clipboardData;
    if (!data || (field && !target.classList.contains("intake"))) return;
    const text = data.getData("text/plain");
    const rich = data.getData("text/html");
    if (this.current !== undefined && this.outcome) {
      const values = valueBlock(text);
      if (values) {
        event.preventDefault();
        this.fill(this.current, values);
        return;
      }
    }
    const [file] = data.files;
    if (!rich && !text && !file) return;
    event.preventDefault();
    if (rich) void this.take({ source: rich, format: "html" });
    else if (text) void this.take({ source: text });
    else if (file) void this.takeFile(file);
  }

  protected onDrag(event: DragEvent): void {
    if (!event.dataTransfer?.types.some((type) => ["Files", "text/html", "text/plain"].includes(type)))
      return;
    event.preventDefault();
    const left = event.type === "dragleave" && event.relatedTarget === null;
    this.dragging = !left;
  }

  protected onDrop(event: DragEvent): void {
    this.dragging = false;
    const data = event.dataTransfer;
    if (!data) return;
    event.preventDefault();
    const rich = data.getData("text/html");
    const text = data.getData("text/plain");
    if (data.files.length > 0) void filesOf(data).then((files) => this.takeFiles(files));
    else if (rich) void this.take({ source: rich, format: "html" });
    else if (text) void this.take({ source: text });
  }

  protected async takeFile(file: File): Promise<void> {
    await this.take({ source: new Uint8Array(await file.arrayBuffer()), name: file.name });
  }

  /** Checks one file on the desk, several as a list. */
  protected async takeFiles(files: File[]): Promise<void> {
    const [file] = files;
    if (!file) return;
    if (files.length === 1) {
      this.batch = undefined;
      await this.takeFile(file);
      return;
    }
    this.reset();
    this.failure = undefined;
    const batch: Batch = {
      rows: files.map((each) => ({ file: each })),
      done: 0,
      since: performance.now(),
      running: true,
    };
    this.batch = batch;
    await runBatch(batch, this.language, () => {
      this.requestUpdate();
      return batch.running && this.batch === batch;
    });
    batch.running = false;
    this.requestUpdate();
  }

  protected choose(take: (files: File[]) => void, multiple = false): void {
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = multiple;
    input.accept = ".html,.htm,.mht,.md,.txt,.csv,.doc,.docx,.wps,.odt,.rtf,.pdf,.xls,.xlsx,.et";
    input.onchange = () => {
      take([...(input.files ?? [])]);
    };
    input.click();
  }

  protected async comparePrevious(file: File): Promise<void> {
    this.previous = { source: new Uint8Array(await file.arrayBuffer()), name: file.name };
    await this.recheck();
    if (this.failure) this.previous = undefined;
  }

  protected leaveBatch(): void {
    if (this.batch) this.batch.running = false;
    this.batch = undefined;
    this.failure = undefined;
  }

  protected reset(): void {
    this.value = undefined;
    this.previous = undefined;
    this.selected = undefined;
    this.current = undefined;
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
    const cell = suspect === undefined ? undefined : this.outcome?.report.cells[suspect];
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

  protected show(element: Element | null): void {
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    element?.scrollIntoView({ block: "center", inline: "center", behavior: calm ? "auto" : "smooth" });
  }

  protected showCell(name: string): void {
    const cell = this.outcome?.report.cells[name];
    const key = cell && cellKey(cell);
    if (key === undefined) return;
    this.current = key;
    this.show(this.renderRoot.querySelector(`[data-key="${key}"]`));
  }

  // Editing.

  protected edit(changes: TextChange[]): void {
    if (this.draft?.change(changes)) void this.recheck();
  }

  protected step(which: "undo" | "redo"): void {
    if (this.draft?.[which]()) void this.recheck();
  }

  protected apply(repair: Repair): void {
    const changes = repair.changes.flatMap((change) => {
      const cell = this.outcome?.report.cells[change.cell];
      if (!cell) return [];
      const place =
        "row" in cell
          ? { block: cell.block, row: cell.row, column: cell.column }
          : { block: cell.block, start: cell.start, end: cell.end };
      return [{ place, text: String(change.to) }];
    });
    this.edit(changes);
  }

  /** Writes a block of values over the cells from one cell on, row by row, as far as the table reaches. */
  protected fill(key: string, values: string[][]): void {
    const at = placeOfKey(key);
    const changes = values.flatMap((row, down) =>
      row.map((text, right) => ({
        place: { block: at.block, row: at.row + down, column: at.column + right },
        text,
      })),
    );
    this.edit(
      changes.filter(({ place }) => this.view.cellNames.has(`${place.block}:${place.row}:${place.column}`)),
    );
  }

  protected onCellKey(event: KeyboardEvent, key: string): void {
    const moves: Record<string, [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
    };
    const move = moves[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (move) this.step2(key, move);
    else if (event.key === "Enter" || event.key === "F2") this.startEdit(key, undefined);
    else if (event.key === "Delete" || event.key === "Backspace")
      this.edit([{ place: placeOfKey(key), text: "" }]);
    else if (/^[\d\-.０-９]$/.test(event.key)) this.startEdit(key, event.key);
    else return;
    event.preventDefault();
  }

  /** Puts the keyboard on the nearest value cell in a direction. */
  protected step2(key: string, [down, right]: [number, number]): void {
    const at = placeOfKey(key);
    for (let distance = 1; distance < 80; distance += 1) {
      const next = `${at.block}:${at.row + down * distance}:${at.column + right * distance}`;
      if (!this.view.cellNames.has(next)) continue;
      this.focusCell(next);
      return;
    }
    this.focusCell(key);
  }

  protected focusCell(key: string): void {
    this.current = key;
    // At once: the next key press may already be on its way.
    this.renderRoot.querySelector<HTMLElement>(`[data-key="${key}"]`)?.focus();
  }

  protected startEdit(key: string, text: string | undefined): void {
    const { block, row, column } = placeOfKey(key);
    const table = this.draft?.input.document.blocks[block];
    const cell =
      table?.kind === "table" && table.cells.find((each) => each.row === row && each.column === column);
    if (!cell) return;
    this.current = key;
    this.editing = text ?? cell.text;
  }

  protected endEdit(key: string, text: string | undefined, move: [number, number] | undefined): void {
    if (this.editing === undefined) return;
    this.editing = undefined;
    if (text !== undefined) this.edit([{ place: placeOfKey(key), text: text.trim() }]);
    if (move) this.step2(key, move);
  }

  // What goes out.

  protected async say(done: boolean): Promise<void> {
    this.said = done ? this.words.copied : this.words.copyFailed;
    await new Promise((resolve) => setTimeout(resolve, 1600));
    this.said = undefined;
  }

  protected async copyTable(block: number): Promise<void> {
    const table = this.draft?.input.document.blocks[block];
    if (table?.kind !== "table") return;
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
