// A report beside the same organ's of the year before: both texts, what repeats marked, and both tables.

import { html, nothing, type TemplateResult } from "lit";
import { shown } from "../out/inert.ts";
import type { Report } from "../state/entries.ts";
import type { FormInfo, Glance } from "../types.ts";
import { type Desk, failureOf, type Pair, worked } from "./desk.ts";
import type { Text } from "./functions.ts";
import { choice } from "./long.ts";
import type { Line } from "./model.ts";
import { sides, textOf } from "./texts.ts";

/** A pair that has just been put there. */
export const pairOf = (report: Report, leave: () => void): Pair => ({
  report,
  leave,
  other: undefined,
  texts: { found: undefined },
  now: { found: undefined },
  before: { found: undefined },
});

/** The organ's report of the year before, where it is on the list, its former name counting as its own. */
export function previousOf({ read, state }: Desk, row: object | undefined): Line | undefined {
  const own = read.find(({ line }) => line === row)?.glance;
  if (!own?.key || own.year === null) return undefined;
  const names = new Set(state.years.same.filter(([, now]) => now === own.organ).map(([before]) => before));
  const found = read.find(
    ({ line, glance }) =>
      line !== row &&
      glance.year === (own.year ?? 0) - 1 &&
      (glance.key === own.key || names.has(glance.organ ?? "")),
  );
  return found?.line;
}

/** The view. */
export function pairView(desk: Desk, pair: Pair): TemplateResult {
  const { words } = desk;
  const { report } = pair;
  const { organ, year } = report.outcome.report;
  const then = pair.other ?? previousOf(desk, report.row) ?? report.previous;
  return html`<section class="sheet batch pair" aria-label=${words.pairTitle}>
    <div class="batch-head">
      <h2 tabindex="-1">${shown(organ ?? report.name ?? "")} ${year === null ? nothing : words.year(year)}</h2>
      <button type="button" class=${then ? "first" : ""} @click=${() => pair.leave()}>${words.pairBack}</button>
    </div>
    <p class="picks">${picker(desk, pair, then)}</p>
    ${then ? compared(desk, pair, then) : html`<p role="status">${desk.read.length > 1 ? words.pairNone : words.pairChoose(year && year - 1)}</p>`}
  </section>`;
}

const isLine = (then: Line | Text | Report["previous"] | undefined): then is Line =>
  then !== undefined && "id" in then;

function picker(desk: Desk, pair: Pair, then: Line | Text | Report["previous"]): TemplateResult {
  const { words, host, read } = desk;
  const { organ } = pair.report.outcome.report;
  const name = (glance: Glance) =>
    `${glance.organ ?? ""} ${glance.year === null ? "" : words.year(glance.year)} · ${glance.name}`;
  const others = read.filter(({ line }) => line !== pair.report.row);
  // The organ's own come first.
  const own = others.filter(({ glance }) => glance.organ === organ);
  const list = [...own, ...others.filter(({ glance }) => glance.organ !== organ)];
  const choices = list.map(({ line, glance }) => ({ value: String(line.id), text: name(glance) }));
  return html`${
    choices.length > 0
      ? html`<label>${words.pairWith} ${choice(
          desk,
          "pair",
          [{ value: "", text: "" }, ...choices],
          isLine(then) ? String(then.id) : "",
          (id) => {
            pair.other = list.find(({ line }) => String(line.id) === id)?.line;
          },
        )}</label>`
      : nothing
  }
    <button
      type="button"
      class=${then ? "" : "first"}
      @click=${() =>
        host.choose(([file]) => {
          if (!file) return;
          pair.other = { source: file, name: file.name, inside: undefined };
          desk.draw();
        }, {})}
    >
      ${words.pairFile}
    </button>
    ${then && !isLine(then) ? shown(then.name ?? "") : nothing}`;
}

/** What a text and a glance are made from. */
const sourceOf = (then: Line | Text | NonNullable<Report["previous"]>): Text =>
  isLine(then)
    ? textOf(then)
    : "document" in then
      ? { source: then, name: then.name ?? "", inside: undefined }
      : then;

function compared(
  desk: Desk,
  pair: Pair,
  then: Line | Text | NonNullable<Report["previous"]>,
): TemplateResult {
  const { words, pool, language } = desk;
  const { report } = pair;
  const { input } = report.draft;
  const now: Text = { source: input, name: report.name ?? "", inside: undefined };
  const before = sourceOf(then);
  const key = `${numberOf(input)} ${numberOf(before.source as object)} ${before.inside ?? ""} ${language}`;
  const glance = (slot: Pair["now"], text: Text) =>
    worked(desk, slot, key, () => pool.run("glanceOf", [text, language]));
  const left = isLine(then) && then.result && !then.report ? then.result : glance(pair.before, before);
  const right = glance(pair.now, now);
  const failure = failureOf(desk, pair.before, key) ?? failureOf(desk, pair.now, key);
  if (failure !== undefined) return html`<p role="status" class="errors">${failure}</p>`;
  if (!left || !right) return html`<p role="status">${words.textsReading}</p>`;
  const title = (each: Glance, other: Glance) =>
    each.organ === other.organ && each.year !== null
      ? words.year(each.year)
      : `${each.organ ?? each.name} ${each.year === null ? "" : words.year(each.year)}`;
  const titles: [string, string] = [title(left, right), title(right, left)];
  const gap = left.year !== null && right.year !== null && right.year - left.year !== 1;
  return html`${left.key !== right.key ? html`<p class="doubts">${words.pairOther(shown(left.organ ?? left.name))}</p>` : nothing}
    ${gap ? html`<p class="doubts">${words.pairGap(left.year ?? 0, (right.year ?? 0) - 1)}</p>` : nothing}
    <h3>${words.pairTexts}</h3>
    <div class="texts">${sides(desk, pair.texts, key, titles, right.year, now, before)}</div>
    ${tables(desk, left, right, titles)}`;
}

