// The report as paper: its own blocks in their own shape, everything as text, drawn part by part as it comes into view.

import { nothing, render, type TemplateResult } from "lit";
import type { Mark } from "../model/marks.ts";
import { placeOfKey } from "../model/places.ts";
import type { ReportDocument } from "../types.ts";
import { type Labels, labelsOf, tableRows } from "./cells.ts";
import type { PaperContext, PaperEvents } from "./context.ts";
import { listen } from "./events.ts";
import type { TableGroup } from "./groups.ts";
import { measure, measureNow } from "./measure.ts";
import { type Part, partsOf, type TablePart, weightOfText } from "./parts.ts";
import { prose, type Shapes, shapesOf } from "./prose.ts";

/** Milliseconds that one go of drawing may take, and the weight up to which all of a paper is drawn unasked. */
const go = 10;
const unasked = 6_000;

/** A piece of the paper that is drawn at once. */
interface Piece {
  element: HTMLElement;
  /** The blocks that it shows; for a slice of a table also its rows. */
  from: number;
  to: number;
  rows?: { from: number; to: number };
  weight: number;
  height: number;
  content(context: PaperContext): TemplateResult[];
  drawn: boolean;
  near: boolean;
  /** What was drawn, to see whether it has to be drawn again. */
  sign: string;
}

/** Draws a paper into an element and keeps it up to date. */
export class Paper {
  private context: PaperContext | undefined;
  private document: ReportDocument | undefined;
  private pieces: Piece[] = [];
  private readonly byElement = new Map<Element, Piece>();
  private shapes: Shapes = { headings: new Set(), title: new Set() };
  private readonly queue = new Set<Piece>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly sight: IntersectionObserver;
  private weight = 0;

  constructor(
    private readonly root: HTMLElement,
    events: PaperEvents,
    /** Called when what was drawn is measured. */
    private readonly settled?: () => void,
  ) {
    listen(root, events, () => this.context);
    this.sight = new IntersectionObserver((entries) => this.seen(entries), { rootMargin: "900px" });
  }

  /** Forgets the report: the next one is drawn from nothing. */
  clear(): void {
    clearTimeout(this.timer);
    this.sight.disconnect();
    this.queue.clear();
    this.byElement.clear();
    this.pieces = [];
    this.document = undefined;
    this.context = undefined;
    this.root.replaceChildren();
  }

  /** Draws what has changed: what is in sight at once, the rest by and by. */
  update(context: PaperContext): void {
    const former = this.context;
    this.context = context;
    if (context.document !== this.document || context.view.redrawing !== former?.view.redrawing) {
      this.shapes = shapesOf(context);
      if (!this.sameShape(context)) this.build(context);
      this.document = context.document;
    }
    this.signs(context);
    if (former?.document !== context.document && !this.pieces.some((piece) => piece.drawn)) {
      // A report that has just come: the verdict and the remarks are drawn first.
      this.timer ??= setTimeout(() => this.draw());
      return;
    }
    for (const piece of this.pieces) {
      if (!piece.drawn) continue;
      if (this.sign(piece, context) !== piece.sign) this.queue.add(piece);
    }
    this.draw();
  }

  /** Draws everything, for the printer. */
  drawAll(): void {
    if (this.weight > unasked * 4) return;
    for (const piece of this.pieces) if (!piece.drawn) this.paint(piece);
    measure(this.root, this.settled);
  }

  /** The element at a place, drawn if it was not yet. */
  find(target: { key?: string; group?: number; block?: number }): HTMLElement | null {
    const { key, group, block } = target;
    const place = key === undefined ? undefined : placeOfKey(key);
    const number = place?.block ?? block;
    for (const piece of this.pieces) {
      if (number === undefined || number < piece.from || number >= piece.to) continue;
      if (place && piece.rows && (place.row < piece.rows.from || place.row >= piece.rows.to)) continue;
      if (!piece.drawn) this.paint(piece);
    }
    // What is to be scrolled to has to lie where it will stay.
    measureNow(this.root);
    const found = this.found(key, group, number);
    found?.closest("details")?.setAttribute("open", "");
    return found;
  }

