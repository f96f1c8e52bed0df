// Changes made in the checker go back into the text that it was given: there alone, all else stays as it was.

import { lengthOf } from "../model/places.ts";
import type { Difference } from "../state/draft.ts";
import type { ReportDocument } from "../types.ts";
import { Letters, squeezed, textNodes } from "./letters.ts";
import { Shown } from "./places.ts";

/** A corrected report: the document as it was read, and what differs from it now. */
export interface Correction {
  document: ReportDocument;
  changes: Difference[];
}

/** The text with its changes, and those that have no place in it. */
export interface Corrected {
  html: string;
  left: Difference[];
}

/** What of two texts differs: how many characters they begin and end alike. */
function difference(before: string[], after: string[]): { start: number; end: number; text: string } {
  const least = Math.min(before.length, after.length);
  let start = 0;
  while (start < least && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < least - start && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail).join("") };
}

/** Puts a text in place of some letters, with the look of the first of them. */
function replace(letters: Letters, start: number, end: number, text: string): boolean {
  const inside = letters.at(start);
  if (start < end) {
    const range = letters.range(start, end);
    if (!range || !inside) return false;
    range.deleteContents();
    inside.node.insertData(inside.offset, text);
    return true;
  }
  const behind = letters.at(start - 1);
  if (behind) behind.node.insertData(behind.offset + 1, text);
  else if (inside) inside.node.insertData(inside.offset, text);
  return behind !== undefined || inside !== undefined;
}

/** Writes a cell anew, inside whatever gives its text a look. */
function fill(cell: Element, text: string): void {
  const letters = new Letters(cell);
  if (letters.text !== "") {
    const [first, ...others] = textNodes(cell).filter((node) => squeezed(node.data) !== "");
    if (first) first.data = text;
    for (const node of others) node.data = "";
    return;
  }
  let inner: Element = cell;
  while (inner.firstElementChild && inner.firstElementChild.tagName !== "BR") inner = inner.firstElementChild;
  inner.textContent = text;
}

/** Makes the changes in the HTML that the document was read from. */
export function corrected(html: string, { document, changes }: Correction): Corrected {
  const page = new DOMParser().parseFromString(html, "text/html");
  const shown = new Shown(page.body, document);
  const left: Difference[] = [];
  // From the end to the beginning, so that what was found stays where it is.
  for (const change of [...changes].reverse()) {
    const { place, before, after } = change;
    let done = false;
    if ("row" in place) {
      const cell = shown.cell(place.block, place.row, place.column);
      if (cell) fill(cell, after);
      done = cell !== undefined;
    } else {
      const { start, end, text } = difference([...before], [...after]);
      const span = shown.span(place.block, start, end);
      done = span !== undefined && lengthOf(before) > 0 && replace(shown.letters, ...span, text);
    }
    if (!done) left.unshift(change);
  }
  const whole = /^\s*(<!doctype|<html)/i.test(html);
  return { html: whole ? `<!DOCTYPE html>${page.documentElement.outerHTML}` : page.body.innerHTML, left };
}
