// <gouji-checker>: a report lies on the desk, and beside it what a careful colleague pencilled on it.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { changesOf, entriesOf, textOf } from "./checklist.ts";
import { copy, save } from "./clipboard.ts";
import { checklistDialog, ruleDialog, verifyDialog } from "./dialogs.ts";
import { type Dismissal, dismissals, remember } from "./dismissals.ts";
import { Draft, placeOfKey, type TextChange } from "./draft.ts";
import { example } from "./example.ts";
import { type Filter, passes } from "./filter.ts";
import { type CheckSource, check, form, GoujiError, type Options, rules, stop } from "./gouji.ts";
import { cellKey, type Remark, remarksOf, sidesOf, type View, viewOf } from "./model.ts";
import { remarksPanel } from "./panel.ts";
import { layTables, paper } from "./paper.ts";
import { frame } from "./styles.ts";
import { paperStyles } from "./styles-paper.ts";
import { remarksStyles } from "./styles-remarks.ts";
import { tableForClipboard, valueBlock } from "./tables.ts";
import type { FormInfo, Language, Outcome, Repair, RuleInfo } from "./types.ts";
import { verdict } from "./verdict.ts";
import { words } from "./words.ts";

/** A report and what is known about where it came from. */
interface Given {
  source: CheckSource;
  name?: string;
  format?: string;
}

/**
 * Checks a report that is pasted, dropped, chosen or set as `value`, and shows it with its inconsistent cells lit.
 *
 * Attributes: `lang` (`zh` or `en`), `theme` (`light`, `dark`; the system's where absent), `page` (takes pastes, drops
 * and keys of the whole document). Event: `gouji-outcome` with the outcome as `detail`, after each check.
 */
