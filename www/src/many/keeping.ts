// Lists that are kept in this browser, where somebody asked for it: the files themselves, in its database.

import type { Line } from "./model.ts";

const name = "gouji-lists";

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("lists");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function act<T>(how: IDBTransactionMode, run: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction("lists", how);
      const request = run(transaction.objectStore("lists"));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** Keeps the files of a list, or forgets them; whether that was possible. */
export async function keepList(id: string, lines: readonly Line[] | undefined): Promise<boolean> {
  try {
    // Several files of an archive are one source.
    const sources = lines?.map(({ name, source }) => ({ name, source }));
    if (sources) await act("readwrite", (store) => store.put(sources, id));
    else await act("readwrite", (store) => store.delete(id));
    return true;
  } catch {
    return false;
  }
}

/** The files that were kept of a list. */
export async function keptList(id: string): Promise<Map<string, Line["source"]> | undefined> {
  try {
    const sources = (await act("readonly", (store) => store.get(id))) as
      | { name: string; source: Line["source"] }[]
      | undefined;
    return sources && new Map(sources.map(({ name, source }) => [name, source]));
  } catch {
    return undefined;
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