  private found(
    key: string | undefined,
    group: number | undefined,
    number: number | undefined,
  ): HTMLElement | null {
    if (key !== undefined) return this.root.querySelector(`[data-key="${key}"]`);
    const mark =
      group === undefined
        ? null
        : this.root.querySelector<HTMLElement>(
            `mark[data-group="${group}"], .cell-mark[data-group="${group}"]`,
          );
    return mark ?? this.root.querySelector(`[data-block="${number}"]`);
  }

  /** Whether the document has the parts that are drawn already: after an edit it has. */
  private sameShape(context: PaperContext): boolean {
    const { document } = this;
    if (!document || document.blocks.length !== context.document.blocks.length) return false;
    const again = (view: PaperContext["view"]) =>
      view.redrawing.tables.map((each) => `${each.after} ${each.table.rows}`).join();
    const { former } = this;
    if (again(context.view) !== former) return false;
    return document.blocks.every((block, index) => {
      const next = context.document.blocks[index];
      if (next === block) return true;
      if (!next || next.kind !== block.kind) return false;
      return (
        next.kind !== "table" ||
        (block.kind === "table" && block.rows === next.rows && block.cells.length === next.cells.length)
      );
    });
  }

  private former = "";

  private build(context: PaperContext): void {
    this.sight.disconnect();
    this.byElement.clear();
    this.queue.clear();
    this.pieces = [];
    this.former = context.view.redrawing.tables.map((each) => `${each.after} ${each.table.rows}`).join();
    const isValue = (block: number, row: number, column: number) =>
      context.view.cellNames.has(`${block}:${row}:${column}`);
    const { blocks } = context.document;
    const { first_block, last_block } = context.outcome.report;
    const [first, last] = [first_block ?? 0, last_block ?? blocks.length];
    const parts = partsOf(context.document, context.view.redrawing.tables, isValue, [first - 1, last]);
    const sides = [around(context, 0, first), around(context, last + 1, blocks.length)];
    this.root.replaceChildren();
    for (const part of parts) {
      const from = part.kind === "prose" ? part.from : part.redrawn ? first : part.block;
      const side = from < first ? sides[0] : from > last ? sides[1] : undefined;
      if (side) this.root.append(side);
      (side ?? this.root).append(
        part.kind === "prose" ? this.prosePiece(part, context) : this.table(part, context),
      );
    }
    this.weight = this.pieces.reduce((sum, piece) => sum + piece.weight, 0);
    for (const piece of this.pieces) {
      this.byElement.set(piece.element, piece);
      hold(piece);
      this.sight.observe(piece.element);
      if (this.weight <= unasked) this.queue.add(piece);
    }
    // What stands at the top is in sight: no need to wait for being told.
    let weight = 0;
    for (const piece of this.pieces) {
      if (weight > 120) break;
      weight += piece.weight;
      piece.near = true;
      this.queue.add(piece);
    }
  }

  private prosePiece(part: Part & { kind: "prose" }, context: PaperContext): HTMLElement {
    const element = document.createElement("div");
    element.className = "prose";
    let [weight, height] = [0, 0];
    for (const block of context.document.blocks.slice(part.from, part.to)) {
      if (block.kind === "table") continue;
      weight += weightOfText(block.text);
      height += Math.ceil((block.text.length + 1) / 40) * 32 + 10;
    }
    this.pieces.push({
      element,
      from: part.from,
      to: part.to,
      weight,
      height,
      content: (now) => prose(now, this.shapes, part.from, part.to),
      drawn: false,
      near: false,
      sign: "",
    });
    return element;
  }

