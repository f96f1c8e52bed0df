// What the workers of the desk do: look at reports, and answer what is asked of many at once.

import initCore, * as core from "../../generated/core/gouji.js";
import initDocuments, * as documents from "../../generated/documents/gouji.js";
import { needsDocuments } from "../engine/codes.ts";
import type { Failure } from "../engine/engine.ts";
import { failureOf } from "../engine/messages.ts";
import type { FormId, FormInfo, Glance, InputDocument, Language } from "../types.ts";

/** What can be looked at: a file, or what was read or typed before. */
export type Looked = Blob | Uint8Array | string | InputDocument;

/** What came of one file: of an archive, one for each file in it. */
export interface Look {
  /** The file of the archive; absent where it is no archive. */
  inside?: string;
  glance?: Glance;
  failure?: Failure;
  /** A sum of its bytes, by which copies are known. */
  sum?: string;
}

let ready = false;

/** A sum of bytes that differs for different files: two times 32 bits, and the length. */
function sumOf(bytes: Uint8Array): string {
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  for (const byte of bytes) {
    one = Math.imul(one ^ byte, 2654435761);
    two = Math.imul(two ^ byte, 1597334677);
  }
  return `${one >>> 0}.${two >>> 0}.${bytes.length}`;
}

const unreadable: Failure = {
  code: "file",
  zh: "文件读不出来：列入名单以后可能被改动、移动或删除，或者正被别的程序占用。请重新加这个文件。",
  en: "The file cannot be read: it may have been changed, moved or deleted since it was added, or another program is using it. Please add it again.",
};

const largest = 64 * 1024 * 1024;

async function bytesOf(source: Blob | Uint8Array | string): Promise<Uint8Array> {
  if (source instanceof Uint8Array) return source;
  if (typeof source === "string") return new TextEncoder().encode(`\uFEFF${source}`);
  if (source.size > largest) {
    const mega = Math.ceil(source.size / 1024 / 1024);
    throw {
      code: "too-large",
      zh: `文件有 ${mega} MB，超过可以读取的 64 MB。`,
      en: `The file has ${mega} MB, more than the 64 MB that can be read.`,
    } satisfies Failure;
  }
  try {
    return new Uint8Array(await source.arrayBuffer());
  } catch {
    throw unreadable;
  }
}

function glance(bytes: Uint8Array, name: string, language: Language): Glance {
  try {
    return core.readGlance(bytes, name, language);
  } catch (error) {
    if ((error as Failure).code !== needsDocuments || !ready) throw error;
    const input = documents.read(bytes, name) as InputDocument;
    return core.glance({ ...input, name }, language);
  }
}

async function look(source: Looked, name: string, language: Language): Promise<Look[]> {
  if (!(source instanceof Blob || source instanceof Uint8Array || typeof source === "string"))
    return [{ glance: core.glance({ ...source, name }, language) }];
  const bytes = await bytesOf(source);
  const sum = sumOf(bytes);
  try {
    return [{ glance: glance(bytes, name, language), sum }];
  } catch (error) {
    const failure = failureOf(error);
    if (failure.code !== "archive") throw error;
    return documents.readAll(bytes, name).map((file) => {
      const own = name === "" ? file.name : `${name}/${file.name}`;
      if (!file.input) return { inside: file.name, failure: file.failure ?? unreadable };
      const input = { ...(file.input as InputDocument), name: own };
      return { inside: file.name, glance: core.glance(input, language) };
    });
  }
}

/** The functions by name. */
export const functions = {
  start: async (module: WebAssembly.Module): Promise<void> => {
    await initCore({ module_or_path: module });
  },
  addDocuments: async (module: WebAssembly.Module): Promise<void> => {
    await initDocuments({ module_or_path: module });
    ready = true;
  },
  look,
  form: (id: FormId): FormInfo => core.form(id),
  namesOf: (input: InputDocument) => documents.namesOf(input as never),
  attendance: (names: string[], list: Glance[], years: number[]) =>
    documents.attendance(names, list as never, years),
  years: (list: Glance[], language: Language) => documents.years(list as never, language as never),
  against: (summary: Glance, list: Glance[], language: Language) =>
    documents.against(summary as never, list as never, language as never),
  sumsOf: (list: Glance[], language: Language) => documents.sumsOf(list as never, language as never),
  save: (list: Glance[], what: documents.Saved, options: documents.SaveOptions) =>
    documents.save(list as never, what, options),
};

/** Their names and types. */
export type ManyFunctions = typeof functions;
