// The part of the page for many reports: a list that is filled by workers, and the views of it.

import { html, nothing, render, type TemplateResult } from "lit";
import { GoujiError, shownError } from "../engine/error.ts";
import type { Around, Given, ManyList, Report, Row } from "../state/entries.ts";
import type { ManyHost, ManyPart } from "../state/many.ts";
import type { FormInfo, InputDocument } from "../types.ts";
import { againstView } from "./against.ts";
import { besideView } from "./beside.ts";
import type { Desk, View, ViewState } from "./desk.ts";
import { bar, toolbar } from "./frame.ts";
import { forgetLists, Keeping, type KeptRow, keptRows, together } from "./keeping.ts";
import css from "./many.css";
import { missingView } from "./missing.ts";
import { counting, isDone, isLeft, type Line, type LineStatus, type Shown } from "./model.ts";
import { corrected } from "./original.ts";
import { pairOf, pairView } from "./pair.ts";
import { ended, Pool } from "./pool.ts";
import { Rows } from "./rows.ts";
import { sumView } from "./sum.ts";
import { manyWords } from "./words.ts";
import { yearsView } from "./years.ts";

/** A list as it is kept for a tab; its rows where they are in no database. */
interface ListRecord {
  kept: boolean;
  shown: Shown;
  aside: string[];
  rows?: KeptRow[];
}

/** Files that a worker has at a time: one that it checks, the others are being read. */
const deep = 4;

/** Names of files that are read without the module for office files. */
const asText = /\.(html?|xhtml|txt|md|csv|eml|mht|mhtml|json)$/i;

/** Milliseconds between two drawings while rows come in, at least. */
const pace = 250;

class List implements ManyList, Desk {
  readonly rows: Line[] = [];
  readonly pool: Pool;
  readonly state: ViewState = {
    view: "list",
    missing: { text: "", names: [], found: undefined, onlyGaps: false },
    years: {
      organ: "",
      same: [],
      renaming: { before: "", after: "" },
      found: undefined,
      pair: undefined,
      texts: { found: undefined },
    },
    against: { summary: undefined, found: undefined, cell: undefined },
    sum: { left: new Set(), found: undefined },
    beside: { organ: "", year: undefined, found: undefined },
    pair: undefined,
    more: new Map(),
    typed: new Map(),
  };
  shown: Shown = { column: "status", down: false, status: undefined, kind: "", search: "", group: "none" };
  readonly forms = new Map<string, FormInfo>();
  private readonly askedForms = new Set<string>();
  /** Changes whenever what was read changes: what was worked out from it is worked out again. */
  version = 0;
  phase: "running" | "paused" | "stopped" | "idle" = "idle";
  kept = false;
  /** Files that came along and are none that anybody means. */
  readonly aside: string[] = [];
  private spent = 0;
  private since = 0;
  private root: HTMLElement | undefined;
  private readonly rowsView: Rows;
  private readonly keeping: Keeping;
  private readonly sums = new Map<string, Line>();
  private next = 0;
  private ids = 0;
  /** Files that were on the list already. */
  private already = 0;
  private drawing: ReturnType<typeof setTimeout> | undefined;
  private active = 0;

  constructor(
    readonly host: ManyHost,
    readonly id: string,
  ) {
    this.pool = new Pool(host.module);
    this.keeping = new Keeping(id);
    this.rowsView = new Rows(this);
  }

  get words() {
    return manyWords(this.host.language());
  }

  get language() {
    return this.host.language();
  }

  /** The word for what became of a row. */
  stateOf(status: LineStatus): string {
    if (status === "same") return this.words.same;
    return status === "waiting" ? this.words.waiting : this.host.verdict(status);
  }

  /** The rows that were read and are no copies. */
  get read() {
    if (this.counted?.version !== this.version)
      this.counted = { version: this.version, read: counting(this.rows) };
    return this.counted.read;
  }

  /** How many rows nothing is left to be done for. */
  get done() {
    return this.count(isDone);
  }

  /** How many rows are waiting for a file that the browser has no more. */
  get gone() {
    return this.count((line) => !isDone(line) && !isLeft(line));
  }

  private count(of: (line: Line) => boolean): number {
    let count = 0;
    for (const line of this.rows) if (of(line)) count += 1;
    return count;
  }

