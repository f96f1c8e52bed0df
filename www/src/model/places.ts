// Places of a document: cells of tables and stretches of text, with their keys.

import type { Place, ReportDocument } from "../types.ts";

/** A change of the text at a place. */
export interface TextChange {
  place: Place;
  text: string;
}

/** The key of a table place. */
export const placeKey = (block: number, row: number, column: number): string => `${block}:${row}:${column}`;

/** Key of a place that is a table cell; nothing for a span of text. */
export const cellKey = (place: Place): string | undefined =>
  "row" in place ? placeKey(place.block, place.row, place.column) : undefined;

/** The place of a table cell by its key. */
export function placeOfKey(key: string): { block: number; row: number; column: number } {
  const [block = 0, row = 0, column = 0] = key.split(":").map(Number);
  return { block, row, column };
}

/** A place as a text that is the same for the same place only. */
export const idOf = (place: Place): string =>
  "row" in place
    ? placeKey(place.block, place.row, place.column)
    : `${place.block}:span:${place.start}:${place.end}`;

/** Whether a cell with its spans covers a grid place. */
export const covers = (
  cell: { row: number; column: number; row_span: number; column_span: number },
  row: number,
  column: number,
): boolean =>
  row >= cell.row &&
  row < cell.row + cell.row_span &&
  column >= cell.column &&
  column < cell.column + cell.column_span;

let asked = "";
let plain = true;

/**
 * Whether every character of a text takes one place in a string, as in nearly all texts. The answer for the last text is
 * kept: a long paragraph is asked about once for each of its marks.
 */
function isPlain(text: string): boolean {
  if (text !== asked) {
    asked = text;
    plain = !/[\ud800-\udbff]/.test(text);
  }
  return plain;
}

/** Offsets count Unicode characters; this gives the part of a text between two of them. */
export const slice = (text: string, start: number, end?: number): string =>
  isPlain(text) ? text.slice(start, end) : [...text].slice(start, end).join("");

/** How many Unicode characters a text has. */
export const lengthOf = (text: string): number => (isPlain(text) ? text.length : [...text].length);

/** The text at a place of a document. */
export function textAt(document: ReportDocument | undefined, place: Place): string {
  const block = document?.blocks[place.block];
  if (!block) return "";
  if ("row" in place) {
    if (block.kind !== "table") return "";
    return block.cells.find((cell) => covers(cell, place.row, place.column))?.text ?? "";
  }
  return block.kind === "table" ? "" : slice(block.text, place.start, place.end);
}

/** A short digest of a text (two 32-bit mixes): to recognise it again, not to keep it secret. */
export function digest(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}
