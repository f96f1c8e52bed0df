// What leaves the desk: files for other programs. Books are written by the checker, texts here.

import type { Saved } from "../../generated/documents/gouji.js";
import { save, saveBlob } from "../out/clipboard.ts";
import { asCsv, escaped, fileName } from "../out/inert.ts";
import { mapped, type Sliced, sliced } from "../slices.ts";
import type { FormInfo } from "../types.ts";
import type { Desk } from "./desk.ts";
import { type Line, ordered, statusOf, worstOf } from "./model.ts";

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
  const options = { ending, unread, names: listed, years: [] };
  const bytes = await desk.pool.ask("save", list, (places) => [places, what, options]);
  const name = `${names[what]}.${ending}`;
  saveBlob(name, new Blob([bytes as BlobPart]));
  desk.host.say(words.saved(name));
}

/** The list as rows of a table. */
function* tableOf(desk: Desk): Sliced<unknown[][]> {
  const { words, language, rows, shown } = desk;
  const lines = yield* ordered([...rows], { ...shown, status: undefined, kind: "", search: "" });
  return yield* mapped(lines, (line) => {
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
}

/** Saves the list as comma-separated values. */
export async function saveCsv(desk: Desk): Promise<void> {
  const lines = await sliced(
    (function* () {
      const rows = yield* tableOf(desk);
      return yield* mapped([desk.words.columns, ...rows], (row) => asCsv([row]));
    })(),
  );
  save("gouji.csv", lines.join("\r\n"), "text/csv");
}

/** Saves what was read, one report a line. */
export async function saveLines(desk: Desk): Promise<void> {
  const { read } = desk;
  const ids = new Set(read.flatMap(({ glance }) => (glance.form === null ? [] : [glance.form])));
  const forms = new Map<string | null, FormInfo>();
  for (const id of ids) forms.set(id, await desk.pool.run("form", [id]));
  const lines = await sliced(
    mapped(read, ({ line, glance }) => {
      const { cells, unread, ...rest } = glance;
      const missing = new Set(unread);
      const numbers = (forms.get(glance.form)?.cells ?? []).map(({ cell }, at) => [
        cell,
        missing.has(at) ? undefined : cells[at],
      ]);
      return `${JSON.stringify({ ...rest, name: line.name, cells: Object.fromEntries(numbers) })}\n`;
    }),
  );
  saveBlob("gouji.jsonl", new Blob(lines, { type: "application/jsonl" }));
}

/** Saves one page with the list and what was found, to be printed. */
export async function savePage(desk: Desk): Promise<void> {
  const { words, language } = desk;
  const cells = (row: unknown[], tag: string) =>
    `<tr>${row.map((each) => `<${tag}>${escaped(String(each ?? ""))}</${tag}>`).join("")}</tr>`;
  const found = desk.read.filter(({ glance }) => glance.items.length > 0);
  const parts = await sliced(
    (function* () {
      const rows = yield* tableOf(desk);
      const lines = yield* mapped(rows, (row) => cells(row, "td"));
      const letters = yield* mapped(found, ({ glance }) => {
        const items = glance.items.map(
          (item) =>
            `<li>${escaped(item.says)}${item.place ? `<br>${escaped(item.place)}` : ""}${item.should ? `<br>${escaped(item.should)}` : ""}</li>`,
        );
        return `<h2>${escaped(glance.organ ?? glance.name)} ${glance.year ?? ""}</h2><p>${escaped(glance.name)}</p><ol>${items.join("")}</ol>`;
      });
      return { lines, letters };
    })(),
  );
  const style =
    "body{font:14px/1.6 serif;margin:2em}table{border-collapse:collapse;font-size:12px}th,td{border:1px solid #999;padding:2px 6px;text-align:left;vertical-align:top}h2{font-size:16px;margin:1.4em 0 0;break-after:avoid}tr,li{break-inside:avoid}thead{display:table-header-group}";
  const title = words.title(desk.rows.length);
  save(
    `${fileName(title)}.html`,
    `<!doctype html>\n<html lang="${language === "en" ? "en" : "zh-Hans"}"><head><meta charset="utf-8"><title>${escaped(title)}</title><style>${style}</style></head><body><h1>${escaped(title)}</h1><table><thead>${cells(words.columns, "th")}</thead><tbody>${parts.lines.join("\n")}</tbody></table>${parts.letters.join("\n")}</body></html>\n`,
    "text/html",
  );
}
