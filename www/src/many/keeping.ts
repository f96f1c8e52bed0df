// Lists that are kept in this browser, where somebody asked for it: what is known of each file and the files themselves,
// in its database, a hundred at a time.

import type { Line } from "./model.ts";

const name = "gouji-lists";
const store = "rows";

/** Rows that are kept as one. */
export const together = 100;

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 2);
    request.onupgradeneeded = () => {
      for (const each of [...request.result.objectStoreNames]) request.result.deleteObjectStore(each);
      request.result.createObjectStore(store);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function act<T>(how: IDBTransactionMode, run: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(store, how);
      const request = run(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** A row as it is kept. */
export interface KeptRow {
  name: string;
  inside: string | undefined;
  result: Line["result"];
  failure: { code: string; zh: string; en: string } | undefined;
  /** The place in the list of the row that it is a copy of. */
  copyOf: number | undefined;
  keptAs: string | undefined;
  sum: string | undefined;
  source?: Line["source"];
}

/** Rows as they are kept, without their files. */
export function keptRows(lines: readonly Line[], places: ReadonlyMap<Line, number>): KeptRow[] {
  return lines.map(({ name, inside, result, failure, report, keptAs, copyOf, sum }) => ({
    name,
    inside,
    result,
    sum,
    copyOf: copyOf && places.get(copyOf),
    keptAs: report?.id ?? keptAs,
    failure: failure && { code: failure.code, zh: failure.zh, en: failure.en },
  }));
}

/** What is kept of one list in the database, and what of it has changed since. */
export class Keeping {
  /** For each part, what was written. */
  private written: unknown[][] = [];
  private writing: Promise<boolean> = Promise.resolve(true);

  constructor(private readonly id: string) {}

  /** Keeps the rows that have changed since they were kept the last time; whether that was possible. */
  keep(lines: readonly Line[]): Promise<boolean> {
    this.writing = this.writing.then(() => this.write([...lines]));
    return this.writing;
  }

  private async write(lines: Line[]): Promise<boolean> {
    const places = new Map(lines.map((line, at) => [line, at]));
    const parts = Math.ceil(lines.length / together);
    try {
      for (let part = 0; part < parts; part += 1) {
        const some = lines.slice(part * together, (part + 1) * together);
        const state = some.flatMap((line) => {
          const { source, result, failure, report, keptAs, copyOf } = line;
          return [source, result, failure, report?.id ?? keptAs, copyOf && places.get(copyOf)];
        });
        const before = this.written[part];
        if (before?.length === state.length && state.every((each, at) => each === before[at])) continue;
        // Several files of an archive are one source: within a part it is kept once.
        const rows = keptRows(some, places).map((row, at) => ({ ...row, source: some[at]?.source }));
        await act("readwrite", (rooms) => rooms.put(rows, [this.id, part]));
        this.written[part] = state;
      }
      if (this.written.length > parts) {
        await act("readwrite", (rooms) => rooms.delete(IDBKeyRange.bound([this.id, parts], [this.id, []])));
        this.written.length = parts;
      }
      return true;
    } catch {
      return false;
    }
  }

  /** Forgets the list. */
  async forget(): Promise<boolean> {
    await this.writing;
    this.written = [];
    try {
      await act("readwrite", (rooms) => rooms.delete(IDBKeyRange.bound([this.id, 0], [this.id, []])));
      return true;
    } catch {
      return false;
    }
  }

  /** A part of the rows as they were kept; nothing where there is none. */
  async part(at: number): Promise<KeptRow[] | undefined> {
    try {
      return (await act("readonly", (rooms) => rooms.get([this.id, at]))) as KeptRow[] | undefined;
    } catch {
      return undefined;
    }
  }
}

/** Forgets all lists. */
export async function forgetLists(): Promise<void> {
  try {
    indexedDB.deleteDatabase(name);
  } catch {
    // The browser keeps nothing.
  }
}
