// <gouji-checker>: a report lies on the desk, and beside it what a careful colleague pencilled on it.

import { LitElement, type PropertyValues, type TemplateResult, unsafeCSS } from "lit";
import type { CheckSource } from "./engine/gouji.ts";
import frame from "./frame.css";
import { Intake } from "./intake/intake.ts";
import menus from "./menu.css";
import { closeMenus } from "./menu.ts";
import { sidesOf } from "./model/marks.ts";
import type { Remark } from "./model/remarks.ts";
import { Exits } from "./out/exits.ts";
import { bring } from "./paper/bring.ts";
import type { PaperContext } from "./paper/context.ts";
import paperCss from "./paper/paper.css";
import { Paper } from "./paper/paper.ts";
import print from "./print.css";
import { Keyboard } from "./remarks/keyboard.ts";
import { keepInSight } from "./remarks/remark.ts";
import remarksCss from "./remarks/remarks.css";
import { Desk } from "./state/desk.ts";
import { dismissals } from "./state/dismissals.ts";
import { type Given, type Report, rowOf } from "./state/entries.ts";
import { keep, kept } from "./state/settings.ts";
import { changedCells } from "./state/told.ts";
import type { Outcome } from "./types.ts";
import verdictCss from "./verdict/verdict.css";
import { view } from "./view.ts";

/** Old browsers need other words in style sheets (old/old.ts). */
const older = window.goujiStyle ?? ((css) => css);

/** What tells that the reader begins to move about, wherever in the page. */
const moves = ["wheel", "touchmove", "pointerdown", "keydown"];
const telling = { passive: true, capture: true };

/**
 * Checks a report that is pasted, dropped, chosen or set as `value`, and shows it with its inconsistent cells lit.
 *
 * Attributes: `lang` (`zh` or `en`), `theme` (`light`, `dark`; the system's where absent), `page` (takes pastes, drops
 * and keys of the whole document, and keeps what lies on it for this tab), `keep` (keeps it as part of another page),
 * `nonce` (that of the page's policy, for browsers in which the styles have to be elements).
 * Event: `gouji-outcome` after every try: `detail` is the outcome, or `{status: "not-read", code, zh, en}`.
 */
export class GoujiChecker extends LitElement {
  static override properties = {
    lang: { type: String, reflect: true },
    theme: { type: String, reflect: true },
    page: { type: Boolean },
    keep: { type: Boolean },
  };
  static override styles = [frame, verdictCss, paperCss, remarksCss, menus, print].map((css) =>
    unsafeCSS(older(css)),
  );

  declare lang: string;
  declare theme: string;
  /** Whether the element is the whole page. */
  declare page: boolean;
  /** Whether what lies on the desk is kept for this tab. */
  declare keep: boolean;

  private readonly desk: Desk;
  private readonly exits: Exits;
  private paper: Paper | undefined;
  private paperOf: string | undefined;
  private given: Given | undefined;
  private printing = false;
  private drawn: (() => void)[] = [];
  private readonly scheme = window.matchMedia("(prefers-color-scheme: dark)");
  private readonly printer = window.matchMedia("print");
  private readonly fingers = window.matchMedia("(pointer: coarse)");
  private size: ResizeObserver | undefined;

  constructor() {
    super();
    this.lang = "";
    this.theme = "";
    this.page = false;
    this.keep = false;
    this.desk = new Desk({
      refresh: () => this.requestUpdate(),
      show: (target, how) => this.soon(() => this.show(target, how === "focus"), how === "arrive"),
      announce: () => this.soon(() => this.announce(), true),
      tell: (detail) =>
        this.dispatchEvent(new CustomEvent("gouji-outcome", { detail, bubbles: true, composed: true })),
    });
    this.exits = new Exits(this.desk, (report) => this.contextOf(report));
    new Intake(this, {
      files: (files) => void this.desk.takeFiles(files),
      rich: (source) => void this.desk.take({ source, format: "html" }, undefined, true),
      text: (source) => void this.desk.take({ source }, undefined, true),
      block: (fields, target) => this.fill(fields, target),
      key: (event) => this.onKey(event),
      dragging: (dragging) => {
        if (dragging !== this.desk.state.dragging) this.desk.set({ dragging });
      },
    });
  }

  /** The report: bytes, text, or a document read before. Setting it does not check it yet; `check()` does. */
  get value(): CheckSource | undefined {
    return this.given?.source;
  }

