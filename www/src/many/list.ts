// The list of several reports.

import { html, nothing, type TemplateResult } from "lit";
import { shown } from "../out/inert.ts";
import type { Many, Row } from "../state/entries.ts";
import type { Language } from "../types.ts";
import { mark } from "../verdict/mark.ts";
import type { Words } from "../words/words.ts";
import type { Verdict } from "../words/zh.ts";

/** What the list needs to know and to tell. */
export interface ListContext {
  words: Words;
  language: Language;
  many: Many;
  now: number;
  /** How many rows are drawn, and statuses that are left out. */
  rowsShown: number;
  rowsHidden: Set<string>;
  onOpen(row: Row): void;
  onStop(): void;
  onGoOn(): void;
  onSave(): void;
  onWorkbook(): void;
  onMore(): void;
  onHide(hidden: Set<string>): void;
}

/** What came of a row; nothing as long as it was not looked at. */
export const statusOf = (row: Row): Verdict | undefined => (row.failure ? "not-read" : row.result?.status);

const order: Verdict[] = [
  "errors",
  "doubts",
  "partly-checked",
  "not-checked",
  "not-filled-in",
  "not-a-report",
  "not-read",
  "holds",
];

/** The list as rows of a table, below the names of the columns. */
export function listRows(words: Words, language: Language, { rows }: Many): unknown[][] {
  const lines = rows.map((row) => {
    const { name, result, failure } = row;
    const status = statusOf(row);
    const { counts } = result ?? {};
    return [
      name,
      result?.organ,
      result?.year,
      status && words.statusShort[status],
      counts?.held,
      counts?.broken,
      counts?.open,
      counts?.error,
      counts?.warning,
      counts?.notice,
      failure ? (language === "en" ? failure.en : failure.zh) : "",
    ];
  });
  return [words.batchColumns, ...lines];
}

/** The list on the page. */
export function manyList(context: ListContext): TemplateResult {
  const { words, many, now, rowsHidden } = context;
  const { rows, done, running } = many;
  const seconds =
    done === 0 ? undefined : Math.ceil((((now - many.since) / done) * (rows.length - done)) / 1000);
  const counts = new Map<Verdict, number>();
  for (const row of rows) {
    const status = statusOf(row);
    if (status) counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  const kept = rows.filter((row) => !rowsHidden.has(statusOf(row) ?? ""));
  const toggle = (status: Verdict) => {
    // A press on one of all shows it alone; a further press on it shows all again.
    const others = order.filter((each) => each !== status);
    const alone = !rowsHidden.has(status) && others.every((each) => rowsHidden.has(each));
    context.onHide(new Set(alone ? [] : others));
  };
  const present = order.filter((status) => counts.has(status));
  return html`<section class="sheet batch">
    <div class="batch-head">
      <h2 tabindex="-1">${words.batchTitle(rows.length)}</h2>
      <p role="status">
        ${words.batchDone(done, rows.length)}
        ${running && seconds !== undefined ? html`<span aria-hidden="true">${words.timeLeft(seconds)}</span>` : nothing}
      </p>
      ${
        running
          ? html`<button type="button" @click=${context.onStop}>${words.stop}</button>`
          : html`${done < rows.length ? html`<button type="button" class="first" @click=${context.onGoOn}>${words.goOn}</button>` : nothing}<button type="button" @click=${context.onWorkbook}>${words.batchWorkbook}</button>
            <button type="button" @click=${context.onSave}>${words.batchSave}</button>`
      }
    </div>
    ${running ? html`<progress max=${rows.length} value=${done} aria-label=${words.batchTitle(rows.length)}></progress>` : nothing}
    <div class="tally" role="group" aria-label=${words.batchFilter}>
      ${present.map(
        (status) => html`<button
          type="button"
          class=${status}
          aria-pressed=${!rowsHidden.has(status) && rowsHidden.size > 0 ? "true" : "false"}
          @click=${() => toggle(status)}
        >
          ${mark(status)}${words.statusShort[status]} <b>${counts.get(status)}</b>
        </button>`,
      )}
    </div>
    <table>
      <thead>
        <tr>
          ${words.batchHead.map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${kept.slice(0, context.rowsShown).map((row) => listRow(context, row))}
      </tbody>
    </table>
    ${
      kept.length > context.rowsShown
        ? html`<p class="more"><button type="button" @click=${context.onMore}>
          ${words.batchMore(Math.min(200, kept.length - context.rowsShown))}
        </button></p>`
        : nothing
    }
  </section>`;
}

function listRow(context: ListContext, row: Row): TemplateResult {
  const { words, language, onOpen } = context;
  const { result, failure } = row;
  const status = statusOf(row);
  const name = html`<bdi>${shown(row.name)}</bdi>`;
  const edited = row.report?.draft.changed ? html` <small>${words.editedRow}</small>` : nothing;
  const head = status
    ? html`<button type="button" class="cell" @click=${() => onOpen(row)}>${name}</button>${edited}`
    : name;
  if (!status) {
    return html`<tr>
      <th scope="row">${head}</th>
      <td colspan="4"></td>
    </tr>`;
  }
  const verdict = html`<td class="status ${status}">${mark(status)}${words.statusShort[status]}</td>`;
  if (failure || !result || status === "not-a-report") {
    return html`<tr>
      <th scope="row">${head}</th>
      <td></td>
      ${verdict}
      <td colspan="2">${failure && (language === "en" ? failure.en : failure.zh)}</td>
    </tr>`;
  }
  const { held, broken, open, error, warning } = result.counts;
  const parts = [
    held > 0 ? words.held(held) : "",
    broken > 0 ? words.broken(broken) : "",
    open > 0 ? words.unchecked(open) : "",
  ];
  return html`<tr>
    <th scope="row">${head}</th>
    <td>${result.organ} ${result.year ?? ""}</td>
    ${verdict}
    <td>${parts.filter((part) => part !== "").join(words.comma)}</td>
    <td>${words.batchLook(error, warning)}</td>
  </tr>`;
}
