// The made summary: the tables of the form with the sums, to be copied or saved.

import { html, nothing, type TemplateResult } from "lit";
import type { SumInfo } from "../../generated/documents/gouji.js";
import { copy } from "../out/clipboard.ts";
import { escaped, field, shown } from "../out/inert.ts";
import type { FormInfo } from "../types.ts";
import { labelOf } from "./cells.ts";
import { type Desk, nameOf, worked } from "./desk.ts";
import { first, further } from "./long.ts";
import { type Line, statusOf, worstOf } from "./model.ts";
import { saveBook } from "./save.ts";

/** The view. */
export function sumView(desk: Desk): TemplateResult {
  const { words, state, read, pool } = desk;
  const { sum } = state;
  const able = read.filter(({ glance }) => glance.form !== null);
  const among = able.filter(({ line }) => !sum.left.has(line.id));
  const found = worked(desk, sum, `${desk.version} ${[...sum.left].join()} ${desk.language}`, () =>
    pool.ask(
      "sumsOf",
      among.map(({ glance }) => glance),
      (places) => [places, desk.language],
    ),
  );
  if (!found) return html`<div class="view"></div>`;
  const lines = among.map(({ line }) => line);
  const added = new Set(found.sums.flatMap(({ parts }) => parts.map((at) => lines[at])));
  const wrong = lines.filter((line) => added.has(line) && statusOf(line) === "errors");
  return html`<div class="view sum">
    ${leftOut(desk)}
    ${
      wrong.length > 0
        ? html`<p class="errors">
          ${words.sumWrong(wrong.length)}
          ${first(desk, "wrong", wrong).map((line) => html`<button type="button" class="quiet" @click=${() => desk.open(line)}>${shown(line.result ? nameOf(line.result) : line.name)}</button> `)}
        </p>`
        : nothing
    }
    ${further(desk, "wrong", wrong)}
    <details class="among">
      <summary>${words.sumAmong} · ${words.title(added.size)}${added.size < among.length ? words.sumOf(among.length) : nothing}</summary>
      <p>
        <button
          type="button"
          @click=${() => {
            sum.left.clear();
            desk.draw();
          }}
        >
          ${words.sumAll}
        </button>
      </p>
      <ul>
        ${first(desk, "among", able).map(
          ({ line, glance }) => html`<li>
              <label
                ><input
                  type="checkbox"
                  .checked=${!sum.left.has(line.id)}
                  @change=${() => {
                    if (!sum.left.delete(line.id)) sum.left.add(line.id);
                    desk.draw();
                  }}
                />${shown(nameOf(glance))} ${glance.year ?? ""} <small>${shown(line.name)}</small>
                ${!sum.left.has(line.id) && !added.has(line) ? html`<small class="doubts">${words.sumNot}</small>` : nothing}</label
              >
            </li>`,
        )}
      </ul>
      ${further(desk, "among", able)}
    </details>
    ${found.remarks.slice(0, few).map(said)}
    ${
      found.remarks.length > few
        ? html`<details>
          <summary class="doubts">${words.sumMore(found.remarks.length - few)}</summary>
          ${first(desk, "remarks", found.remarks.slice(few)).map(said)} ${further(desk, "remarks", found.remarks.slice(few))}
        </details>`
        : nothing
    }
    ${found.sums.length === 0 ? html`<p>${words.sumNone}</p>` : nothing}
    ${
      found.sums.length > 0
        ? html`<p>
          <button type="button" class="first" @click=${() => void saveBook(desk, "sum", "docx", lines)}>${words.sumDocx}</button>
          <button type="button" @click=${() => void saveBook(desk, "sum", "xlsx", lines)}>${words.sumXlsx}</button>
          <button type="button" @click=${() => void copied(desk, found.sums)}>${words.copy}</button>
        </p>`
        : nothing
    }
    ${found.sums.map((each) => sheet(desk, each))}
  </div>`;
}

/** Remarks that stand above the sums; the others unfold. */
const few = 3;
const said = (remark: string) => html`<p class="doubts">${shown(remark)}</p>`;

/** The files that are in no sum because nothing could be read of them: a sum without them is not that of all. */
function leftOut(desk: Desk): TemplateResult | typeof nothing {
  const { words, language, rows } = desk;
  const out = rows.filter((line) => !line.copyOf && (line.failure || line.result?.form === null));
  if (out.length === 0) return nothing;
  const why = (line: Line) =>
    line.failure ? worstOf(line, language, words.sameAs) : desk.stateOf(statusOf(line));
  return html`<details class="left-out" ?open=${out.length <= few}>
    <summary class="doubts">${words.sumLeft(out.length)}</summary>
    <ul>
      ${first(desk, "out", out).map((line) => html`<li><bdi>${shown(line.name)}</bdi>${words.colon}${why(line)}</li>`)}
    </ul>
    ${further(desk, "out", out)}
  </details>`;
}

