// The Word file that a report was read from, with nothing in it changed but what was changed on the page.

import { checksum } from "../out/zip.ts";
import { differencesOf } from "../state/draft.ts";
import type { ReportDocument } from "../types.ts";

/** The part of a Word file that its text stands in. */
const main = "word/document.xml";

/** The file with the changes between two states of its document; nothing where a place is not found for certain. */
export async function corrected(
  file: Blob | ArrayBuffer | Uint8Array,
  before: ReportDocument,
  after: ReportDocument,
): Promise<Blob | undefined> {
  const bytes = new Uint8Array(await new Blob([file as BlobPart]).arrayBuffer());
  const entries = entriesOf(bytes);
  const entry = entries.find(({ name }) => name === main);
  if (!entry) return undefined;
  const xml = entry.packed ? await through(new DecompressionStream("deflate-raw"), entry.data) : entry.data;
  const text = changed(new TextDecoder().decode(xml), before, after);
  if (text === undefined) return undefined;
  const next = new TextEncoder().encode(text);
  const data = await through(new CompressionStream("deflate-raw"), next);
  Object.assign(entry, { data, packed: 8, sum: checksum(next), size: next.length });
  return zipped(entries);
}

// The zip: every other file of it is handed on as it is.

interface Entry {
  name: string;
  /** The entry of the directory, and the head before the data. */
  listed: Uint8Array;
  head: Uint8Array;
  data: Uint8Array;
  packed: number;
  sum: number;
  size: number;
}

const at = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function entriesOf(bytes: Uint8Array): Entry[] {
  const view = at(bytes);
  let end = bytes.length - 22;
  while (end > 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end <= 0) return [];
  const entries: Entry[] = [];
  let from = view.getUint32(end + 16, true);
  for (let count = view.getUint16(end + 10, true); count > 0; count -= 1) {
    const two = (place: number) => view.getUint16(from + place, true);
    const four = (place: number) => view.getUint32(from + place, true);
    const length = 46 + two(28) + two(30) + two(32);
    const start = four(42);
    const begin = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(from + 46, from + 46 + two(28))),
      listed: bytes.slice(from, from + length),
      head: bytes.slice(start, begin),
      data: bytes.subarray(begin, begin + four(20)),
      packed: two(10),
      sum: four(16),
      size: four(24),
    });
    from += length;
  }
  return entries;
}

function zipped(entries: Entry[]): Blob {
  const parts: Uint8Array[] = [];
  let place = 0;
  for (const { listed, head, data, packed, sum, size } of entries) {
    // The directory has the same numbers two bytes further on, behind the version of the program that wrote them.
    for (const [bytes, shift] of [
      [listed, 2],
      [head, 0],
    ] as const) {
      const view = at(bytes);
      // The sum and the sizes stand in the head now, not behind the data.
      view.setUint16(6 + shift, view.getUint16(6 + shift, true) & ~8, true);
      view.setUint16(8 + shift, packed, true);
      for (const [index, value] of [sum, data.length, size].entries())
        view.setUint32(14 + shift + 4 * index, value, true);
    }
    at(listed).setUint32(42, place, true);
    parts.push(head, data);
    place += head.length + data.length;
  }
  const directory = entries.map(({ listed }) => listed);
  const length = directory.reduce((sum, listed) => sum + listed.length, 0);
  const end = new Uint8Array(22);
  const view = at(end);
  view.setUint32(0, 0x06054b50, true);
  for (const where of [8, 10]) view.setUint16(where, entries.length, true);
  view.setUint32(12, length, true);
  view.setUint32(16, place, true);
  return new Blob([...parts, ...directory, end] as BlobPart[]);
}

const through = async (stream: CompressionStream | DecompressionStream, bytes: Uint8Array) =>
  new Uint8Array(
    await new Response(new Blob([bytes as BlobPart]).stream().pipeThrough(stream)).arrayBuffer(),
  );

// The text: cells are found by the texts of their rows, paragraphs by their own.