/** A number for each thing that is compared, so that a key can name it. */
const numbers = new WeakMap<object, number>();
let last = 0;
function numberOf(thing: object): number {
  const found = numbers.get(thing);
  if (found !== undefined) return found;
  last += 1;
  numbers.set(thing, last);
  return last;
}

/** One row of a table of both years: its words, and those of its group. */
interface Row {
  words: string;
  group: string;
}

/** Both years' numbers, table by table: the rows and columns of both forms, those of the later one first. */
function tables(desk: Desk, left: Glance, right: Glance, titles: [string, string]): TemplateResult[] {
  const { words } = desk;
  const forms = [desk.form(right.form), desk.form(left.form)];
  const names = new Map<string, { rows: Map<string, Row>; columns: Map<string, string> }>();
  for (const form of forms) {
    for (const { cell, row, column, group, english } of form?.cells ?? []) {
      const [table = "", ...path] = cell.split(".");
      const own = names.get(table) ?? { rows: new Map(), columns: new Map() };
      names.set(table, own);
      const last = column === "" ? "" : (path.pop() ?? "");
      const inEnglish = desk.language === "en";
      if (!own.rows.has(path.join(".")))
        own.rows.set(path.join("."), {
          words: inEnglish ? english[0] : row,
          group: inEnglish ? "" : (group ?? ""),
        });
      if (!own.columns.has(last)) own.columns.set(last, inEnglish ? english[1] : column);
    }
  }
  // What is carried over goes into the next year only.
  const next = left.year === null || right.year === null || right.year - left.year === 1;
  const [now, then] = [valuesOf(forms[0], right), valuesOf(forms[1], left)];
  return [...names].map(([table, { rows, columns }]) => {
    const cell = (row: string, column: string) => [table, row, column].filter(Boolean).join(".");
    const both = [...rows.keys()].flatMap((row) => [...columns.keys()].map((column) => cell(row, column)));
    const known = both.filter((each) => typeof now.get(each) === "number" && now.get(each) !== 0);
    const same = known.filter((each) => now.get(each) === then.get(each));
    const side = (values: Values, row: string, year: string) =>
      [...columns.keys()].map((column, at) => {
        const name = cell(row, column);
        const value = values.get(name);
        const again = same.includes(name);
        const broken = values === now && next && carriedWrong(name, now, then);
        return html`<td
          class="${at === 0 ? "edge " : ""}${again ? "again" : ""}${broken ? " doubts" : ""}${value === 0 ? " zero" : ""}"
          title=${broken ? words.pairCarried : again ? words.pairAgain(titles[0]) : year}
        >
          ${value === "unread" ? words.pairUnread : (value ?? "")}
        </td>`;
      });
    return html`<h3>${words.pairTables[table] ?? table}</h3>
      <p class="said-line">${words.pairSame(same.length, known.length, titles[0])}</p>
      <div class="scroll" tabindex="0" role="region" aria-label=${words.pairTables[table] ?? table}>
        <table class="plain numbers both">
          <thead>
            <tr>
              <td></td>
              ${titles.map((title) => html`<th scope="colgroup" class="edge" colspan=${columns.size}>${shown(title)}</th>`)}
            </tr>
            <tr>
              <td></td>
              ${titles.map(() => [...columns.values()].map((text, at) => html`<th scope="col" class=${at === 0 ? "edge" : ""}>${text}</th>`))}
            </tr>
          </thead>
          <tbody>
            ${[...rows].map(
              ([row, { words: text, group }], at, all) => html`<tr>
                <th scope="row">${group && group !== all[at - 1]?.[1].group ? html`<small>${group}</small> ` : nothing}${text}</th>
                ${side(then, row, titles[0])}${side(now, row, titles[1])}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  });
}

/** The numbers of a report by the contract names of their cells; a blank is nothing. */
type Values = Map<string, number | "unread">;

function valuesOf(form: FormInfo | undefined, { cells, unread }: Glance): Values {
  const values: Values = new Map();
  for (const [at, { cell }] of form?.cells.entries() ?? []) {
    const value = cells[at];
    if (unread.includes(at)) values.set(cell, "unread");
    else if (typeof value === "number") values.set(cell, value);
  }
  return values;
}

/** Whether what is carried in is not what the year before carried out. */
function carriedWrong(cell: string, now: Values, then: Values): boolean {
  if (!cell.startsWith("t3.carried_in.")) return false;
  const [own, other] = [now.get(cell), then.get(cell.replace("carried_in", "carried_out"))];
  return typeof own === "number" && typeof other === "number" && own !== other;
}
