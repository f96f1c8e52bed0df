// The made summary: the tables of the form with the sums, to be copied or saved.

import { html, nothing, type TemplateResult } from "lit";
import type { SumInfo } from "../../generated/documents/gouji.js";
import { copy } from "../out/clipboard.ts";
import { escaped, field, shown } from "../out/inert.ts";
import type { FormInfo } from "../types.ts";
import { type Desk, nameOf, worked } from "./desk.ts";
import { first, further } from "./long.ts";
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
  return html`<div class="view sum">
    <details class="among">
      <summary>${words.sumAmong} · ${words.title(among.length)}</summary>
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
                />${shown(nameOf(glance))} ${glance.year ?? ""} <small>${shown(line.name)}</small></label
              >
            </li>`,
        )}
      </ul>
      ${further(desk, "among", able)}
    </details>
    ${first(desk, "remarks", found.remarks).map((remark) => html`<p class="doubts">${shown(remark)}</p>`)}
    ${further(desk, "remarks", found.remarks)}
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
    const label = group && !row.startsWith(group) ? `${group}${row}` : row;
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