  private counted: { version: number; read: Desk["read"] } | undefined;

  /** Seconds that are left, as far as can be told. */
  get left(): number | undefined {
    if (this.phase !== "running" || this.done === 0) return undefined;
    const elapsed = this.spent + performance.now() - this.since;
    return Math.ceil(((elapsed / this.done) * this.count(isLeft)) / 1000);
  }

  add(given: Given[], aside: string[] = []): void {
    this.aside.push(...aside);
    // Nothing is asked of the files here: for each, the browser would look at the disk and the page wait for it.
    // What is chosen again takes its row, also where it could not be read.
    const gone = this.rows.filter(
      (line) => line.gone && line.inside === undefined && (line.failure || !isDone(line)),
    );
    for (const { name = "", source } of given) {
      const again = takeOut(gone, name);
      if (again) Object.assign(again, { source, gone: false, failure: undefined });
      else {
        this.ids += 1;
        this.rows.push({ id: this.ids, name, source });
      }
      if (!asText.test(name)) this.pool.expectDocuments();
    }
    this.version += 1;
    this.goOn();
  }

  take(files: File[]): void {
    this.host.take(files);
  }

  goOn(): void {
    if (this.phase !== "running") this.since = performance.now();
    this.phase = "running";
    this.next = 0;
    for (let at = 0; at < this.pool.size * deep; at += 1) void this.work(at);
    this.draw();
  }

  pause(): void {
    if (this.phase === "running") this.spent += performance.now() - this.since;
    this.phase = "paused";
    this.draw();
  }

  stop(): void {
    if (this.phase === "running") this.spent += performance.now() - this.since;
    if (this.phase !== "idle") this.phase = "stopped";
    this.pool.stop();
    this.draw();
  }

  /** One way through what waits; several of them lead to one worker, so that it never waits for the page. */
  private readonly working = new Set<number>();

  private async work(at: number): Promise<void> {
    if (this.working.has(at)) return;
    this.working.add(at);
    for (;;) {
      const line = this.phase === "running" ? this.waiting() : undefined;
      if (!line) break;
      line.running = true;
      this.active += 1;
      await this.look(line, at % this.pool.size);
      this.active -= 1;
      line.running = false;
      this.version += 1;
      this.soon();
      this.keepSoon();
    }
    this.working.delete(at);
    if (this.phase !== "running" || this.active > 0) return;
    if (this.suspects.some((line) => !isDone(line))) {
      void this.work(at);
      return;
    }
    if (this.rows.some(isLeft)) return;
    this.spent += performance.now() - this.since;
    this.phase = "idle";
    if (this.already > 0) this.host.say(this.words.already(this.already));
    this.already = 0;
    this.draw();
    this.host.changed();
    if (this.kept) void this.keep(true);
  }

  /** Keeps what is there while more comes in: not so often that it is felt. */
  private keepSoon(): void {
    if (performance.now() < this.keepNext) return;
    const begun = performance.now();
    this.host.changed();
    const now = performance.now();
    this.keepNext = now + 2000 + 50 * (now - begun);
  }

  private keepNext = 0;

  private waiting(): Line | undefined {
    while (this.next < this.rows.length) {
      const line = this.rows[this.next];
      this.next += 1;
      if (line && isLeft(line) && !line.running && !this.suspects.includes(line)) return line;
    }
    // What was in the hands of a worker that ended is looked at by itself.
    return this.active === 0 ? this.suspects.find((line) => !isDone(line) && !line.running) : undefined;
  }

  /** Rows that were with a worker when it ended: one of them may have ended it. */
  private suspects: Line[] = [];