  private table(part: TablePart, context: PaperContext): HTMLElement {
    const { block, table, redrawn, groups } = part;
    const isValue = (row: number, column: number) => context.view.cellNames.has(`${block}:${row}:${column}`);
    const labels = labelsOf(table, isValue);
    const figure = make("figure", redrawn ? "table redrawn" : "table");
    figure.dataset.block = String(block);
    if (redrawn) figure.append(make("figcaption", "", context.words.redrawn));
    const scroll = make("div", "scroll");
    const values = table.cells.filter((cell) => isValue(cell.row, cell.column));
    // Where values stand in merged cells, a right edge means nothing: the form itself centres them.
    const centred = values.some((cell) => cell.column_span > 1);
    const huge = table.cells.length > 2000;
    const grid = (): HTMLElement => {
      const element = make(
        "table",
        [table.columns > 6 ? "wide" : "", centred ? "centred" : "", huge ? "huge" : ""].join(" ").trim(),
      );
      if (huge) element.style.width = `${table.columns * 5.5}em`;
      return element;
    };
    const [name] = values.flatMap(
      (cell) => context.view.cellNames.get(`${block}:${cell.row}:${cell.column}`) ?? [],
    );
    const title = context.words.tables[name?.split(".")[0] ?? ""] ?? context.words.someTable(block + 1);
    scroll.setAttribute("role", "group");
    scroll.setAttribute("aria-label", context.words.scrolled(title));
    // A table of a usual size is one. A huge one is a pile of slices, so that drawing one does not lay all out again.
    const one = huge ? undefined : grid();
    for (const group of groups) {
      const element = one ?? grid();
      element.append(this.slice(part, group, labels));
      element.setAttribute("aria-label", title);
      element.setAttribute("aria-describedby", "hint");
      scroll.append(element);
    }
    figure.append(scroll);
    if (values.length > 0) {
      const copy = make("button", "quiet copy-table", context.words.copyTable) as HTMLButtonElement;
      copy.type = "button";
      figure.append(copy);
    }
    return figure;
  }

  private slice(part: TablePart, group: TableGroup, labels: Labels): HTMLElement {
    const element = make("tbody", group.head ? "head" : "");
    const first = group.rows.flat()[0]?.row ?? 0;
    this.pieces.push({
      element,
      from: part.block,
      to: part.block + 1,
      rows: { from: first, to: first + group.rows.length },
      weight: group.rows.reduce((sum, cells) => sum + cells.length, 0),
      height: group.rows.length * 32,
      content: (now) => tableRows(now, part.block, labels, this.rowsNow(now, part, group), group.head),
      drawn: false,
      near: false,
      sign: "",
    });
    return element;
  }

  /** The rows of a group as they are now: an edit has made new cells. */
  private rowsNow(context: PaperContext, part: TablePart, group: TableGroup): TableGroup["rows"] {
    const block = context.document.blocks[part.block];
    const own = block?.kind === "table" ? block : undefined;
    const table = part.redrawn
      ? context.view.redrawing.tables.find((each) => each.block === part.block)?.table
      : own;
    if (!table || table === part.table) return group.rows;
    const cells = new Map(table.cells.map((cell) => [`${cell.row}:${cell.column}`, cell]));
    return group.rows.map((row) => row.map((cell) => cells.get(`${cell.row}:${cell.column}`) ?? cell));
  }

  // What each piece shows.

  private marks = new Map<Piece, string>();

  /** Notes for each piece what marks stand in it. */
  private signs(context: PaperContext): void {
    const notes = new Map<number, Map<string, string[]>>();
    const note = (block: number, key: string, mark: Mark, more = "") => {
      const blocks = notes.get(block) ?? new Map<string, string[]>();
      notes.set(block, blocks);
      const { remark, role, numbered } = mark;
      const lit = context.active === remark ? "*" : "";
      const list = blocks.get(key) ?? [];
      list.push(`${remark.group}.${remark.number}.${remark.severity}.${role}.${numbered}${more}${lit}`);
      blocks.set(key, list);
    };
    for (const [key, marks] of context.view.cellMarks) {
      const { block, row } = placeOfKey(key);
      for (const mark of marks) note(block, String(row), mark, key);
    }
    for (const [block, marks] of context.view.spanMarks) {
      for (const mark of marks) note(block, "", mark, `${mark.start}-${mark.end}`);
    }
    this.marks = new Map();
    for (const piece of this.pieces) {
      const parts: string[] = [];
      for (let block = piece.from; block < piece.to; block += 1) {
        const own = notes.get(block);
        if (!own) continue;
        for (const [row, list] of own) {
          if (piece.rows && row !== "" && (Number(row) < piece.rows.from || Number(row) >= piece.rows.to))
            continue;
          parts.push(list.join());
        }
      }
      if (parts.length > 0) this.marks.set(piece, parts.join(";"));
    }
  }

