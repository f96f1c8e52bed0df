// Editing in place: the keyboard's way through the cells that hold values, and what is typed or pasted into them.

import type { View } from "../model/marks.ts";
import { placeKey, placeOfKey, type TextChange } from "../model/places.ts";
import { changesInText } from "../model/redrawn.ts";
import type { InputDocument, Table } from "../types.ts";
import type { Report } from "./entries.ts";

type CellPlace = ReturnType<typeof placeOfKey>;
type Block = InputDocument["document"]["blocks"][number];

/** Who holds the report that is edited. */
export interface Editable {
  readonly report: Report | undefined;
  readonly view: View;
  change(changes: TextChange[]): void;
  refresh(): void;
  /** Puts the keyboard on a cell or paragraph, once it is drawn. */
  focus(key: string): void;
}

/** What came of pasting a block: nothing was one, it was written, or why it could not be. */
export type Filled = { done: true } | { done: false; why?: { row?: string; width?: [number, number] } };

const fold = (text: string) =>
  text
    .normalize("NFKC")
    .replaceAll(/[\s()（）[\]、.．。:：]/g, "")
    .replace(/^[一二三四五六七八九十\d]+(?=\D)/, "");

const isValue = (field: string) => /^[-—/+.,，\d０-９\s]{0,12}$/.test(field);

/** The cell or paragraph that the keyboard is on and the text being typed into it. */
export class Editing {
  /** Key of the cell that the keyboard is on. */
  current: string | undefined;
  /** What the editor holds when it opens; nothing where no cell is being edited. */
  text: string | undefined;
  /** The paragraph that is being edited, and what stands in its editor now. */
  prose: { block: number; text: string; at: number } | undefined;

  constructor(private readonly desk: Editable) {}

  /** The cell of each table that the keyboard was on last. */
  private readonly visited = new Map<number, string>();

  /** The cells that hold values, in reading order. */
  private get places(): CellPlace[] {
    const places = [...this.desk.view.cellNames.keys()].map(placeOfKey);
    return places.sort(
      (one, other) => one.block - other.block || one.row - other.row || one.column - other.column,
    );
  }

  /** The cells that the keyboard comes to from outside: one in each table, where it was last or the first. */
  get stops(): Set<string> {
    const stops = new Map<number, string>();
    for (const { block, row, column } of this.places)
      if (!stops.has(block)) stops.set(block, placeKey(block, row, column));
    for (const [block, key] of this.visited) if (this.desk.view.cellNames.has(key)) stops.set(block, key);
    return new Set(stops.values());
  }

  private blockOf(block: number): Block | undefined {
    return this.desk.report?.draft.input.document.blocks[block];
  }

  /** The text of a paragraph; nothing where the block is a table. */
  private paragraph(number: number): string | undefined {
    const block = this.blockOf(number);
    return block && block.kind !== "table" ? block.text : undefined;
  }

  /** Forgets where the keyboard was. */
  reset(): void {
    this.visited.clear();
    this.current = undefined;
    this.text = undefined;
    this.prose = undefined;
  }

  /** Puts the keyboard on a cell. */
  visit(key: string): void {
    if (this.current === key) return;
    this.current = key;
    this.visited.set(placeOfKey(key).block, key);
    this.desk.refresh();
  }

  /** The table with this number: of the document, or drawn again. */
  tableOf(block: number): Table | undefined {
    const own = this.blockOf(block);
    if (own?.kind === "table") return own;
    return this.desk.view.redrawing.tables.find((each) => each.block === block)?.table;
  }

  /** Opens the editor on a cell, with the text given or the cell's own. */
  start(key: string, text?: string): void {
    const { block, row, column } = placeOfKey(key);
    const cell = this.tableOf(block)?.cells.find((each) => each.row === row && each.column === column);
    if (!cell) return;
    this.prose = undefined;
    this.text = text ?? cell.text;
    this.current = key;
    this.desk.refresh();
  }

  /** Closes the editor; `text` is kept where there is one. */
  end(key: string, text: string | undefined, move: [number, number] | undefined): void {
    if (this.text === undefined) return;
    this.text = undefined;
    this.desk.refresh();
    if (text !== undefined) this.write(new Map([[key, text.trim()]]));
    if (move) this.step(key, move);
  }

  /** Opens the editor on a paragraph, with the cursor behind its `at`th letter. */
  startProse(block: number, at = 0): void {
    const text = this.paragraph(block);
    if (text === undefined) return;
    this.text = undefined;
    this.prose = { block, text, at };
    this.desk.refresh();
  }

  /** Closes the editor of a paragraph; what was typed is kept unless it is taken back. */
  endProse(keep: boolean): void {
    const { prose } = this;
    if (!prose) return;
    this.prose = undefined;
    this.desk.refresh();
    const before = this.paragraph(prose.block);
    if (!keep || before === undefined || before === prose.text) return;
    this.desk.change([pieceOf(prose.block, before, prose.text)]);
  }

  /** A key on a cell; whether it meant something. */
  onKey(event: KeyboardEvent, key: string): boolean {
    const moves: Record<string, [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
    };
    const move = moves[event.key];
    if (event.key === "Home" || event.key === "End") this.toEnd(key, event);
    else if (event.ctrlKey || event.metaKey || event.altKey) return false;
    else if (move) this.step(key, move, true);
    else if (event.key === "Enter" || event.key === "F2") this.start(key);
    else if (event.key === "Delete" || event.key === "Backspace") this.write(new Map([[key, ""]]));
    else if (/^[\d\-.０-９]$/.test(event.key)) this.start(key, event.key);
    else return false;
    event.preventDefault();
    return true;
  }