  private async look(line: Line, at: number): Promise<void> {
    try {
      const looks = await this.pool.run("look", [line.source as never, line.name, this.language], at);
      const [first] = looks;
      if (first && first.inside === undefined && first.glance) {
        const { glance, sum } = first;
        if (sum !== undefined) this.original(line, sum);
        line.result = glance;
        return;
      }
      const lines = looks.map(({ inside, glance, failure }): Line => {
        this.ids += 1;
        return {
          id: this.ids,
          name: line.name === "" ? (inside ?? "") : `${line.name}/${inside ?? ""}`,
          source: line.source,
          inside,
          result: glance,
          ...(failure ? { failure: new GoujiError(failure) } : {}),
        };
      });
      // The archive gives way to its files.
      const place = this.rows.indexOf(line);
      if (lines.length > 0) this.rows.splice(place, 1, ...lines);
      this.next += place < this.next ? lines.length - 1 : 0;
    } catch (error) {
      // What was taken back is not looked at yet.
      if (this.phase === "stopped") return;
      const caught = shownError(error);
      if (caught.code === ended && !this.suspects.includes(line)) this.suspects.push(line);
      else line.failure = caught;
    }
  }

  /** Of files that are the same, the first of the list counts; one of the same name as well was added twice. */
  private original(line: Line, sum: string): void {
    line.sum = sum;
    const same = this.sums.get(sum);
    if (!same || same === line) {
      this.sums.set(sum, line);
      return;
    }
    const [first, second] = same.id < line.id ? [same, line] : [line, same];
    this.sums.set(sum, first);
    first.copyOf = undefined;
    for (const other of this.rows) if (other.copyOf === second) other.copyOf = first;
    second.copyOf = first;
    if (first.name !== second.name) return;
    if (first.gone) Object.assign(first, { source: second.source, gone: false });
    const place = this.rows.indexOf(second);
    this.rows.splice(place, 1);
    if (place < this.next) this.next -= 1;
    this.already += 1;
  }

  edited(row: Row, input: InputDocument): void {
    const line = row as Line;
    const looked = this.pool.run("look", [input, line.name, this.language]);
    const kept = looked.then(
      ([first]) => {
        if (first?.glance) line.result = first.glance;
        line.failure = undefined;
      },
      // What was read before the change says nothing of what stands there now.
      (error) => {
        line.result = undefined;
        line.failure = shownError(error);
      },
    );
    void kept.then(() => {
      this.version += 1;
      this.draw();
      this.host.changed();
    });
  }

  open(line: Line, previous?: Line): void {
    this.rowsView.current = line.id;
    if (line.copyOf) this.host.open(line.copyOf);
    else if (isDone(line)) this.host.open(line, previous);
  }

  around(row: Row): Around | undefined {
    return this.rowsView.around(row);
  }

  /** The words of a form, once they are known. */
  form(id: string | null): FormInfo | undefined {
    if (id === null) return undefined;
    const found = this.forms.get(id);
    if (!found && !this.askedForms.has(id)) {
      this.askedForms.add(id);
      void this.pool
        .run("form", [id])
        .then((form) => {
          this.forms.set(id, form);
          this.draw();
        })
        .catch(() => {})
        .finally(() => this.askedForms.delete(id));
    }
    return found;
  }

  async keep(ask: boolean): Promise<void> {
    const done = ask ? await this.keeping.keep(this.rows) : await this.keeping.forget();
    this.kept = ask && done;
    this.host.changed();
    this.host.say(ask ? (done ? this.words.kept : this.words.keepFailed) : "");
    this.draw();
  }

  set(patch: Partial<Shown>): void {
    Object.assign(this.shown, patch);
    this.rowsView.top();
    this.draw();
  }

  go(view: View): void {
    this.state.view = view;
    this.draw();
  }

  /** What is kept for this tab: the rows as far as they are not in the browser's database, and not too many. */
  record(): ListRecord | undefined {
    const { kept, shown, aside, rows } = this;
    if (kept) return { kept, shown, aside };
    const places = new Map(rows.map((line, at) => [line, at]));
    const list = keptRows(rows.slice(0, sample), places);
    const length = JSON.stringify(list).length;
    if ((length / Math.max(list.length, 1)) * rows.length > largest) return undefined;
    return { kept, shown, aside, rows: [...list, ...keptRows(rows.slice(sample), places)] };
  }