  set value(source: CheckSource | undefined) {
    this.given = source === undefined ? undefined : { source };
    if (this.desk.state.entry.kind !== "start") void this.desk.goTo("start");
  }

  /** The outcome of the last check, with its document; nothing where nothing was checked or the check failed. */
  get outcome(): Outcome | undefined {
    return this.desk.state.stale === undefined ? this.desk.report?.outcome : undefined;
  }

  /** Checks the report; nothing where there is none, or where it cannot be read (which the page then says). */
  async check(): Promise<Outcome | undefined> {
    return this.given ? this.desk.take(this.given) : undefined;
  }

  /** A page that was saved with this element drawn holds an old shadow root: what stands in it is of another day. */
  protected override createRenderRoot() {
    this.shadowRoot?.replaceChildren();
    // Where a browser knows no sheets of its own making, the styles are elements, which a policy wants named.
    Object.assign(window, { litNonce: this.nonce || undefined });
    return super.createRenderRoot();
  }

  override connectedCallback(): void {
    const { desk } = this;
    desk.keeps = this.page || this.keep || this.hasAttribute("page") || this.hasAttribute("keep");
    desk.state.page = this.page || this.hasAttribute("page");
    if (desk.keeps) desk.state.dismissed = dismissals();
    desk.state.noKeys = kept("local", "no-keys") === true;
    if (desk.state.page) {
      this.page = true;
      this.lang ||= String(kept("local", "lang") ?? "");
      this.theme ||= String(kept("local", "theme") ?? "");
      window.addEventListener("popstate", this.onPop);
    }
    super.connectedCallback();
    this.scheme.addEventListener("change", this.showTheme);
    this.printer.addEventListener("change", this.onPrint);
    window.addEventListener("beforeprint", this.onPrint);
    window.addEventListener("afterprint", this.onPrint);
    document.addEventListener("pointerdown", this.onPress);
    for (const name of moves) document.addEventListener(name, this.letGo, telling);
    window.addEventListener("storage", this.onStorage);
    this.size = new ResizeObserver(() => {
      // The page around can make the element itself one without a width of its own.
      const { clientWidth } = this.renderRoot.querySelector(".all") ?? this;
      const narrow = !this.printing && clientWidth < 860;
      this.toggleAttribute("narrow", narrow);
      if (narrow !== desk.state.narrow) desk.set({ narrow });
      this.room();
      this.settle();
    });
    this.size.observe(this);
    this.showTheme();
    void desk.load();
    if (desk.keeps) {
      // A tab that crashed is loaded again with an older state of its history: what lay on the desk is told by the store.
      const [how] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
      const last = kept("session", "last");
      const own = (history.state as { gouji?: string } | null)?.gouji;
      const id = desk.state.page && (how?.type !== "reload" || last === null) ? own : last;
      void desk.resume(typeof id === "string" ? id : undefined);
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.scheme.removeEventListener("change", this.showTheme);
    this.printer.removeEventListener("change", this.onPrint);
    window.removeEventListener("beforeprint", this.onPrint);
    window.removeEventListener("afterprint", this.onPrint);
    window.removeEventListener("popstate", this.onPop);
    document.removeEventListener("pointerdown", this.onPress);
    for (const name of moves) document.removeEventListener(name, this.letGo, telling);
    window.removeEventListener("storage", this.onStorage);
    this.size?.disconnect();
  }

  private readonly onPop = (event: PopStateEvent) =>
    void this.desk.goTo((event.state as { gouji?: string } | null)?.gouji);

  /** What another tab has marked as no problem is none here either. */
  private readonly onStorage = () => {
    if (this.desk.keeps) this.desk.set({ dismissed: dismissals() });
  };

  private readonly onPress = (event: PointerEvent) => {
    this.pressed = true;
    closeMenus(this.renderRoot, event.composedPath());
  };

  /** Whether the pointer was used last, and no key since that leads about. */
  private pressed = false;

  /** What is printed is drawn at once: the printer does not wait. */
  private readonly onPrint = (event: Event) => {
    const printing = event.type === "beforeprint" || (event.type === "change" && this.printer.matches);
    if (printing === this.printing) return;
    this.printing = printing;
    // What fits a phone is not what fits a sheet of paper.
    this.toggleAttribute("narrow", !printing && this.desk.state.narrow);
    this.requestUpdate();
    this.performUpdate();
    if (printing) this.paper?.drawAll();
  };

  private readonly showTheme = () => {
    this.toggleAttribute("dark", this.theme === "dark" || (this.theme !== "light" && this.scheme.matches));
  };

  /** Does something once the state is drawn: at once, or when the page had time to answer in between. */
  private soon(run: () => void, later = false): void {
    this.drawn.push(later ? () => setTimeout(run) : run);
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { desk } = this;
    this.keyboard.before(this.shadowRoot);
    if (changed.has("theme")) this.showTheme();
    desk.state.lang = this.lang;
    desk.state.theme = this.theme;
    if (changed.has("lang") && changed.get("lang") !== undefined && desk.report) void desk.recheck(false);
    this.toggleAttribute("listing", desk.state.dialog === "checklist");
  }

  protected override render(): TemplateResult {
    return view({
      desk: this.desk,
      exits: this.exits,
      touch: this.fingers.matches,
      dark: this.hasAttribute("dark"),
      printing: this.printing,
      onLanguage: () => {
        this.lang = this.desk.language === "en" ? "zh" : "en";
        if (this.desk.keeps) keep("local", "lang", this.lang);
      },
      onTheme: () => {
        this.theme = this.hasAttribute("dark") ? "light" : "dark";
        if (this.desk.keeps) keep("local", "theme", this.theme);
      },
      onEditText: (remark) => this.editText(remark),
    });
  }

  protected override updated(): void {
    const { desk } = this;
    const fresh = this.paperOf !== desk.report?.id;
    this.drawPaper();
    const many = this.renderRoot.querySelector<HTMLElement>(".many");
    if (many && desk.state.entry.kind === "many") desk.state.entry.list.draw(many);
    else if (many && desk.report) desk.state.pair?.pair(many, desk.report, () => void desk.pair());
    const dialog = this.renderRoot.querySelector("dialog");
    if (dialog && !dialog.open) dialog.showModal();
    if (desk.state.page) this.showInTitle();
    const open = this.renderRoot.querySelector<HTMLElement>(".remark.open .headline");
    const chosen = open && (fresh || desk.state.selected !== this.chosen) ? open : undefined;
    if (chosen) {
      // What has just come is laid out in a turn of its own; what was pressed must not move before it is let go.
      if (fresh) setTimeout(() => keepInSight(chosen));
      else keepInSight(chosen);
    }
    this.chosen = desk.state.selected;
    this.keyboard.after(this.renderRoot as ShadowRoot, chosen);
    if (this.renderRoot.querySelector(".verdict") !== this.verdict) this.room();
    for (const run of this.drawn.splice(0)) run();
  }

  /** Tells the style sheets how much of the window the verdict takes, which stays in sight. */
  private room(): void {
    const verdict = this.renderRoot.querySelector<HTMLElement>(".verdict");
    if (verdict && verdict !== this.verdict) {
      // Measured when it is laid out, not before: that is told by the observer.
      this.size?.observe(verdict);
      this.verdict = verdict;
      return;
    }
    this.verdict = verdict;
    const stays = verdict && getComputedStyle(verdict).position === "sticky";
    const height = `${stays ? verdict.offsetHeight : 0}px`;
    const all = this.renderRoot.querySelector<HTMLElement>(".all");
    if (all && all.style.getPropertyValue("--verdict") !== height) all.style.setProperty("--verdict", height);
  }

  private verdict: HTMLElement | null = null;
  private readonly keyboard = new Keyboard();
  private chosen: number | undefined;

  private showInTitle(): void {
    const { words, report, language, state } = this.desk;
    const own = `${words.name} · ${words.subtitle}`;
    // Not whose report it is: a page that is saved holds no report.
    const entry = report?.outcome.status ?? (state.entry.kind === "trouble" ? "not-read" : undefined);
    const title = entry === undefined ? own : `${words.statusShort[entry]} · ${own}`;
    if (document.title !== title) document.title = title;
    const lang = language === "en" ? "en" : "zh-Hans";
    if (document.documentElement.lang !== lang) document.documentElement.lang = lang;
  }

  // The paper.

  private drawPaper(): void {
    const root = this.renderRoot.querySelector<HTMLElement>("article.paper");
    const { report, editing, state } = this.desk;
    if (!root || !report) {
      // A list begins at its top, not where the report before it was left.
      if (this.paper && state.page) window.scrollTo(0, 0);
      this.paper?.clear();
      this.paper = undefined;
      this.paperOf = undefined;
      return;
    }
    if (!this.paper || this.paperRoot !== root) {
      this.paper?.clear();
      this.paperRoot = root;
      this.paper = new Paper(
        root,
        {
          hover: (group) => {
            if (group !== state.hovered) this.desk.set({ hovered: group });
          },
          select: (group) => {
            if (state.narrow) state.sheet = true;
            this.desk.select(this.desk.remark(group), "leave");
          },
          cellFocus: (key) => editing.visit(key),
          cellKey: (event, key) => editing.onKey(event, key),
          cellEdit: (key) => editing.start(key),
          editDone: (key, text, move) => editing.end(key, text, move),
          proseEdit: (block, at) => editing.startProse(block, at),
          proseInput: (text) => {
            if (editing.prose) editing.prose.text = text;
            this.requestUpdate();
          },
          proseDone: (keepIt, stay) => {
            const block = editing.prose?.block;
            editing.endProse(keepIt);
            if (stay && block !== undefined) this.soon(() => this.show({ block }, true));
          },
          copyTable: (block) => void this.exits.copyTable(block),
        },
        () => this.settle(),
      );
    }
    if (this.paperOf !== report.id) {
      this.paper.clear();
      this.paperOf = report.id;
      if (state.page) window.scrollTo(0, 0);
    }
    this.paper.update(this.contextOf(report));
    this.focusEditor(root);
  }

  private paperRoot: HTMLElement | undefined;
  private opened: Element | undefined;

  /** An editor that was just opened gets the keyboard, with the cursor behind what was typed to open it. */
  private focusEditor(root: HTMLElement): void {
    const editor = root.querySelector<HTMLInputElement | HTMLTextAreaElement>(".editor, .over");
    if (editor && editor !== this.opened) {
      editor.focus({ preventScroll: true });
      const at = editor.matches(".over") ? (this.desk.editing.prose?.at ?? 0) : editor.value.length;
      editor.setSelectionRange(at, at);
    }
    this.opened = editor ?? undefined;
  }

  private contextOf(report: Report): PaperContext {
    const { desk } = this;
    const { state, derived, editing } = desk;
    const { draft, outcome, form } = report;
    const active = desk.remark(state.hovered) ?? desk.remark(state.selected);
    const lead = active?.findings.find((finding) => finding.identity !== undefined);
    const blocks = draft.differences().filter(({ place }) => "start" in place);
    return {
      words: desk.words,
      language: desk.language,
      rules: state.rules,
      outcome,
      document: outcome.document ?? draft.input.document,
      view: derived.view,
      active,
      sides: lead ? sidesOf(outcome, lead, form) : new Map(),
      changed: changedCells(report, derived.view),
      changedBlocks: new Set(blocks.map(({ place }) => place.block)),
      stops: editing.stops,
      current: editing.current,
      editing: editing.text,
      prose: editing.prose,
      showNumbers: state.showNumbers,
    };
  }

  /** What of the window's height neither the verdict nor, on a phone, the remarks cover. */
  private get free(): { top: number; bottom: number } | undefined {
    const { state } = this.desk;
    if (!state.page) return undefined;
    const panel = this.renderRoot.querySelector<HTMLElement>(".remarks");
    const head = this.renderRoot.querySelector<HTMLElement>(".bar")?.offsetHeight ?? 0;
    const verdict =
      this.verdict && getComputedStyle(this.verdict).position === "sticky" ? this.verdict.offsetHeight : 0;
    return {
      top: head + verdict,
      bottom: document.documentElement.clientHeight - (state.narrow ? (panel?.offsetHeight ?? 0) : 0),
    };
  }

  /** What is to be in sight, until the reader moves: what is drawn or becomes narrow later would push it away. */
  private aim: HTMLElement | undefined;
  private lapse: ReturnType<typeof setTimeout> | undefined;

  /** Whoever has begun to move about is not moved any more. */
  private readonly letGo = () => {
    this.aim = undefined;
  };

  /** Where the aim lay when it was brought into sight last: on the paper, and what of the window was free then. */
  private brought: string | undefined;

  private lieOf(aim: HTMLElement): string {
    const paper = this.paperRoot?.getBoundingClientRect();
    const { top, height } = aim.getBoundingClientRect();
    const { free } = this;
    return [
      top - (paper?.top ?? 0),
      height,
      paper?.width,
      window.innerHeight,
      free?.top,
      free?.bottom,
    ].join();
  }

  private aimAt(element: HTMLElement): void {
    this.aim = element;
    this.brought = undefined;
    this.settle();
  }

  private settle(): void {
    const { aim } = this;
    // Not every way to move is told, neither a scroll bar's nor that of a page around a frame: only what moves the aim
    // on the paper or changes the window brings it back, no mark that is merely lit.
    if (!aim?.isConnected || this.lieOf(aim) === this.brought) return;
    bring(aim, this.free);
    this.brought = this.lieOf(aim);
    // Once nothing is drawn any more, the page stays as it is left.
    clearTimeout(this.lapse);
    this.lapse = setTimeout(this.letGo, 2000);
  }

  /** Brings a place of the paper into sight, at once: while a page glides, a press can begin on a button and end beside it. */
  private show(target: { key?: string; group?: number; block?: number }, focus: boolean): void {
    const element = this.paper?.find(target);
    if (!element) return;
    this.aimAt(element);
    if (focus) element.focus({ preventScroll: true });
  }

  private editText(remark: Remark): void {
    const place = remark.findings.flatMap((finding) => finding.where).find((each) => "start" in each);
    if (!place || !("start" in place)) return;
    this.desk.editing.startProse(place.block, place.start);
    this.soon(() => {
      const editor = this.renderRoot.querySelector<HTMLElement>(".over");
      if (editor) this.aimAt(editor);
    });
  }

  private announce(): void {
    const inside = this.desk.state.page || document.activeElement === this;
    if (inside) this.renderRoot.querySelector<HTMLElement>(".result")?.focus({ preventScroll: true });
  }

  // Keys and pastes.

  private onKey(event: KeyboardEvent): void {
    const { desk } = this;
    const { state } = desk;
    if (event.defaultPrevented || event.isComposing || state.dialog || !("row" in state.entry)) return;
    const [target] = event.composedPath();
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
    const command = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    // Whoever has put the mouse into the text means to write there; and single letters can be switched off.
    const prose = target instanceof HTMLElement && target.closest(".paper :is(p, h1, h2)");
    if (!prose || /^(tab|arrow)/.test(key)) this.pressed = false;
    if (/^[a-z]$/.test(key) && !command && (state.noKeys || this.pressed)) return;
    if (!command && !event.altKey && (key === "b" || (key === "escape" && state.pair))) void desk.pair();
    else if (state.pair) return;
    else if (command && key === "z") desk.step(event.shiftKey ? "redo" : "undo");
    else if (command && key === "y") desk.step("redo");
    else if (command || event.altKey) return;
    else if (key === "n" || key === "p") desk[event.shiftKey ? "turn" : "move"](key === "n" ? 1 : -1);
    else if (key === "r") this.turn(target);
    else if (key === "escape" && state.selected !== undefined) desk.set({ selected: undefined });
    else if (key === "escape" && rowOf(state.entry)) desk.leave();
    else return;
    event.preventDefault();
  }

  /** From a marked place to its remark, and from a remark to its place. */
  private turn(target: EventTarget | undefined): void {
    const { desk } = this;
    const element = target instanceof HTMLElement ? target : undefined;
    const inList = element?.closest<HTMLElement>(".remark");
    if (inList) {
      desk.select(desk.remark(Number(inList.dataset.group)), "focus");
      return;
    }
    const key = element?.closest<HTMLElement>("[data-key]")?.dataset.key ?? "";
    const own = element?.closest<HTMLElement>("[data-group]")?.dataset.group;
    const [mark] = desk.derived.view.cellMarks.get(key) ?? [];
    const group = own === undefined ? (mark?.remark.group ?? desk.state.selected) : Number(own);
    const remark = desk.remark(group);
    if (!remark) return;
    if (desk.state.narrow) desk.state.sheet = true;
    desk.select(remark, "leave");
    this.soon(() =>
      this.renderRoot.querySelector<HTMLElement>(`.remark[data-group="${group}"] .headline`)?.focus(),
    );
  }

  private fill(fields: string[][], target: EventTarget | undefined): boolean {
    const { desk } = this;
    const focused = target === this ? this.shadowRoot?.activeElement : target;
    const inCell = focused instanceof HTMLElement && focused.closest(".paper [data-key]") !== null;
    if (inCell) desk.editing.text = undefined;
    const filled = desk.editing.fill(fields, inCell);
    if (filled.done) return true;
    if (!filled.why) return false;
    const { row, width } = filled.why;
    desk.say(width ? desk.words.pasteTooWide(...width) : desk.words.pasteNoRow(row ?? ""));
    return true;
  }
}
