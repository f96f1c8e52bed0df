// Many reports at once: each is checked in turn, the list fills as they come, and it can be stopped.

import { html, nothing, type TemplateResult } from "lit";
import { type CheckSource, check, GoujiError, readAll } from "./gouji.ts";
import { sumsOf } from "./model.ts";
import type { Language, Outcome } from "./types.ts";
import type { Words } from "./words.ts";

/** A report as it came in: a file, or what was read of one in an archive. */
export interface Sheet {
  name: string;
  source: CheckSource;
}

/** One report of a batch and what came of it. */
export interface BatchRow extends Sheet {
  /** The outcome in short; absent as long as it was not checked. */
  result?: {
    organ: string;
    year: number | null;
    held: number;
    all: number;
    errors: number;
    warnings: number;
  };
  failure?: GoujiError;
}

/** A batch on its way. */
export interface Batch {
  rows: BatchRow[];
  /** How many rows are done, and since when it runs (milliseconds of the page's clock). */
  done: number;
  since: number;
  running: boolean;
}

/** A batch of files that is about to run. */
export const newBatch = (rows: BatchRow[]): Batch => ({
  rows,
  done: 0,
  since: performance.now(),
  running: true,
});

/** The rows of an archive's files. */
export async function rowsOfArchive({ name, source }: Sheet): Promise<BatchRow[]> {
  const files = await readAll(source, name);
  return files.map((file) => ({
    name: `${name}/${file.name}`,
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
 * to be an archive gives way to those of its files.
 */
export async function runBatch(batch: Batch, lang: Language, changed: () => boolean): Promise<void> {
  while (batch.done < batch.rows.length) {
    const row = batch.rows[batch.done];
    if (!row) return;
    try {
      if (!row.failure) row.result = short(await check(row.source, { name: row.name, lang }));
    } catch (error) {
      if (error instanceof GoujiError && error.code === "stopped") return;
      if (isArchive(error)) {
        const inside = await rowsOfArchive(row).catch(() => []);
        if (inside.length > 0) {
          batch.rows.splice(batch.done, 1, ...inside);
          continue;
        }
      }
      row.failure = failureOf(error);
    }
    batch.done += 1;
    if (!changed()) return;
  }
}

function short(outcome: Outcome): NonNullable<BatchRow["result"]> {
  const { held, all } = sumsOf(outcome);
  const { error: errors, warning: warnings } = outcome.counts;
  return { organ: outcome.report.organ ?? "", year: outcome.report.year, held, all, errors, warnings };
}

/** All files of a drop, those in folders included. */
export async function filesOf(data: DataTransfer): Promise<File[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (!entries.some((entry) => entry?.isDirectory)) return [...data.files];
  const files: File[] = [];
  const walk = async (entry: FileSystemEntry): Promise<void> => {
    if (entry.isFile) {
      const file = await new Promise<File>((resolve, reject) =>
        (entry as FileSystemFileEntry).file(resolve, reject),
      );
      if (!file.name.startsWith(".")) files.push(file);
      return;
    }
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
        reader.readEntries(resolve, reject),
      );
      if (some.length === 0) return;
      for (const each of some) await walk(each);
    }
  };
  for (const entry of entries) if (entry) await walk(entry);
  return files.sort((one, other) => one.name.localeCompare(other.name, "zh", { numeric: true }));
}

/** The list as comma-separated values, for a spreadsheet. */
export function batchAsCsv(words: Words, language: Language, batch: Batch): string {
  const field = (value: unknown) => `"${String(value ?? "").replaceAll('"', '""')}"`;
  const rows = batch.rows.map(({ name, result, failure }) => {
    const problem = failure ? (language === "en" ? failure.en : failure.zh) : "";
    return [
      name,
      result?.organ,
      result?.year,
      result?.held,
      result?.all,
      result?.errors,
      result?.warnings,
      problem,
    ];
  });
  return [words.batchColumns, ...rows].map((row) => row.map(field).join(",")).join("\r\n");
}

/** The list on the page. */
export function batchList(
  words: Words,
  language: Language,
  batch: Batch,
  now: number,
  ways: { onOpen(row: BatchRow): void; onStop(): void; onSave(): void },
): TemplateResult {
  const { rows, done } = batch;
  const seconds =
    done === 0 ? undefined : Math.ceil((((now - batch.since) / done) * (rows.length - done)) / 1000);
  const broken = rows.filter((row) => row.result && row.result.errors > 0).length;
  const unread = rows.filter((row) => row.failure).length;
  return html`<section class="sheet batch">
    <h2>${words.batchTitle(rows.length)}</h2>
    <p role="status">
      ${words.batchDone(done, broken, unread)}
      ${batch.running && seconds !== undefined ? words.timeLeft(seconds) : nothing}
    </p>
    <progress max=${rows.length} value=${done} aria-label=${words.reading}></progress>
    <div class="ways">
      ${
        batch.running
          ? html`<button type="button" @click=${ways.onStop}>${words.stop}</button>`
          : html`<button type="button" @click=${ways.onSave}>${words.save}</button>`
      }
    </div>
    <table>
      <thead>
        <tr>
          ${words.batchHead.map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => batchRow(words, language, row, ways.onOpen))}
      </tbody>
    </table>
  </section>`;
}

function batchRow(
  words: Words,
  language: Language,
  row: BatchRow,
  onOpen: (row: BatchRow) => void,
): TemplateResult {
  const { result, failure } = row;
  const open = html`<button type="button" class="cell" @click=${() => onOpen(row)}>${row.name}</button>`;
  if (failure) {
    return html`<tr>
      <th scope="row">${open}</th>
      <td colspan="3" class="bad">${language === "en" ? failure.en : failure.zh}</td>
    </tr>`;
  }
  if (!result) {
    return html`<tr>
      <th scope="row">${row.name}</th>
      <td colspan="3"></td>
    </tr>`;
  }
  const look = result.errors + result.warnings;
  return html`<tr>
    <th scope="row">${open}</th>
    <td>${result.organ} ${result.year ?? ""}</td>
    <td>${result.all === 0 ? "—" : `${result.held}/${result.all}`}</td>
    <td class=${result.errors > 0 ? "bad" : look > 0 ? "doubt" : "good"}>
      ${look === 0 ? "✓" : words.batchLook(result.errors, result.warnings)}
    </td>
  </tr>`;
}
