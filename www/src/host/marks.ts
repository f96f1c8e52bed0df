// Marks in somebody else's page: on the cells and words that a remark is about, and away again without a trace.

import { type Role, viewOf } from "../model/marks.ts";
import { placeOfKey } from "../model/places.ts";
import { type Remark, remarksOf } from "../model/remarks.ts";
import type { Outcome } from "../types.ts";
import { Shown } from "./places.ts";

/** The look of the marks; it is put into the page where no rule of its own comes before it. */
export { default as marksCss } from "./marks.css";

const mark = "data-gouji";
const number = "data-gouji-number";

/** What of the page each remark is about: its suspects first. */
export type Places = Map<Remark, Element[]>;

const signs = (remarks: Remark[]): string =>
  [...new Set(remarks.map((each) => each.number))].map((each) => `[${each}]`).join("");

/** Puts a stretch of text into elements of its own: one for each text node that it runs through. */
function wrap(range: Range): Element[] {
  const inside: Text[] = [];
  const { startContainer, endContainer, startOffset, endOffset } = range;
  const walker = document.createTreeWalker(range.commonAncestorContainer, NodeFilter.SHOW_TEXT);
  for (let node: Node | null = walker.currentNode; node; node = walker.nextNode())
    if (node.nodeType === 3 && range.intersectsNode(node)) inside.push(node as Text);
  return inside.flatMap((node) => {
    const from = node === startContainer ? startOffset : 0;
    const to = node === endContainer ? endOffset : node.length;
    if (to <= from || node.data.slice(from, to).trim() === "") return [];
    const piece = from > 0 ? node.splitText(from) : node;
    if (to - from < piece.length) piece.splitText(to - from);
    const element = node.ownerDocument.createElement("gouji-mark");
    piece.replaceWith(element);
    element.append(piece);
    return [element];
  });
}

/** Takes away every mark. */
export function unmark(page: Document): void {
  for (const element of page.querySelectorAll("gouji-mark")) {
    const parent = element.parentNode;
    element.replaceWith(...element.childNodes);
    parent?.normalize();
  }
  for (const element of page.querySelectorAll(`[${mark}]`)) {
    element.removeAttribute(mark);
    element.removeAttribute(number);
  }
}

/** Marks what an outcome is about in the page that it was read from. */
export function markIn(page: Document, outcome: Outcome): Places {
  const places: Places = new Map();
  if (!outcome.document) return places;
  const remarks = remarksOf(outcome);
  const view = viewOf(outcome, remarks, undefined);
  const shown = new Shown(page.body, outcome.document);
  const note = (remark: Remark, role: Role, elements: Element[]) => {
    const known = places.get(remark) ?? [];
    places.set(remark, role === "related" ? [...known, ...elements] : [...elements, ...known]);
  };
  const put = (element: Element, role: Role, all: { remark: Remark; numbered: boolean }[]) => {
    const [first] = all;
    element.setAttribute(mark, `${first?.remark.severity ?? "notice"} ${role}`);
    const numbered = all.filter((each) => each.numbered).map((each) => each.remark);
    if (numbered.length > 0) element.setAttribute(number, signs(numbered));
  };
  const order: Role[] = ["suspect", "involved", "related"];
  for (const [key, marks] of view.cellMarks) {
    const { block, row, column } = placeOfKey(key);
    const cell = shown.cell(block, row, column);
    if (!cell) continue;
    const sorted = [...marks].sort((one, other) => order.indexOf(one.role) - order.indexOf(other.role));
    put(cell, sorted[0]?.role ?? "related", sorted);
    for (const { remark, role } of sorted) note(remark, role, [cell]);
  }
  const stretches = [...view.spanMarks].flatMap(([block, marks]) =>
    marks.flatMap((each) => {
      const span = shown.span(block, each.start, each.end);
      return span ? [{ ...each, span }] : [];
    }),
  );
  // From the end to the beginning: what is put into an element changes only what stands behind it. Of two that overlap
  // the first of the list stays, and both remarks point to it.
  stretches.sort(
    (one, other) => other.span[0] - one.span[0] || order.indexOf(one.role) - order.indexOf(other.role),
  );
  let before = { start: Number.POSITIVE_INFINITY, elements: [] as Element[] };
  for (const { span, remark, role, numbered } of stretches) {
    if (span[1] <= before.start) {
      const range = shown.letters.range(...span);
      const elements = range ? wrap(range) : [];
      elements.forEach((element, index) => {
        put(element, role, [{ remark, numbered: numbered && index === elements.length - 1 }]);
      });
      before = { start: span[0], elements };
    }
    note(remark, role, before.elements);
  }
  return places;
}
