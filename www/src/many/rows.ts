// The list itself: however long it is, only the rows in view are drawn.

import { html, nothing, render, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { shown as plain } from "../out/inert.ts";
import { inSlices } from "../slices.ts";
import type { Dismissals } from "../state/dismissals.ts";
import type { Around, Row } from "../state/entries.ts";
import type { Glance, Item } from "../types.ts";
import { mark } from "../verdict/mark.ts";
import type { Desk } from "./desk.ts";
import { type Column, type Entry, entriesOf, type Line, statusOf, worstOf } from "./model.ts";

/** What of a report somebody has marked as no problem. */
function judgedOf({ organ, year, items }: Glance, dismissed: Dismissals): Item[] {
  const own = Object.values(dismissed).filter((each) => each.organ === (organ ?? "") && each.year === year);
  return items.filter(({ rule, says }) => own.some((each) => each.rule === rule && each.message === says));
}

/** Rows that are drawn above and below those in view. */
const beyond = 12;

/** The rows of a list. */
export class Rows {
  /** The row that has or had the keyboard. */
  current: number | undefined;
  private scroll = 0;
  private box: HTMLElement | undefined;
  private entries: Entry[] = [];
  private restoring = false;
  /** Whether the list is as it stood before a report was opened. */
  private returned = false;
  private framed = false;
  /** The order that is being worked out, and for which wish. */
  private ordering: { how: string; again: boolean; stop: () => void } | undefined;
  /** Milliseconds that it took the last time. */
  spent = 0;

  constructor(private readonly desk: Desk) {}

  /** The list is drawn into another element: the place is found again there. */
  moved(): void {
    this.box = undefined;
    this.restoring = true;
    this.returned = true;
  }

  /** From the beginning of the list. */
  top(): void {
    this.scroll = 0;
    if (this.box) this.box.scrollTop = 0;
  }

  /** What stands around the rows. */
  frame(): TemplateResult {
    const { words, shown } = this.desk;
    const head = (column: Column, text: string, name: string) => {
      const own = shown.column === column;
      return html`<th scope="col" class=${name} aria-sort=${own ? (shown.down ? "descending" : "ascending") : "none"}>
        <button type="button" class="cell" @click=${() => this.order(column)}>
          ${text}<span aria-hidden="true">${own ? (shown.down ? " ↓" : " ↑") : ""}</span>
        </button>
      </th>`;
    };
    return html`<div
      class="rows"
      @scroll=${() => this.scrolled()}
      @keydown=${(event: KeyboardEvent) => this.key(event)}
    >
      <table aria-rowcount=${this.desk.rows.length + 1}>
        <thead>
          <tr aria-rowindex="1">
            ${head("organ", words.head.organ, "organ")}${head("year", words.head.year, "year")}
            ${head("form", words.head.form, "form")}${head("status", words.head.status, "outcome")}
            ${head("look", words.head.look, "counts")}${head("worst", words.head.worst, "worst")}
          </tr>
        </thead>
        <tbody></tbody>
      </table>
    </div>`;
  }

  private order(column: Column): void {
    const { shown } = this.desk;
    // Up, down, and as they came.
    if (shown.column !== column) this.desk.set({ column, down: false });
    else if (!shown.down) this.desk.set({ column, down: true });
    else this.desk.set({ column: "order", down: false });
  }

  /** Draws the rows in view; those of a long list when they are in order. */
  draw(root: HTMLElement): void {
    const { shown, words } = this.desk;
    const name = (line: Line) =>
      shown.group === "year"
        ? line.result?.year
          ? words.year(line.result.year)
          : words.noYear
        : (words.levels[line.result?.level ?? ""] ?? "");
    // Back at the list: as it stood, until it is in order again.
    if (this.restoring && this.entries.length > 0) this.put(root);
    const how = JSON.stringify([shown, this.desk.language]);
    // What is being put in order for the same wish is not begun again and again while rows come in.
    if (how === this.ordering?.how) {
      this.ordering.again = true;
      return;
    }
    this.ordering?.stop();
    const begun = performance.now();
    const own = { how, again: false, stop: () => {} };
    this.ordering = own;
    own.stop = inSlices(entriesOf([...this.desk.rows], { ...shown }, name), (entries) => {
      this.ordering = undefined;
      this.spent = performance.now() - begun;
      const at = this.returned ? this.placeOf(this.current) : -1;
      this.returned = false;
      this.entries = entries;
      // What was put right there has gone down the list: the reader is at what has come in its place.
      const here = at >= 0 && at !== this.placeOf(this.current) ? entries[at] : undefined;
      if (here && "line" in here) this.current = here.line.id;
      this.put(root);
      if (here) this.focus(true);
      if (own.again) this.desk.soon();
    });
  }

  private put(root: HTMLElement): void {
    const box = root.querySelector<HTMLElement>(".rows");
    if (!box) return;
    const fresh = box !== this.box;
    this.box = box;
    const tree = box.getRootNode() as ShadowRoot;
    const there = box.contains(tree.activeElement);
    this.window();
    // A row that has moved takes the keyboard along: where it is put elsewhere the browser takes it away.
    if (there && !box.contains(tree.activeElement)) this.focus(true);
    if (fresh) box.scrollTop = this.scroll;
    if (fresh || this.restoring) {
      this.restoring = false;
      this.window();
      this.focus(true);
    }
  }

  private scrolled(): void {
    if (!this.box || this.framed) return;
    this.framed = true;
    requestAnimationFrame(() => {
      this.framed = false;
      if (!this.box?.isConnected) return;
      this.scroll = this.box.scrollTop;
      this.window();
    });
  }

  private get height(): number {
    const narrow = this.box?.getRootNode() instanceof ShadowRoot && this.host?.hasAttribute("narrow");
    return narrow ? 112 : 60;
  }

  private get host(): Element | undefined {
    const tree = this.box?.getRootNode();
    return tree instanceof ShadowRoot ? tree.host : undefined;
  }

  /** Draws every row for paper, which does not scroll, or again those in view. */
  print(all: boolean): void {
    this.printing = all;
    if (this.box?.isConnected) this.window();
  }

  private printing = false;

  private window(): void {
    const { box, entries, height } = this;
    const body = box?.querySelector("tbody");
    if (!box || !body) return;
    const room = box.clientHeight || 600;
    const beyondThese = this.printing ? entries.length : beyond;
    const first = Math.max(0, Math.floor(this.scroll / height) - beyondThese);
    const last = Math.min(entries.length, Math.ceil((this.scroll + room) / height) + beyondThese);
    const known = this.placeOf(this.current) >= 0;
    const some = entries.slice(first, last).map((entry, at) => ({ entry, at: first + at }));
    render(
      html`${first > 0 ? html`<tr class="space" aria-hidden="true"></tr>` : nothing}
      ${entries.length === 0 ? html`<tr class="nothing"><td colspan="6">${this.desk.words.none}</td></tr>` : nothing}
      ${repeat(
        some,
        ({ entry }) => ("line" in entry ? entry.line.id : `group ${entry.group}`),
        ({ entry, at }) => ("line" in entry ? this.row(entry.line, at, known) : this.group(entry)),
      )}
      ${last < entries.length ? html`<tr class="space" aria-hidden="true"></tr>` : nothing}`,
      body,
    );
    const spaces = [...body.querySelectorAll<HTMLElement>(".space")];
    if (first > 0) spaces.shift()?.style.setProperty("height", `${first * height}px`);
    spaces.shift()?.style.setProperty("height", `${(entries.length - last) * height}px`);
  }

  private group({ group: name, lines, wrong }: Extract<Entry, { group: string }>): TemplateResult {
    const { words } = this.desk;
    return html`<tr class="group">
      <th colspan="6" scope="rowgroup">
        ${name} · ${words.title(lines.length)}${wrong > 0 ? html` · <span class="errors">${this.desk.stateOf("errors")} ${wrong}</span>` : nothing}
      </th>
    </tr>`;
  }

  private row(line: Line, at: number, known: boolean): TemplateResult {
    const { words, language } = this.desk;
    const status = statusOf(line);
    const { result } = line;
    const path = plain(line.name);
    const organ = result?.organ ?? "";
    const able = status !== "waiting";
    const edited = line.report?.draft.changed ? html` <small class="good">${words.edited}</small>` : nothing;
    const inner = html`<span class="who">${organ || path.split("/").at(-1)}</span><bdi class="path">${path}</bdi>`;
    const judged = result ? judgedOf(result, this.desk.host.dismissed()) : [];
    const worst = result?.items.find((item) => !judged.includes(item))?.says ?? "";
    const counts = result && status !== "not-a-report" && status !== "same" ? result.counts : undefined;
    // All sums hold, and still not every number was looked at.
    const part = status === "holds" && (result?.unread.length ?? 0) > 0;
    const sums = counts
      ? [
          counts.held > 0 ? words.held(counts.held) : "",
          counts.broken > 0 ? words.broken(counts.broken) : "",
          counts.open > 0 ? words.unchecked(counts.open) : "",
          part ? words.unread(result?.unread.length ?? 0) : "",
        ].filter(Boolean)
      : [];
    return html`<tr aria-rowindex=${at + 2} class=${status}>
      <th scope="row" class="organ">
        ${
          able
            ? html`<button
              type="button"
              class="cell open-row"
              data-row=${line.id}
              tabindex=${this.isCurrent(line, at, known) ? 0 : -1}
              @click=${() => this.desk.open(line)}
              @focus=${() => {
                this.current = line.id;
              }}
            >
              ${inner}</button
            >${edited}`
            : inner
        }
      </th>
      <td class="year">${result?.year ?? ""}</td>
      <td class="form">${words.form(result?.form ?? "")}</td>
      <td class="status ${part ? "partly-checked" : status}">
        ${status === "same" || status === "waiting" ? nothing : mark(part ? "partly-checked" : status)}${
          status === "waiting" ? "" : part ? words.heldPart : this.desk.stateOf(status)
        }
        ${sums.length > 0 ? html`<small>${sums.join(words.comma)}</small>` : nothing}
      </td>
      <td class="counts">
        ${counts ? words.look(counts.error, counts.warning) : nothing}
        ${judged.length > 0 ? html`<small>${words.judged(judged.length)}</small>` : nothing}
      </td>
      <td class="worst">
        <span>${plain(judged.length > 0 ? worst : worstOf(line, language, words.sameAs))}</span>
      </td>
    </tr>`;
  }

  /** The row that the keyboard comes to: the current one where it is seen, else the first. */
  private isCurrent(line: Line, at: number, known: boolean): boolean {
    return known ? line.id === this.current : at === 0 || (at === 1 && "group" in (this.entries[0] ?? {}));
  }

  private placeOf(id: number | undefined): number {
    return id === undefined ? -1 : this.entries.findIndex((entry) => "line" in entry && entry.line.id === id);
  }

  private focus(show: boolean): void {
    const at = this.placeOf(this.current);
    if (at < 0 || !this.box) return;
    const { height } = this;
    if (show) {
      const top = at * height;
      const head = this.box.querySelector("thead")?.clientHeight ?? 0;
      if (top < this.box.scrollTop) this.box.scrollTop = top;
      else if (top + height + head > this.box.scrollTop + this.box.clientHeight)
        this.box.scrollTop = top + height + head - this.box.clientHeight;
      this.scroll = this.box.scrollTop;
      this.window();
    }
    this.box.querySelector<HTMLElement>(`[data-row="${this.current}"]`)?.focus({ preventScroll: true });
  }

  /**
   * Where the open row stands among those that were seen last, without those that open nothing of their own. The
   * keyboard comes back to it.
   */
  around(row: Row): Around | undefined {
    const lines = this.entries.flatMap((entry) =>
      "line" in entry && !/same|waiting/.test(statusOf(entry.line)) ? [entry.line] : [],
    );
    const at = lines.indexOf(row as Line);
    if (at < 0) return undefined;
    this.current = lines[at]?.id;
    return { at: at + 1, all: lines.length, before: lines[at - 1], after: lines[at + 1] };
  }

  /** From row to row with the keyboard. */
  private key(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor((this.box?.clientHeight ?? 600) / this.height) - 1);
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -this.entries.length,
      End: this.entries.length,
    };
    const by = steps[event.key];
    const [target] = event.composedPath();
    if (by === undefined || !(target instanceof HTMLElement) || !target.matches(".open-row")) return;
    event.preventDefault();
    const lines = this.entries.flatMap((entry) =>
      "line" in entry && statusOf(entry.line) !== "waiting" ? [entry.line] : [],
    );
    const at = lines.findIndex((line) => line.id === this.current);
    const next = lines[Math.max(0, Math.min(lines.length - 1, at + by))];
    if (!next) return;
    this.current = next.id;
    this.focus(true);
  }
}
