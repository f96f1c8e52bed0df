// Paragraphs with the marks on them, and the editor that lies over one.

import { html, nothing, type TemplateResult } from "lit";
import type { Mark, SpanMark } from "../model/marks.ts";
import { lengthOf, slice } from "../model/places.ts";
import type { ReportDocument } from "../types.ts";
import { type PaperContext, spoken } from "./context.ts";

type Piece = TemplateResult | string | (TemplateResult | string)[];

/** Which blocks are headings and which are the title. */
export interface Shapes {
  headings: Set<number>;
  title: Set<number>;
}

/** Finds title and headings of a document. */
export function shapesOf({ outcome, document }: PaperContext): Shapes {
  const headings = new Set<number>();
  for (const section of outcome.report.sections) {
    if (!section.place || !("start" in section.place)) continue;
    const { block, start, end } = section.place;
    const content = document.blocks[block];
    // A heading in the middle of a text that runs on is no line of its own.
    if (content && content.kind !== "table" && content.text.length <= (end - start) * 2) headings.add(block);
  }
  return { headings, title: titleBlocks(document, outcome.report.title ?? "") };
}

/** The blocks that make up the title, which may be broken over several lines. */
function titleBlocks(document: ReportDocument, title: string): Set<number> {
  const wanted = title.replaceAll(/\s/g, "");
  // Titles stand near the top.
  const texts = document.blocks
    .slice(0, 200)
    .map((block) => (block.kind === "table" ? "" : block.text.slice(0, 300).replaceAll(/\s/g, "")));
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

/** A text with its forced line breaks. */
export const lines = (text: string): Piece =>
  text.includes("\n")
    ? text.split("\n").flatMap((line, index) => (index === 0 ? [line] : [html`<br />`, line]))
    : text;

/** The blocks from one to another that are not tables. */
export function prose(context: PaperContext, shapes: Shapes, from: number, to: number): TemplateResult[] {
  return context.document.blocks.slice(from, to).map((block, offset) => {
    const index = from + offset;
    if (block.kind === "table") return html``;
    const before = context.document.blocks[index - 1]?.page;
    const turned = block.page !== undefined && block.page !== before && index > 0;
    const page = turned ? html`<span class="page">${context.words.page(block.page ?? 1)}</span>` : nothing;
    return html`${page}${paragraph(context, shapes, block, index)}`;
  });
}

function paragraph(
  context: PaperContext,
  shapes: Shapes,
  block: { kind: "heading" | "paragraph"; text: string },
  index: number,
): TemplateResult {
  const edited = context.changedBlocks.has(index) ? "edited" : "";
  if (context.prose?.block === index) return editor(context, context.prose, index);
  const text = marked(context, block.text, index, context.view.spanMarks.get(index) ?? []);
  // The keyboard comes to the first one; the arrows lead on.
  const begin = context.outcome.report.first_block ?? 0;
  const first = context.document.blocks.findIndex(({ kind }, at) => kind !== "table" && at >= begin);
  const stop = first === index ? 0 : -1;
  if (shapes.title.has(index))
    return html`<h1 class=${edited} data-block=${index} tabindex=${stop}>${text}</h1>`;
  if (block.kind === "heading" || shapes.headings.has(index)) {
    return html`<h2 class=${edited} data-block=${index} tabindex=${stop}>${text}</h2>`;
  }
  return html`<p class=${edited} data-block=${index} tabindex=${stop}>${text}</p>`;
}

/** The editor: a field over the same text with its marks, which move along with what is typed. */
function editor(context: PaperContext, { text }: { text: string }, index: number): TemplateResult {
  const block = context.document.blocks[index];
  const before = block && block.kind !== "table" ? block.text : "";
  const marks = shifted(context.view.spanMarks.get(index) ?? [], before, text);
  return html`<div class="prose-editor" data-block=${index}>
    <div class="under" aria-hidden="true">${marked({ ...context, showNumbers: false }, `${text}\u200b`, index, marks)}</div>
    <textarea class="over" spellcheck="false" aria-label=${context.words.editText} .value=${text}></textarea>
  </div>`;
}

/** The marks of a text after a stretch of it was changed. */
function shifted(marks: SpanMark[], before: string, after: string): SpanMark[] {
  if (before === after) return marks;
  const [old, next] = [lengthOf(before), lengthOf(after)];
  let same = 0;
  while (same < before.length && same < after.length && before[same] === after[same]) same += 1;
  let tail = 0;
  while (tail < old - same && tail < next - same && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const move = (offset: number) =>
    offset <= same ? offset : offset >= old - tail ? offset + next - old : Math.min(offset, next - tail);
  return marks
    .map((mark) => ({ ...mark, start: move(mark.start), end: move(mark.end) }))
    .filter((mark) => mark.end > mark.start);
}

/** A paragraph cut at the edges of its marks. */
function marked(context: PaperContext, text: string, block: number, all: SpanMark[]): Piece {
  const marks = all.filter((mark) => mark.role !== "related" || mark.remark === context.active);
  const numbers = context.showNumbers
    ? (context.outcome.numbers ?? []).filter((number) => number.block === block && "start" in number)
    : [];
  if (marks.length === 0 && numbers.length === 0) return lines(text);
  const length = lengthOf(text);
  const spans = numbers.map((number) => ({ number, ...(number as { start: number; end: number }) }));
  const edges = new Set([0, length]);
  for (const { start, end } of [...marks, ...spans]) {
    edges.add(Math.min(start, length));
    edges.add(Math.min(end, length));
  }
  const cuts = [...edges].sort((one, other) => one - other);
  // One sweep: marks are taken up where they begin and put down where they end.
  const beginning = [...marks].sort((one, other) => one.start - other.start);
  const counting = [...spans].sort((one, other) => one.start - other.start);
  let open: SpanMark[] = [];
  let [mark, span] = [0, 0];
  return cuts.slice(0, -1).map((start, index): TemplateResult => {
    const end = cuts[index + 1] ?? length;
    open = open.filter((each) => each.end > start);
    for (let each = beginning[mark]; each && each.start <= start; each = beginning[mark]) {
      if (each.end > start) open.push(each);
      mark += 1;
    }
    while ((counting[span]?.end ?? Number.POSITIVE_INFINITY) <= start) span += 1;
    const number =
      (counting[span]?.start ?? Number.POSITIVE_INFINITY) <= start ? counting[span]?.number : undefined;
    let piece: Piece = lines(slice(text, start, end));
    if (number) {
      const verdict =
        number.cells.length === 0 || number.agrees == null ? "unbound" : number.agrees ? "agrees" : "differs";
      piece = html`<span class="number ${verdict}">${piece}</span>`;
    }
    const [first] = open;
    if (!first) return html`${piece}`;
    const { remark } = first;
    const lit = open.some((each) => each.remark === context.active) ? "lit" : "";
    const ending = open.filter((each) => each.end === end && each.numbered);
    return html`<mark class="${remark.severity} ${lit}" data-group=${remark.group} tabindex="-1"
      aria-description=${spoken(context, first)}>${piece}</mark>${ending.map((each) =>
        badge(context, each),
      )}`;
  });
}

/** The numbered mark itself: a button, so that it can be reached and pressed. */
export const badge = (context: PaperContext, mark: Mark): TemplateResult =>
  html`<button type="button" class="badge ${mark.remark.severity}" tabindex="-1" aria-label=${spoken(context, mark)}
    data-group=${mark.remark.group}>${mark.remark.number}</button>`;
