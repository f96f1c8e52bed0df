// What leaves the desk: files for other programs. Books are written by the checker, texts here.

import type { Saved } from "../../generated/documents/gouji.js";
import { save, saveBlob } from "../out/clipboard.ts";
import { asCsv, escaped, fileName } from "../out/inert.ts";
import type { Desk } from "./desk.ts";
import { type Line, linesOf, statusOf, worstOf } from "./model.ts";

const names: Record<Saved, string> = {
  list: "名单",
  sum: "汇总",
  letters: "整改清单",
  "letters-each": "整改清单",
};

/** Saves a book about the reports given; about all of them where none are. */
export async function saveBook(desk: Desk, what: Saved, ending: string, only?: Line[]): Promise<void> {
  const { words, rows, state } = desk;
  const list = only
    ? only.flatMap((line) => (line.result ? [line.result] : []))
    : desk.read.map(({ glance }) => glance);
  if (list.length === 0) {
    desk.host.say(words.nothing);
    return;
  }
  const unread = rows.flatMap((line): [string, string][] =>
    line.failure ? [[line.name, worstOf(line, desk.language, words.sameAs)]] : [],
  );
  const { names: listed } = state.missing;
  const bytes = await desk.pool.run("save", [list, what, { ending, unread, names: listed, years: [] }]);
  const name = `${names[what]}.${ending}`;
  saveBlob(name, new Blob([bytes as BlobPart]));
  desk.host.say(words.saved(name));
}

/** The list as rows of a table, below the names of the columns. */
export function tableOf(desk: Desk): unknown[][] {
  const { words, language, rows, shown } = desk;
  const lines = linesOf(rows, { ...shown, status: undefined, kind: "", search: "" }).map((line) => {
    const { name, result, failure } = line;
    const status = statusOf(line);
    const { counts } = result ?? {};
    return [
      name,
      result?.organ,
      result?.year,
      desk.stateOf(status),
      counts?.held,
      counts?.broken,
      counts?.open,
      counts?.error,
      counts?.warning,
      counts?.notice,
      result?.items[0]?.says ?? "",
      failure || line.copyOf ? worstOf(line, language, words.sameAs) : "",
    ];
  });
  return [words.columns, ...lines];
}

/** Saves the list as comma-separated values. */
export function saveCsv(desk: Desk): void {
  save("gouji.csv", asCsv(tableOf(desk)), "text/csv");
}

/** Saves what was read, one report a line. */
export function saveLines(desk: Desk): void {
  const lines = desk.read.map(({ line, glance }) => {
    const { cells, unread, ...rest } = glance;
    const form = desk.form(glance.form ?? null);
    const numbers = form?.cells.map(({ cell }, at) => [cell, unread.includes(at) ? undefined : cells[at]]);
    return JSON.stringify({ ...rest, name: line.name, cells: Object.fromEntries(numbers ?? []) });
  });
  save("gouji.jsonl", `${lines.join("\n")}\n`, "application/jsonl", false);
}

/** Saves one page with the list and what was found, to be printed. */
export function savePage(desk: Desk): void {
  const { words, language } = desk;
  const [head = [], ...rows] = tableOf(desk);
  const cells = (row: unknown[], tag: string) =>
    `<tr>${row.map((each) => `<${tag}>${escaped(String(each ?? ""))}</${tag}>`).join("")}</tr>`;
  const found = desk.read
    .filter(({ glance }) => glance.items.length > 0)
    .map(
      ({ glance }) =>
        `<h2>${escaped(glance.organ ?? glance.name)} ${glance.year ?? ""}</h2><p>${escaped(glance.name)}</p><ol>${glance.items
          .map(
            (item) =>
              `<li>${escaped(item.says)}${item.place ? `<br>${escaped(item.place)}` : ""}${item.should ? `<br>${escaped(item.should)}` : ""}</li>`,
          )
          .join("")}</ol>`,
    );
  const style =
    "body{font:14px/1.6 serif;margin:2em}table{border-collapse:collapse;font-size:12px}th,td{border:1px solid #999;padding:2px 6px;text-align:left;vertical-align:top}h2{font-size:16px;margin:1.4em 0 0;break-after:avoid}tr,li{break-inside:avoid}thead{display:table-header-group}";
  const title = words.title(desk.rows.length);
  save(
    `${fileName(title)}.html`,
    `<!doctype html>\n<html lang="${language === "en" ? "en" : "zh-Hans"}"><head><meta charset="utf-8"><title>${escaped(title)}</title><style>${style}</style></head><body><h1>${escaped(title)}</h1><table><thead>${cells(head, "th")}</thead><tbody>${rows.map((row) => cells(row, "td")).join("\n")}</tbody></table>${found.join("\n")}</body></html>\n`,
    "text/html",
  );
}