  private sign(piece: Piece, context: PaperContext): string {
    const own = (key: string | undefined) => {
      if (key === undefined) return "";
      const { block, row } = placeOfKey(key);
      const inside = block >= piece.from && block < piece.to;
      return inside && (!piece.rows || (row >= piece.rows.from && row < piece.rows.to)) ? key : "";
    };
    const marks = this.marks.get(piece) ?? "";
    const stops = [...context.stops].map(own).join("");
    const prose = context.prose && context.prose.block >= piece.from && context.prose.block < piece.to;
    const changed = [...context.changed].filter(([key]) => own(key) !== "").join();
    const blocks = context.document.blocks.slice(piece.from, piece.to).map(identity).join();
    const redrawn = piece.from >= context.document.blocks.length ? identity(context.view.redrawing) : "";
    return [
      marks,
      marks.includes("*") ? [...context.sides].join() : "",
      stops,
      own(context.current) && context.editing !== undefined ? context.current + context.editing : "",
      prose ? context.prose?.text : "",
      changed,
      context.showNumbers && !piece.rows ? identity(context.outcome) : "",
      context.words.name,
      context.rules.size,
      blocks,
      redrawn,
    ].join("|");
  }

  // Drawing.

  private seen(entries: IntersectionObserverEntry[]): void {
    for (const entry of entries) {
      const piece = this.byElement.get(entry.target);
      if (!piece) continue;
      piece.near = entry.isIntersecting;
      if (piece.near && !piece.drawn) this.queue.add(piece);
      else if (!piece.near && piece.drawn && this.weight > unasked) {
        // Far away, in a paper too large to be drawn whole: its room is kept, its elements are not.
        piece.height = entry.boundingClientRect.height || piece.height;
        piece.drawn = false;
        hold(piece);
      }
    }
    if (this.queue.size > 0) this.draw();
  }

  private draw(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const begun = performance.now();
    const order = [...this.queue].sort((one, other) => Number(other.near) - Number(one.near));
    for (const piece of order) {
      if (performance.now() - begun > go) break;
      this.paint(piece);
    }
    if (this.queue.size > 0) this.timer = setTimeout(() => this.draw(), 0);
    measure(this.root, this.settled);
  }

  private paint(piece: Piece): void {
    const { context } = this;
    this.queue.delete(piece);
    if (!context) return;
    if (!piece.drawn) piece.element.replaceChildren();
    piece.drawn = true;
    piece.element.style.height = "";
    piece.sign = this.sign(piece, context);
    render(piece.content(context), piece.element);
  }
}

/** What the page of a portal shows besides the report, folded away; nothing where that is hardly anything. */
function around({ document, words }: PaperContext, from: number, to: number): HTMLElement | undefined {
  const texts = document.blocks
    .slice(from, to)
    .flatMap((block) => (block.kind === "table" ? block.cells : [block]).map(({ text }) => text));
  if (texts.join("").length < 60) return undefined;
  const details = make("details", "around");
  details.append(make("summary", "", words.around));
  return details;
}

/** Keeps the room of a piece that is not drawn. */
function hold(piece: Piece): void {
  render(nothing, piece.element);
  piece.element.replaceChildren();
  // biome-ignore lint/suspicious/noExplicitAny: lit keeps its part in the element; what was drawn there is gone.
  delete (piece.element as any)._$litPart$;
  if (piece.rows) {
    const row = make("tr", "");
    row.style.height = `${piece.height}px`;
    piece.element.append(row);
  } else piece.element.style.height = `${piece.height}px`;
}

function make(name: string, className: string, text?: string): HTMLElement {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

const identities = new WeakMap<object, number>();
let last = 0;

/** A number for an object, the same as long as it is the same object. */
function identity(object: object): number {
  let number = identities.get(object);
  if (number === undefined) {
    last += 1;
    number = last;
    identities.set(object, number);
  }
  return number;
}