/** Where the sums of the form do not hold among the sums: what is wrong in a part is wrong in them. */
function brokenIn(form: FormInfo, cells: SumInfo["cells"]): { label: string; left: number; right: number }[] {
  return form.identities.flatMap(({ left, right }) => {
    const values = (names: string[]) => names.map((name) => cells[name]);
    if ([...values(left), ...values(right)].some((value) => typeof value !== "number")) return [];
    const total = (names: string[]) =>
      Math.round(values(names).reduce((sum: number, value) => sum + Number(value), 0) * 1e6) / 1e6;
    const [one, other] = [total(left), total(right)];
    return one === other ? [] : [{ label: labelOf(form, left[0] ?? ""), left: one, right: other }];
  });
}

/** The rows and columns of each table of a form. */
interface Grid {
  columns: string[];
  rows: { label: string; cells: (string | undefined)[] }[];
}

function gridsOf(form: FormInfo): Grid[] {
  const grids: {
    key: string;
    columns: string[];
    rows: Map<string, { label: string; cells: Map<string, string> }>;
  }[] = [];
  for (const { cell, row, column, group } of form.cells) {
    const key = cell.split(".")[0] ?? "";
    let grid = grids.at(-1);
    if (grid?.key !== key) {
      grid = { key, columns: [], rows: new Map() };
      grids.push(grid);
    }
    if (!grid.columns.includes(column)) grid.columns.push(column);
    const place = cell.slice(0, Math.max(cell.lastIndexOf("."), 0));
    const label = group && !row.startsWith(group) ? `${group} · ${row}` : row;
    const own = grid.rows.get(place) ?? { label, cells: new Map() };
    own.cells.set(column, cell);
    grid.rows.set(place, own);
  }
  return grids.map(({ columns, rows }) => ({
    columns,
    rows: [...rows.values()].map(({ label, cells }) => ({
      label,
      cells: columns.map((column) => cells.get(column)),
    })),
  }));
}

/** A sum as it is shown; a blank would be read as nothing, where no sum could be made. */
const numberOf = (sum: SumInfo["cells"][string] | undefined): string => String(sum ?? "—");

function sheet(desk: Desk, { form: id, parts, cells }: SumInfo): TemplateResult {
  const { words } = desk;
  const form = desk.form(id);
  return html`<h3>${words.sumParts(words.form(id), parts.length)}</h3>
    ${(form ? brokenIn(form, cells) : []).map(({ label, left, right }) => html`<p class="errors">${words.sumBroken(label, String(left), String(right))}</p>`)}
    ${(form ? gridsOf(form) : []).map(
      (
        { columns, rows },
        at,
      ) => html`<div class="scroll" tabindex="0" role="region" aria-label=${`${words.sumParts(words.form(id), parts.length)} · ${at + 1}`}>
        <table class="plain numbers">
          <thead>
            <tr>
              <td></td>
              ${columns.map((column) => html`<th scope="col">${column}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              (row) => html`<tr>
                <th scope="row">${row.label}</th>
                ${row.cells.map((cell) =>
                  cell === undefined
                    ? html`<td></td>`
                    : html`<td class=${cells[cell] === null ? "open" : ""} title=${cells[cell] === null ? words.sumOpen : ""}>
                      ${numberOf(cells[cell])}
                    </td>`,
                )}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>`,
    )}`;
}

/** The tables for Word, WPS and spreadsheets, and as text. */
async function copied(desk: Desk, sums: SumInfo[]): Promise<void> {
  const tables = sums.flatMap(({ form: id, cells }) => {
    const form = desk.form(id);
    return (form ? gridsOf(form) : []).map(({ columns, rows }) => [
      ["", ...columns],
      ...rows.map((row) => [
        row.label,
        ...row.cells.map((cell) => (cell === undefined ? "" : numberOf(cells[cell]))),
      ]),
    ]);
  });
  const text = tables.map((table) => table.map((row) => row.map(field).join("\t")).join("\n")).join("\n\n");
  const rich = tables
    .map(
      (table) =>
        `<table border="1" style="border-collapse:collapse">${table
          .map(
            (row) =>
              `<tr>${row.map((each) => `<td style="border:1px solid #000;padding:2pt 4pt">${escaped(each)}</td>`).join("")}</tr>`,
          )
          .join("")}</table>`,
    )
    .join("<p></p>");
  desk.host.say((await copy(text, rich)) ? desk.words.copied : desk.words.copyFailed);
}
