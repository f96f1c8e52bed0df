// The report as paper: its own blocks in their own shape, everything as text.

import { html, nothing, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { type Mark, placeKey, type Remark, type Role, type SpanMark, type View } from "./model.ts";
import { labelsOf, rowsOf } from "./tables.ts";
import type { Outcome, ReportDocument, Severity, Table, TableCell } from "./types.ts";
import type { Words } from "./words.ts";

/** What the paper needs to know and to tell. */
export interface PaperContext {
  words: Words;
  outcome: Outcome;
  document: ReportDocument;
  view: View;
  /** The remark that is lit, and the sides of its sum by contract name. */
  active: Remark | undefined;
  sides: Map<string, "total" | "addend">;
  selected: Remark | undefined;
  /** Original texts of changed cells, and blocks with a changed text. */
  changed: Map<string, string>;
  changedBlocks: Set<number>;
  /** The cell that the keyboard is on, and the text being typed into it. */
  current: string | undefined;
  editing: string | undefined;
  showNumbers: boolean;
  onHover(remark: Remark | undefined): void;
  onSelect(remark: Remark): void;
  onCellFocus(key: string): void;
  onCellKey(event: KeyboardEvent, key: string): void;
  onCellEdit(key: string): void;
  onEditDone(key: string, text: string | undefined, move: [number, number] | undefined): void;
  onCopyTable(block: number): void;
}

/** All blocks of the document. */
export function paper(context: PaperContext): TemplateResult {
  const headings = new Set<number>();
  for (const section of context.outcome.report.sections) {
    if (!section.place || !("start" in section.place)) continue;
    const { block, start, end } = section.place;
    const content = context.document.blocks[block];
    // A heading in the middle of a text that runs on is no line of its own.
    if (content && content.kind !== "table" && [...content.text].length <= (end - start) * 2)
      headings.add(block);
  }
  const titleBlocks = titleOf(context.document, context.outcome.report.title ?? "");
  let page: number | undefined;
  return html`${context.document.blocks.map((block, index) => {
    const turned = block.page !== undefined && block.page !== page;
    page = block.page ?? page;
    const mark = turned ? html`<span class="page">${context.words.page(page ?? 1)}</span>` : nothing;
    const again = context.view.redrawing.tables.filter((each) => each.after === index);
    return html`${mark}${blockOf(block, index)}${again.map((each) => tableBlock(context, each.table, each.block, true))}`;
  })}`;

  function blockOf(block: ReportDocument["blocks"][number], index: number): TemplateResult {
    if (block.kind === "table") return tableBlock(context, block, index);
    const text = textOf(context, block.text, index);
    const classes = classMap({ edited: context.changedBlocks.has(index) });
    if (titleBlocks.has(index)) return html`<h1 class=${classes} data-block=${index}>${text}</h1>`;
    if (block.kind === "heading" || headings.has(index)) {
      return html`<h2 class=${classes} data-block=${index}>${text}</h2>`;
    }
    return html`<p class=${classes} data-block=${index}>${text}</p>`;
  }
}

/** The blocks that make up the title, which may be broken over several lines. */
function titleOf(document: ReportDocument, title: string): Set<number> {
  const wanted = title.replaceAll(/\s/g, "");
  const texts = document.blocks.map((block) =>
    block.kind === "table" ? "" : block.text.replaceAll(/\s/g, ""),
  );
  for (const [start, first] of texts.entries()) {
    if (first === "" || !wanted.startsWith(first)) continue;
    let joined = "";
    for (let end = start; end < texts.length && joined.length < wanted.length; end += 1) {
      joined += texts[end];
      if (joined === wanted)
        return new Set(Array.from({ length: end - start + 1 }, (_, index) => start + index));
    }
  }
  return new Set();
}

const lines = (text: string): (string | TemplateResult)[] =>
  text.split("\n").flatMap((line, index) => (index === 0 ? [line] : [html`<br />`, line]));

/** A paragraph cut at the edges of its marks. */
function textOf(
  context: PaperContext,
  text: string,
  block: number,
): TemplateResult | (string | TemplateResult)[] {
  const marks = context.view.spanMarks.get(block) ?? [];
  const numbers = context.showNumbers
    ? (context.outcome.numbers ?? []).filter((number) => number.block === block && "start" in number)
    : [];
  if (marks.length === 0 && numbers.length === 0) return lines(text);
  const letters = [...text];
  const spans = numbers.map((number) => ({ number, ...(number as { start: number; end: number }) }));
  const edges = new Set([0, letters.length]);
  for (const { start, end } of [...marks, ...spans]) {
    edges.add(Math.min(start, letters.length));
    edges.add(Math.min(end, letters.length));
  }
  const cuts = [...edges].sort((one, other) => one - other);
  return html`${cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? letters.length;
    // What a remark is merely compared with shows only while the remark is lit.
    const here = marks.filter(
      (mark) =>
        mark.start <= start && end <= mark.end && (mark.role !== "related" || mark.remark === context.active),
    );
    const number = spans.find((span) => span.start <= start && end <= span.end)?.number;
    let piece: TemplateResult | (string | TemplateResult)[] = lines(letters.slice(start, end).join(""));
    if (number) {
      const verdict =
        number.cells.length === 0 || number.agrees == null ? "unbound" : number.agrees ? "agrees" : "differs";
      piece = html`<span class="number ${verdict}">${piece}</span>`;
    }
    if (here.length === 0) return piece;
    const ending = here.filter((mark) => mark.end === end && mark.numbered);
    return html`${marked(context, here, piece)}${ending.map((mark) => badge(context, mark))}`;
  })}`;
}

function marked(
  context: PaperContext,
  marks: SpanMark[],
  content: TemplateResult | (string | TemplateResult)[],
): TemplateResult {
  const [first] = marks;
  const remark = first?.remark;
  if (!remark) return html`${content}`;
  const lit = marks.some((mark) => mark.remark === context.active);
  return html`<mark
    class=${classMap({ [remark.severity]: true, lit })}
    data-group=${remark.group}
    @mouseenter=${() => context.onHover(remark)}
    @mouseleave=${() => context.onHover(undefined)}
    @click=${() => context.onSelect(remark)}
    >${content}</mark
  >`;
}

/** The numbered mark itself: a button, so that it can be reached and pressed. */
export function badge(context: PaperContext, mark: Mark): TemplateResult {
  const { remark } = mark;
  return html`<button
    type="button"
    class="badge ${remark.severity}"
    tabindex="-1"
    aria-label=${context.words.remark(remark.number)}
    data-group=${remark.group}
    @mouseenter=${() => context.onHover(remark)}
    @mouseleave=${() => context.onHover(undefined)}
    @click=${(event: Event) => {
      event.stopPropagation();
      context.onSelect(remark);
    }}
  >
    ${remark.number}
  </button>`;
}

function tableBlock(context: PaperContext, table: Table, block: number, redrawn = false): TemplateResult {
  const isValue = (cell: TableCell) => context.view.cellNames.has(placeKey(block, cell.row, cell.column));
  const labels = labelsOf(table, isValue);
  const rows = rowsOf(table);
  const row = (cells: TableCell[]) =>
    html`<tr class=${cells.some(isValue) ? "" : "labels"}>
      ${cells.map((cell) => tableCell(context, cell, block, labels, isValue(cell)))}
    </tr>`;
  // Where values stand in merged cells, a right edge means nothing: the form itself centres them.
  const centred = table.cells.some((cell) => cell.column_span > 1 && isValue(cell));
  const head = rows.slice(0, labels.rows);
  const body = rows.slice(labels.rows);
  return html`<figure class=${classMap({ table: true, redrawn })} data-block=${block}>
    ${redrawn ? html`<figcaption>${context.words.redrawn}</figcaption>` : nothing}
    <div class="scroll" role="group" aria-label=${context.words.scrolled}>
      <table class=${classMap({ wide: table.columns > 6, centred })}>
        ${head.length > 0 ? html`<thead>${head.map(row)}</thead>` : nothing}
        <tbody>${body.map(row)}</tbody>
      </table>
    </div>
    ${
      labels.rows + labels.columns > 0
        ? html`<button type="button" class="quiet copy-table" @click=${() => context.onCopyTable(block)}>
          ${context.words.copyTable}
        </button>`
        : nothing
    }
  </figure>`;
}

const strongest: Record<Role, number> = { suspect: 0, involved: 1, related: 2 };
const worst: Record<Severity, number> = { error: 0, warning: 1, notice: 2 };

function tableCell(
  context: PaperContext,
  cell: TableCell,
  block: number,
  labels: { rows: number; columns: number },
  value: boolean,
): TemplateResult {
  const key = placeKey(block, cell.row, cell.column);
  const marks = context.view.cellMarks.get(key) ?? [];
  const [main] = [...marks].sort(
    (one, other) =>
      strongest[one.role] - strongest[other.role] ||
      worst[one.remark.severity] - worst[other.remark.severity],
  );
  const lit = context.active && marks.some((mark) => mark.remark === context.active);
  const names = context.view.cellNames.get(key) ?? [];
  const side = lit ? names.map((name) => context.sides.get(name)).find((each) => each) : undefined;
  const original = context.changed.get(key);
  const number = /^[\s\d０-９.,，件宗份○〇\-—/+]*$/.test(cell.text);
  const editing = context.current === key && context.editing !== undefined;
  const classes = classMap({
    value,
    number: value && number,
    sticky: !value && cell.column + cell.column_span <= labels.columns && cell.row >= labels.rows,
    innermost: cell.column + cell.column_span === labels.columns,
    [main?.remark.severity ?? "none"]: main !== undefined && main.role !== "related",
    [`role-${main?.role ?? "none"}`]: true,
    lit: Boolean(lit),
    total: side === "total",
    addend: side === "addend",
    edited: original !== undefined,
    editing,
  });
  const badges = marks.filter((mark) => mark.numbered);
  const content = html`${
    editing
      ? editor(context, key, context.editing ?? "")
      : html`<span class="text">${lines(value && number ? cell.text.replaceAll("\n", "") : cell.text)}</span>`
  }${
    badges.length > 0
      ? html`<span class="badges">${badges.map((mark) => badge(context, mark))}</span>`
      : nothing
  }${original === undefined ? nothing : html`<span class="was">${context.words.was(original)}</span>`}`;
  if (!value) {
    const header = cell.header || cell.row < labels.rows || cell.column < labels.columns;
    return header
      ? html`<th class=${classes} data-key=${key} scope=${cell.row < labels.rows ? "col" : "row"}
          rowspan=${cell.row_span} colspan=${cell.column_span}>${content}</th>`
      : html`<td class=${classes} data-key=${key} rowspan=${cell.row_span} colspan=${cell.column_span}>${content}</td>`;
  }
  const hovered = main && main.role !== "related" ? main.remark : undefined;
  return html`<td
    class=${classes}
    data-key=${key}
    rowspan=${cell.row_span}
    colspan=${cell.column_span}
    tabindex=${context.current === key ? 0 : -1}
    @focus=${() => {
      context.onCellFocus(key);
      if (hovered) context.onHover(hovered);
    }}
    @blur=${() => context.onHover(undefined)}
    @mouseenter=${() => hovered && context.onHover(hovered)}
    @mouseleave=${() => hovered && context.onHover(undefined)}
    @click=${() => hovered && context.onSelect(hovered)}
    @dblclick=${() => context.onCellEdit(key)}
    @keydown=${(event: KeyboardEvent) => context.onCellKey(event, key)}
    >${content}</td
  >`;
}

function editor(context: PaperContext, key: string, text: string): TemplateResult {
  const finish = (event: Event, move?: [number, number]) =>
    context.onEditDone(key, (event.target as HTMLInputElement).value, move);
  return html`<input
    class="editor"
    .value=${text}
    inputmode="numeric"
    autocomplete="off"
    aria-label=${context.words.editHint}
    @blur=${(event: Event) => finish(event)}
    @keydown=${(event: KeyboardEvent) => {
      event.stopPropagation();
      if (event.isComposing) return;
      if (event.key === "Enter") finish(event, [event.shiftKey ? -1 : 1, 0]);
      else if (event.key === "Tab") finish(event, [0, event.shiftKey ? -1 : 1]);
      else if (event.key === "Escape") context.onEditDone(key, undefined, [0, 0]);
      else return;
      event.preventDefault();
    }}
  />`;
}

/**
 * Tells the style sheet where each label column begins, so that all of them stay in sight when the table scrolls, and
 * whether it has to scroll at all: a table that fits keeps its header in sight by the page's own scrolling.
 */
export function layTables(root: ParentNode): void {
  for (const table of root.querySelectorAll<HTMLTableElement>(".paper table")) {
    const frame = table.parentElement;
    if (!frame) continue;
    const scrolls = table.offsetWidth > frame.clientWidth + 1;
    frame.classList.toggle("scrolls", scrolls);
    frame.toggleAttribute("tabindex", scrolls);
    if (scrolls) frame.tabIndex = 0;
    if (frame.scrollLeft !== 0) continue;
    const left = table.getBoundingClientRect().left;
    for (const cell of table.querySelectorAll<HTMLElement>(".sticky")) {
      cell.style.setProperty("--left", `${Math.round(cell.getBoundingClientRect().left - left)}px`);
    }
  }
}
