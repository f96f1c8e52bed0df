// Many reports at once: each is checked in turn, the list fills as they come, and it can be stopped.

import { check, GoujiError, readAll } from "../engine/gouji.ts";
import { type Given, type Many, type Row, shortOf } from "../state/entries.ts";
import type { Language } from "../types.ts";

/** A list of reports that is about to be checked. */
export function newMany(id: string, rows: Row[]): Many {
  const many: Many = { id, kind: "many", rows, done: 0, since: 0, spent: 0, running: true };
  for (const row of rows) row.list = many;
  return many;
}

/** The rows of an archive's files. */
export async function rowsOfArchive({ name, source }: Given & { name: string }): Promise<Row[]> {
  const files = await readAll(source, name);
  return files.map((file) => ({
    name: name === "" ? file.name : `${name}/${file.name}`,
    source: file.input ?? new Uint8Array(),
    ...(file.failure ? { failure: new GoujiError(file.failure) } : {}),
  }));
}

/** Whether an error says that the input is an archive of several reports. */
export const isArchive = (error: unknown): boolean => error instanceof GoujiError && error.code === "archive";

const failureOf = (error: unknown): GoujiError => {
  const text = String(error);
  return error instanceof GoujiError ? error : new GoujiError({ code: "file", zh: text, en: text });
};

/**
 * Checks the rows one after the other; `changed` is called after each, and says whether to go on. A row that turns out
 * to be an archive gives way to those of its files. Whatever else is asked of the checker meanwhile goes first.
 */
export async function runMany(many: Many, lang: Language, changed: () => boolean): Promise<void> {
  while (many.done < many.rows.length) {
    const row = many.rows[many.done];
    if (!row) return;
    try {
      if (!row.failure && !row.result) {
        row.result = shortOf(await check(row.source, { name: row.name, lang, last: true }));
      }
    } catch (error) {
      if (isArchive(error)) {
        const inside = await rowsOfArchive(row).catch(() => []);
        if (inside.length > 0) {
          for (const each of inside) each.list = many;
          many.rows.splice(many.done, 1, ...inside);
          continue;
        }
      }
      row.failure = failureOf(error);
    }
    many.done += 1;
    if (!changed()) return;
  }
}
