// Editing in place: the keyboard's way through the cells that hold values, and what is typed or pasted into them.

import type { LitElement, ReactiveController } from "lit";
import { placeOfKey, type TextChange } from "./draft.ts";
import { placeKey, type View } from "./model.ts";
import { changesInText } from "./redrawn.ts";
import type { FormInfo, Outcome, Table } from "./types.ts";

/** Who holds the report that is edited. */
export interface Desk {
  readonly outcome: Outcome | undefined;
  readonly form: FormInfo | undefined;
  readonly view: View;
  /** The table of the document with this number. */
  table(block: number): Table | undefined;
  change(changes: TextChange[]): void;
}

/** Rows and columns that a table can have beyond a gap in its values. */
const reach = 80;

/** The cell that the keyboard is on and the text being typed into it. */
export class Editing implements ReactiveController {
  /** Key of the cell that the keyboard is on. */
  current: string | undefined;
  /** What the editor holds when it opens; nothing where no cell is being edited. */
  text: string | undefined;
  private opening = false;

  constructor(
    private readonly host: LitElement,
    private readonly desk: Desk,
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    if (!this.opening) return;
    this.opening = false;
    const editor = this.host.renderRoot.querySelector<HTMLInputElement>(".editor");
    // What was typed to open the editor stands in it: the cursor goes behind it.
    editor?.focus();
    editor?.setSelectionRange(editor.value.length, editor.value.length);
  }

  /** Forgets where the keyboard was. */
  reset(): void {
    this.current = undefined;
    this.text = undefined;
    this.host.requestUpdate();
  }

  /** Puts the keyboard on a cell. */
  visit(key: string): void {
    this.current = key;
    this.host.requestUpdate();
  }

  /** The table with this number: of the document, or drawn again. */
  tableOf(block: number): Table | undefined {
    const { view } = this.desk;
    return this.desk.table(block) ?? view.redrawing.tables.find((each) => each.block === block)?.table;
  }

  /** Opens the editor on a cell, with the text given or the cell's own. */
  start(key: string, text?: string): void {
    const { block, row, column } = placeOfKey(key);
    const cell = this.tableOf(block)?.cells.find((each) => each.row === row && each.column === column);
    if (!cell) return;
    this.text = text ?? cell.text;
    this.opening = true;
    this.visit(key);
  }

  /** Closes the editor; `text` is kept where there is one. */
  end(key: string, text: string | undefined, move: [number, number] | undefined): void {
    if (this.text === undefined) return;
    this.text = undefined;
    this.host.requestUpdate();
    if (text !== undefined) this.write(new Map([[key, text.trim()]]));
    if (move) this.step(key, move);
  }

  /** A key on a cell. */
  onKey(event: KeyboardEvent, key: string): void {
    const moves: Record<string, [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
    };
    const move = moves[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (move) this.step(key, move);
    else if (event.key === "Enter" || event.key === "F2") this.start(key);
    else if (event.key === "Delete" || event.key === "Backspace") this.write(new Map([[key, ""]]));
    else if (/^[\d\-.０-９]$/.test(event.key)) this.start(key, event.key);
    else return;
    event.preventDefault();
  }

  /** Writes a block of values over the cells from the current one on, as far as the table reaches; whether it did. */
  fill(values: string[][]): boolean {
    if (this.current === undefined || !this.desk.outcome) return false;
    const at = placeOfKey(this.current);
    const written = new Map<string, string>();
    for (const [down, row] of values.entries()) {
      for (const [right, text] of row.entries()) {
        const next = placeKey(at.block, at.row + down, at.column + right);
        if (this.desk.view.cellNames.has(next)) written.set(next, text);
      }
    }
    this.write(written);
    return true;
  }

  /** Writes texts into cells by key; those of tables drawn again are changed where they stand in the text. */
  private write(values: Map<string, string>): void {
    const { outcome, form, view } = this.desk;
    if (!outcome) return;
    const inText = new Map<string, string>();
    const inTables: TextChange[] = [];
    for (const [key, text] of values) {
      const name = view.redrawing.names.get(key);
      if (name === undefined) inTables.push({ place: placeOfKey(key), text });
      else inText.set(name, text);
    }
    this.desk.change([...inTables, ...changesInText(outcome, form, inText)]);
  }

  /** Puts the keyboard on the nearest value cell in a direction. */
  private step(key: string, [down, right]: [number, number]): void {
    const at = placeOfKey(key);
    let next = key;
    for (let distance = 1; distance < reach; distance += 1) {
      const there = placeKey(at.block, at.row + down * distance, at.column + right * distance);
      if (!this.desk.view.cellNames.has(there)) continue;
      next = there;
      break;
    }
    this.visit(next);
    // At once: the next key press may already be on its way.
    this.host.renderRoot.querySelector<HTMLElement>(`[data-key="${next}"]`)?.focus();
  }
}