const letters = (text: string) => text.replaceAll(/\s/g, "");
const said = (element: Element) =>
  letters([...element.querySelectorAll("t")].map((t) => t.textContent).join(""));

function changed(xml: string, before: ReportDocument, after: ReportDocument): string | undefined {
  const page = new DOMParser().parseFromString(xml, "application/xml");
  const tables = [...page.querySelectorAll("tbl")];
  const paragraphs = [...page.querySelectorAll("p")];
  // All places are found before the first is changed.
  const places = differencesOf(before.blocks, after.blocks).map((difference) => {
    const { place } = difference;
    const block = before.blocks[place.block];
    if (block?.kind !== "table") {
      const own = letters(block?.text ?? "");
      const former = before.blocks
        .slice(0, place.block)
        .filter((each) => each.kind !== "table" && letters(each.text) === own);
      return { difference, element: paragraphs.filter((each) => said(each) === own)[former.length] };
    }
    if (!("row" in place)) return { difference, element: undefined };
    const row = block.cells
      .filter((cell) => cell.row === place.row)
      .sort((one, other) => one.column - other.column);
    const texts = row.map((cell) => letters(cell.text)).join("|");
    for (const table of tables) {
      const rows = [...table.querySelectorAll("tr")].filter((each) => each.closest("tbl") === table);
      const cells = rows.length === block.rows ? cellsOf(rows[place.row] as Element) : [];
      if (cells.map(said).join("|") === texts)
        return { difference, element: cells[row.findIndex((cell) => cell.column === place.column)] };
    }
    return { difference, element: undefined };
  });
  for (const { difference, element } of places) {
    if (!element) return undefined;
    write(page, element, letters(difference.before), letters(difference.after));
  }
  const text = new XMLSerializer().serializeToString(page);
  return text.startsWith("<?xml") ? text : `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`;
}

/** The cells that begin in a row: those that only go on from above are none. */
const cellsOf = (row: Element): Element[] =>
  [...row.querySelectorAll("tc")].filter((cell) => {
    const merged = cell.querySelector("vMerge");
    return (
      cell.closest("tr") === row &&
      (!merged || merged.getAttributeNS(merged.namespaceURI, "val") === "restart")
    );
  });

/** Writes a text in the place of another: only the letters that differ, so that each keeps its looks. */
function write(page: Document, element: Element, before: string, after: string): void {
  const all = [...element.querySelectorAll("t")];
  const places = all.flatMap((t) =>
    [...(t.textContent ?? "").matchAll(/\S/g)].map(({ index = 0 }) => ({ t, index })),
  );
  let same = 0;
  while (same < Math.min(before.length, after.length) && before[same] === after[same]) same += 1;
  let end = 0;
  while (end < Math.min(before.length, after.length) - same && before.at(-1 - end) === after.at(-1 - end))
    end += 1;
  const middle = after.slice(same, after.length - end);
  const gone = places.slice(same, before.length - end);
  const [first] = gone;
  const last = places[same - 1];
  const target =
    first ?? (last ? { t: last.t, index: last.index + 1 } : { t: all[0] ?? run(page, element), index: 0 });
  // From the last to the first, so that the places before stay what they are.
  for (const { t, index } of gone.reverse()) splice(t, index, 1, "");
  splice(target.t, target.index, 0, middle);
}

function splice(t: Element, index: number, count: number, text: string): void {
  const old = t.textContent ?? "";
  t.textContent = old.slice(0, index) + text + old.slice(index + count);
}

/** A run in a blank cell, with the looks that its paragraph has for one. */
function run(page: Document, element: Element): Element {
  const paragraph = element.querySelector("p") ?? element;
  const make = (name: string) => page.createElementNS(paragraph.namespaceURI, `${paragraph.prefix}:${name}`);
  const [r, t] = [make("r"), make("t")];
  const looks = paragraph.querySelector("pPr > rPr");
  if (looks) r.append(looks.cloneNode(true));
  r.append(t);
  paragraph.append(r);
  return t;
}