export class GoujiChecker extends LitElement {
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
  };

  static override styles = [frame, paperStyles, remarksStyles];

  declare lang: string;
  declare theme: string;
  /** Whether the element is the whole page. */
  declare page: boolean;
  /** The outcome of the last check, with its document. */
  declare outcome: Outcome | undefined;
  declare private failure: GoujiError | undefined;
  declare private working: boolean;
  declare private rules: Map<string, RuleInfo>;
  declare private formInfo: FormInfo | undefined;
  declare private hovered: number | undefined;
  declare private selected: number | undefined;
  declare private dismissing: number | undefined;
  declare private dismissed: Record<string, Dismissal>;
  declare private filter: Filter;
  declare private current: string | undefined;
  declare private editing: string | undefined;
  declare private open: "verify" | "checklist" | RuleInfo | undefined;
  declare private sheet: boolean;
  declare private showNumbers: boolean;
  declare private dragging: boolean;
  declare private said: string | undefined;
  declare private typed: boolean;
  declare private previous: Given | undefined;

  private given: Given | undefined;
  private draft: Draft | undefined;
  private all: Remark[] = [];
  private remarks: Remark[] = [];
  private view: View = { remarks: [], cellMarks: new Map(), spanMarks: new Map(), cellNames: new Map() };
  private turn = 0;
  private size: ResizeObserver | undefined;
  private readonly scheme = window.matchMedia("(prefers-color-scheme: dark)");

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

  private get language(): Language {
    return this.lang.toLowerCase().startsWith("en") ? "en" : "zh";
  }

  private get words() {
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

  private readonly handlers: [string, (event: never) => void][] = [
    ["paste", (event: ClipboardEvent) => this.onPaste(event)],
    ["dragover", (event: DragEvent) => this.onDrag(event)],
    ["dragleave", (event: DragEvent) => this.onDrag(event)],
    ["drop", (event: DragEvent) => this.onDrop(event)],
    ["keydown", (event: KeyboardEvent) => this.onKey(event)],
  ];

  private readonly showTheme = () => {
    this.toggleAttribute("dark", this.theme === "dark" || (this.theme !== "light" && this.scheme.matches));
  };

  private fail(error: unknown): void {
    const { loadFailed } = this.words;
    this.failure =
      error instanceof GoujiError ? error : new GoujiError({ code: "load", zh: loadFailed, en: loadFailed });
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("theme")) this.showTheme();
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
  private arrange(): void {
    const { outcome } = this;
    this.all = outcome ? remarksOf(outcome) : [];
    this.remarks = this.all.filter((remark) => !(remark.key in this.dismissed));
    this.remarks.forEach((remark, index) => {
      remark.number = index + 1;
    });
    if (outcome) this.view = viewOf(outcome, this.remarks);
  }

  private remark(group: number | undefined): Remark | undefined {
    return group === undefined ? undefined : this.remarks.find((remark) => remark.group === group);
  }

  private get options(): Options {
    const { previous } = this;
    return {
      lang: this.language,
      document: true,
      ...(previous ? { previous: { ...previous } } : {}),
    };
  }

  /** Checks a new report from the beginning. */
  private async take(given: Given): Promise<Outcome | undefined> {
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
  private async recheck(): Promise<void> {
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

  private async run(source: CheckSource, options: Options): Promise<Outcome | undefined> {
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

  private onPaste(event: ClipboardEvent): void {
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

  private onDrag(event: DragEvent): void {
    if (!event.dataTransfer?.types.some((type) => ["Files", "text/html", "text/plain"].includes(type)))
      return;
    event.preventDefault();
    const left = event.type === "dragleave" && event.relatedTarget === null;
    this.dragging = !left;
  }

  private onDrop(event: DragEvent): void {
    this.dragging = false;
    const data = event.dataTransfer;
    if (!data) return;
    event.preventDefault();
    const [file] = data.files;
    const rich = data.getData("text/html");
    const text = data.getData("text/plain");
    if (file) void this.takeFile(file);
    else if (rich) void this.take({ source: rich, format: "html" });
    else if (text) void this.take({ source: text });
  }

  private async takeFile(file: File): Promise<void> {
    await this.take({ source: new Uint8Array(await file.arrayBuffer()), name: file.name });
  }

  private choose(take: (file: File) => void): void {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = ".html,.htm,.mht,.md,.txt,.csv,.doc,.docx,.wps,.odt,.rtf,.pdf,.xls,.xlsx,.et";
    input.onchange = () => {
      const [file] = input.files ?? [];
      if (file) take(file);
    };
    input.click();
  }

  private async comparePrevious(file: File): Promise<void> {
    this.previous = { source: new Uint8Array(await file.arrayBuffer()), name: file.name };
    await this.recheck();
    if (this.failure) this.previous = undefined;
  }

  private reset(): void {
    this.value = undefined;
    this.previous = undefined;
    this.selected = undefined;
    this.current = undefined;
  }

  // Moving about.

  private onKey(event: KeyboardEvent): void {
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

  private get listed(): Remark[] {
    return this.remarks.filter((remark) => passes(this.filter, remark));
  }

  private move(by: 1 | -1): void {
    const list = this.listed;
    if (list.length === 0) return;
    const at = list.findIndex((remark) => remark.group === this.selected);
    const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length;
    this.select(list[next]);
  }

  private select(remark: Remark | undefined, scroll = true): void {
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

  private show(element: Element | null): void {
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    element?.scrollIntoView({ block: "center", inline: "center", behavior: calm ? "auto" : "smooth" });
  }

  private showCell(name: string): void {
    const cell = this.outcome?.report.cells[name];
    const key = cell && cellKey(cell);
    if (key === undefined) return;
    this.current = key;
    this.show(this.renderRoot.querySelector(`[data-key="${key}"]`));
  }

  // Editing.

  private edit(changes: TextChange[]): void {
    if (this.draft?.change(changes)) void this.recheck();
  }

  private step(which: "undo" | "redo"): void {
    if (this.draft?.[which]()) void this.recheck();
  }

  private apply(repair: Repair): void {
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
  private fill(key: string, values: string[][]): void {
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

  private onCellKey(event: KeyboardEvent, key: string): void {
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
  private step2(key: string, [down, right]: [number, number]): void {
    const at = placeOfKey(key);
    for (let distance = 1; distance < 80; distance += 1) {
      const next = `${at.block}:${at.row + down * distance}:${at.column + right * distance}`;
      if (!this.view.cellNames.has(next)) continue;
      this.focusCell(next);
      return;
    }
    this.focusCell(key);
  }

  private focusCell(key: string): void {
    this.current = key;
    // At once: the next key press may already be on its way.
    this.renderRoot.querySelector<HTMLElement>(`[data-key="${key}"]`)?.focus();
  }

  private startEdit(key: string, text: string | undefined): void {
    const { block, row, column } = placeOfKey(key);
    const table = this.draft?.input.document.blocks[block];
    const cell =
      table?.kind === "table" && table.cells.find((each) => each.row === row && each.column === column);
    if (!cell) return;
    this.current = key;
    this.editing = text ?? cell.text;
  }

  private endEdit(key: string, text: string | undefined, move: [number, number] | undefined): void {
    if (this.editing === undefined) return;
    this.editing = undefined;
    if (text !== undefined) this.edit([{ place: placeOfKey(key), text: text.trim() }]);
    if (move) this.step2(key, move);
  }

  // What goes out.

  private async say(done: boolean): Promise<void> {
    this.said = done ? this.words.copied : this.words.copyFailed;
    await new Promise((resolve) => setTimeout(resolve, 1600));
    this.said = undefined;
  }

  private async copyTable(block: number): Promise<void> {
    const table = this.draft?.input.document.blocks[block];
    if (table?.kind !== "table") return;
    const { html: rich, text } = tableForClipboard(table);
    await this.say(await copy(text, rich));
  }

  private get changes(): string[] {
    return changesOf(this.words, this.formInfo, this.view, this.draft?.differences() ?? []);
  }

  private get checklist() {
    const { outcome } = this;
    const { organ, year } = outcome?.report ?? {};
    const title = this.words.checklistTitle(
      `${organ ?? ""}${year == null ? "" : ` ${this.words.year(year)} `}`.trim(),
    );
    return { title, entries: outcome ? entriesOf(this.words, this.formInfo, outcome, this.listed) : [] };
  }

  private dismiss(remark: Remark, reason: string | undefined): void {
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

  // Drawing.

  protected override render(): TemplateResult {
    return html`${this.bar()}
      <main lang=${this.language === "en" ? "en" : "zh-Hans"}>${this.outcome ? this.desk(this.outcome) : this.intake()}</main>
      ${this.foot()} ${this.dialogs()}
      ${
        this.working
          ? html`<div class="working" role="status">
            ${this.words.reading}…
            <button type="button" @click=${() => void stop()}>${this.words.stop}</button>
          </div>`
          : nothing
      }
      ${this.dragging ? html`<div class="drop" aria-hidden="true">${this.words.dropHere}</div>` : nothing}
      ${this.said ? html`<div class="said" role="status">${this.said}</div>` : nothing}`;
  }

  private bar(): TemplateResult {
    const { words } = this;
    return html`<header class="bar">
      <h1 class="name">${words.name}</h1>
      <p class="subtitle">${words.subtitle}</p>
      ${
        this.outcome
          ? html`<button type="button" @click=${this.reset}>${words.again}</button>`
          : html`<button type="button" @click=${this.takeExample}>${words.example}</button>`
      }
      <button type="button" @click=${() => this.choose((file) => void this.takeFile(file))}>${words.open}</button>
      <button
        type="button"
        lang=${this.language === "en" ? "zh-Hans" : "en"}
        @click=${() => {
          this.lang = this.language === "en" ? "zh" : "en";
        }}
      >
        ${words.language}
      </button>
      <button
        type="button"
        class="theme"
        aria-label=${words.theme}
        title=${words.theme}
        @click=${() => {
          this.theme = this.hasAttribute("dark") ? "light" : "dark";
        }}
      >
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" stroke-width="1.5" />
          <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />
        </svg>
      </button>
    </header>`;
  }

  private readonly takeExample = () => {
    void this.take({ source: example, format: "html" });
  };

  private intake(): TemplateResult {
    const { words } = this;
    return html`<section class="sheet">
      <h2 class="invite">${words.invite.map((part) => html`<span>${part}</span>`)}</h2>
      ${
        this.failure
          ? html`<p class="failure" role="alert">${this.language === "en" ? this.failure.en : this.failure.zh}</p>`
          : nothing
      }
      <textarea
        class="intake"
        aria-label=${words.pasteHere}
        spellcheck="false"
        placeholder=${words.pasteHint}
        @input=${(event: Event) => {
          this.typed = (event.target as HTMLTextAreaElement).value.trim() !== "";
        }}
      ></textarea>
      <p class="kinds">${words.kinds}</p>
      <div class="ways">
        ${
          this.typed
            ? html`<button
              type="button"
              class="first"
              @click=${() => {
                const text = this.renderRoot.querySelector<HTMLTextAreaElement>(".intake")?.value ?? "";
                void this.take({ source: text });
              }}
            >
              ${words.checkTyped}
            </button>`
            : nothing
        }
        <button type="button" @click=${() => this.choose((file) => void this.takeFile(file))}>${words.open}</button>
        <button type="button" @click=${this.takeExample}>${words.tryExample}</button>
      </div>
    </section>`;
  }

  private desk(outcome: Outcome): TemplateResult {
    const shown = outcome.document;
    const active = this.remark(this.hovered) ?? this.remark(this.selected);
    const selected = this.remark(this.selected);
    const [lead] = active?.findings.filter((finding) => finding.identity !== undefined) ?? [];
    const differences = this.draft?.differences() ?? [];
    const visible = this.listed;
    const onHover = (remark: Remark | undefined) => {
      this.hovered = remark?.group;
    };
    const { words } = this;
    return html`${verdict(words, this.language, outcome, this.remarks)}
      ${
        outcome.input.notes && outcome.input.notes.length > 0
          ? html`<div class="notes">${outcome.input.notes.map((note) => html`<p>${note}</p>`)}</div>`
          : nothing
      }
      ${
        this.failure
          ? html`<div class="notes" role="alert">
            <p>${this.language === "en" ? this.failure.en : this.failure.zh}</p>
          </div>`
          : nothing
      }
      <div class="desk">
        <article class="paper" lang="zh-Hans" aria-label=${words.paper}>
          ${
            shown
              ? paper({
                  words,
                  outcome,
                  document: shown,
                  view: visible.length === this.remarks.length ? this.view : viewOf(outcome, visible),
                  active,
                  selected,
                  sides: lead ? sidesOf(lead, this.formInfo) : new Map(),
                  changed: this.draft?.changedCells() ?? new Map(),
                  changedBlocks: new Set(
                    differences.filter(({ place }) => "start" in place).map(({ place }) => place.block),
                  ),
                  current: this.current ?? this.view.cellNames.keys().next().value,
                  editing: this.editing,
                  showNumbers: this.showNumbers,
                  onHover,
                  onSelect: (remark) => {
                    this.sheet = true;
                    this.select(remark, false);
                  },
                  onCellFocus: (key) => {
                    this.current = key;
                  },
                  onCellKey: (event, key) => this.onCellKey(event, key),
                  onCellEdit: (key) => this.startEdit(key, undefined),
                  onEditDone: (key, text, move) => this.endEdit(key, text, move),
                  onCopyTable: (block) => void this.copyTable(block),
                })
              : nothing
          }
        </article>
        ${remarksPanel({
          words,
          language: this.language,
          outcome,
          rules: this.rules,
          form: this.formInfo,
          remarks: this.remarks,
          listed: visible,
          all: this.all,
          dismissals: this.dismissed,
          filter: this.filter,
          active,
          selected,
          dismissing: this.remark(this.dismissing),
          opened: this.sheet,
          showNumbers: this.showNumbers,
          changes: differences.length > 0 ? this.changes : [],
          canUndo: this.draft?.canUndo ?? false,
          canRedo: this.draft?.canRedo ?? false,
          previousName: this.previous ? (this.previous.name ?? "") : undefined,
          onHover,
          onSelect: (remark) => this.select(remark),
          onMove: (by) => {
            this.move(by);
          },
          onSheet: () => {
            this.sheet = !this.sheet;
          },
          onFilter: (filter) => {
            this.filter = filter;
          },
          onShowCell: (cell) => this.showCell(cell),
          onApply: (repair) => this.apply(repair),
          onWhy: (rule) => {
            this.open = rule;
          },
          onDismiss: (remark) => {
            this.dismissing = remark.group;
          },
          onDismissed: (remark, reason) => this.dismiss(remark, reason),
          onRestore: (key) => {
            this.dismissed = remember(this.dismissed, key, undefined);
          },
          onExportDismissed: () =>
            save("gouji-dismissed.json", JSON.stringify(this.dismissed, null, 2), "application/json"),
          onUndo: () => this.step("undo"),
          onRedo: () => this.step("redo"),
          onCopyChanges: () => void copy(`${this.changes.join("\n")}\n`).then((done) => this.say(done)),
          onNumbers: () => {
            this.showNumbers = !this.showNumbers;
          },
          onChecklist: () => {
            this.open = "checklist";
          },
          onPrint: () => window.print(),
          onPrevious: () => {
            if (this.previous) {
              this.previous = undefined;
              void this.recheck();
            } else this.choose((file) => void this.comparePrevious(file));
          },
        })}
      </div>`;
  }

  private foot(): TemplateResult {
    const { words } = this;
    return html`<footer class="foot">
      ${words.promise} ·
      <button
        type="button"
        class="quiet"
        @click=${() => {
          this.open = "verify";
        }}
      >
        ${words.verify}
      </button>
    </footer>`;
  }

  private dialogs(): TemplateResult | typeof nothing {
    const { open, words } = this;
    const onClose = () => {
      this.open = undefined;
    };
    if (open === undefined) return nothing;
    if (open === "verify") return verifyDialog(words, onClose);
    if (open !== "checklist") return ruleDialog(words, this.language, open, onClose);
    const { title, entries } = this.checklist;
    const text = textOf(title, entries);
    return checklistDialog(words, title, entries, {
      onClose,
      onCopy: () => void copy(text).then((done) => this.say(done)),
      onSave: () => save(`${title}.txt`, text),
      onPrint: () => window.print(),
    });
  }
}