  /**
   * Writes a block of fields over the cells: from the current one on, or, where its rows carry labels, into the rows
   * that are called so. Nothing is written where a part of it would find no cell.
   */
  fill(fields: string[][], inCell: boolean): Filled {
    if (this.current === undefined || !this.desk.report || !inCell) return { done: false };
    const { block, row, column } = placeOfKey(this.current);
    const written = new Map<string, string>();
    const lines = fields.map((line) => {
      const first = line.findIndex((field) => field !== "" && isValue(field));
      const labels = line.slice(0, Math.max(first, 0)).filter((field) => field !== "");
      const plain = line.every(isValue);
      return {
        label: plain ? undefined : labels.at(-1),
        values: plain ? line : line.slice(Math.max(first, 0)),
      };
    });
    // Lines of a report rather than of a table, or headings among them: that is a report of its own.
    if (
      lines.some(
        ({ label, values }) => values.length === 0 || !values.every(isValue) || (label ?? "").length > 40,
      )
    ) {
      return { done: false };
    }
    if (lines.length > 1 && lines.some(({ label }) => label !== undefined) && lines.length > 12)
      return { done: false };
    for (const [down, { label, values }] of lines.entries()) {
      const named = label === undefined ? undefined : this.rowCalled(block, label);
      if (label !== undefined && named === undefined) return { done: false, why: { row: label } };
      const start = named ?? { row: row + down, columns: this.columnsFrom(block, row + down, column) };
      if (values.length > start.columns.length)
        return { done: false, why: { width: [values.length, start.columns.length] } };
      values.forEach((text, index) => {
        written.set(placeKey(block, start.row, start.columns[index] ?? 0), text);
      });
    }
    this.write(written);
    return { done: true };
  }

  /** The columns of a row that hold values, from one on. */
  private columnsFrom(block: number, row: number, from: number): number[] {
    const { view } = this.desk;
    const width = this.tableOf(block)?.columns ?? 0;
    const columns = Array.from({ length: width }, (_, column) => column);
    return columns.filter((column) => column >= from && view.cellNames.has(placeKey(block, row, column)));
  }

  /** The row of a table with a label, and its columns that hold values. */
  private rowCalled(block: number, label: string): { row: number; columns: number[] } | undefined {
    const wanted = fold(label);
    const cells = this.tableOf(block)?.cells ?? [];
    const found = cells.filter(
      (cell) => fold(cell.text) === wanted && this.columnsFrom(block, cell.row, 0).length > 0,
    );
    const [one] = found;
    if (!one || new Set(found.map(({ row }) => row)).size > 1) return undefined;
    return { row: one.row, columns: this.columnsFrom(block, one.row, 0) };
  }

  /** Writes texts into cells by key; those of tables drawn again are changed where they stand in the text. */
  private write(values: Map<string, string>): void {
    const { report, view } = this.desk;
    if (!report) return;
    const inText = new Map<string, string>();
    const inTables: TextChange[] = [];
    for (const [key, text] of values) {
      const name = view.redrawing.names.get(key);
      if (name === undefined) inTables.push({ place: placeOfKey(key), text });
      else inText.set(name, text);
    }
    this.desk.change([...inTables, ...changesInText(report.outcome, report.form, inText)]);
  }

  /**
   * Puts the keyboard on the nearest value cell in a direction; `on`: where none is left up or down, on the nearest of
   * the next row that has values, of the next table too.
   */
  private step(key: string, [down, right]: [number, number], on = false): void {
    const own = placeOfKey(key);
    const { places } = this;
    if (down + right < 0) places.reverse();
    const away = (each: CellPlace) => (each.row - own.row) * down + (each.column - own.column) * right;
    const inLine = places.find(
      (each) =>
        each.block === own.block &&
        (down ? each.column === own.column : each.row === own.row) &&
        away(each) > 0,
    );
    // In reading order, whichever way: what comes behind this row.
    const next =
      on &&
      down &&
      places.find(
        (each) => (each.block - own.block) * down > 0 || (each.block === own.block && away(each) > 0),
      );
    const line = next ? places.filter(({ block, row }) => block === next.block && row === next.row) : [];
    const near = (each: CellPlace) => Math.abs(each.column - own.column);
    this.go(inLine ?? line.sort((one, other) => near(one) - near(other))[0] ?? own);
  }

  /** Puts the keyboard at the beginning or the end of a row, of the table with Ctrl. */
  private toEnd(key: string, { key: name, ctrlKey }: KeyboardEvent): void {
    const own = placeOfKey(key);
    const line = this.places.filter(({ block, row }) => block === own.block && (ctrlKey || row === own.row));
    this.go(line.at(name === "Home" ? 0 : -1) ?? own);
  }

  private go({ block, row, column }: CellPlace): void {
    const key = placeKey(block, row, column);
    this.visit(key);
    this.desk.focus(key);
  }
}

/** The smallest stretch of a paragraph that differs between two texts, as a change. */
function pieceOf(block: number, before: string, after: string): TextChange {
  const [old, next] = [[...before], [...after]];
  let start = 0;
  while (start < old.length && start < next.length && old[start] === next[start]) start += 1;
  let end = 0;
  while (
    end < old.length - start &&
    end < next.length - start &&
    old[old.length - 1 - end] === next[next.length - 1 - end]
  )
    end += 1;
  return {
    place: { block, start, end: old.length - end },
    text: next.slice(start, next.length - end).join(""),
  };
}