  /** The list as it was kept. */
  async restore({ kept, shown, aside = [], rows }: ListRecord): Promise<void> {
    Object.assign(this, { kept, shown });
    this.aside.push(...aside);
    const copies: [Line, number][] = [];
    for (let part = 0; ; part += 1) {
      const some = rows ? rows.slice(part * together, (part + 1) * together) : await this.keeping.part(part);
      if (!some || some.length === 0) break;
      for (const { name, inside, result, keptAs, failure, source, copyOf, sum } of some) {
        this.ids += 1;
        const line: Line = {
          id: this.ids,
          name,
          inside,
          source: source ?? new Uint8Array(),
          result,
          keptAs,
          failure: failure && new GoujiError(failure),
          sum,
          gone: !source,
        };
        this.rows.push(line);
        if (sum !== undefined && copyOf === undefined) this.sums.set(sum, line);
        if (copyOf !== undefined) copies.push([line, copyOf]);
      }
    }
    for (const [line, at] of copies) line.copyOf = this.rows[at];
    this.version += 1;
    if (this.rows.some(isLeft)) this.goOn();
  }

  /** Draws when there is time for it. */
  soon(): void {
    this.drawing ??= setTimeout(
      () => {
        this.drawing = undefined;
        this.paint();
      },
      Math.max(pace, 4 * this.rowsView.spent),
    );
  }

  draw(root?: HTMLElement): void {
    if (root && root !== this.root) {
      this.root = root;
      dress(root);
      this.rowsView.moved();
    } else if (root) return;
    clearTimeout(this.drawing);
    this.drawing = undefined;
    this.paint();
  }

  pair(root: HTMLElement, report: Report, leave: () => void): void {
    if (root === this.pairRoot && this.state.pair?.report === report) return;
    const first = root !== this.pairRoot;
    this.pairRoot = root;
    this.state.pair = pairOf(report, leave);
    this.state.typed.delete("pair");
    dress(root);
    this.paint();
    if (first) root.querySelector<HTMLElement>("h2")?.focus();
  }

  private pairRoot: HTMLElement | undefined;

  private paint(): void {
    const { root, pairRoot } = this;
    if (pairRoot?.isConnected && this.state.pair) render(pairView(this, this.state.pair), pairRoot);
    if (!root?.isConnected) return;
    render(this.page(), root);
    if (this.state.view === "list") this.rowsView.draw(root);
  }

  print(all: boolean): void {
    this.rowsView.print(all);
  }

  private page(): TemplateResult {
    const { view } = this.state;
    return html`<section class="sheet batch">
      ${bar(this)} ${this.rows.length > 0 ? toolbar(this) : nothing}
      ${
        view === "list"
          ? this.rowsView.frame()
          : view === "missing"
            ? missingView(this)
            : view === "years"
              ? yearsView(this)
              : view === "against"
                ? againstView(this)
                : view === "sum"
                  ? sumView(this)
                  : besideView(this)
      }
    </section>`;
  }
}

/** Rows by which the length of all is judged, and the most characters that are kept for a tab. */
const sample = 50;
const largest = 1_500_000;

/** Takes the row out that a file which was chosen again belongs to: by its path, else by its name where only one has it. */
function takeOut(gone: Line[], name: string): Line | undefined {
  const bare = (path: string) => path.split("/").pop();
  const same = gone.filter((line) => bare(line.name) === bare(name));
  const found = same.find((line) => line.name === name) ?? (same.length === 1 ? same[0] : undefined);
  if (found) gone.splice(gone.indexOf(found), 1);
  return found;
}

/** Gives the tree that an element stands in the styles of the desk, once. */
function dress(root: HTMLElement): void {
  const tree = root.getRootNode() as ShadowRoot;
  if (dressed.has(tree)) return;
  dressed.add(tree);
  const text = window.goujiStyle?.(css) ?? css;
  if ("adoptedStyleSheets" in Document.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    tree.adoptedStyleSheets = [...tree.adoptedStyleSheets, sheet];
  } else {
    const style = document.createElement("style");
    style.textContent = text;
    tree.append(style);
  }
}

const dressed = new WeakSet<Node>();

/** The part. */
export const part: ManyPart = {
  async begin(host, id, record) {
    const list = new List(host, id);
    if (record) await list.restore(record as ListRecord);
    window.addEventListener("pagehide", () => list.phase === "running" && host.changed());
    for (const event of ["beforeprint", "afterprint"])
      window.addEventListener(event, () => list.print(event === "beforeprint"));
    return list;
  },
  forget: forgetLists,
  corrected,
};
