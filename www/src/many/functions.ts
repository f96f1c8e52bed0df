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

/** Bytes that lie in memory at a time: files are read while those before them are checked, a large one by itself. */
const most = 8 * 1024 * 1024;
let lying = 0;
const queue: (() => void)[] = [];

/** Waits until there is room for so many bytes; gives what makes room again. */
async function room(size: number): Promise<() => void> {
  while (lying > 0 && lying + size > most) await new Promise<void>((go) => queue.push(go));
  lying += size;
  return () => {
    lying -= size;
    for (const go of queue.splice(0)) go();
  };
}

async function look(source: Looked, name: string, language: Language): Promise<Look[]> {
  if (!(source instanceof Blob || source instanceof Uint8Array || typeof source === "string"))
    return [{ glance: core.glance({ ...source, name }, language) }];
  const leave = await room(source instanceof Blob ? source.size : 0);
  try {
    return lookAt(await bytesOf(source), name, language);
  } finally {
    leave();
  }
}

function lookAt(bytes: Uint8Array, name: string, language: Language): Look[] {
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

/** What is known of the list, sent once and named by number from then on: a whole list is too much for one message. */
let held: Glance[] = [];

const those = (places: number[]): Glance[] =>
  places.flatMap((at) => {
    const glance = held[at];
    return glance ? [glance] : [];
  });

/** One organ's years with what does not follow. */
export interface OrganYears extends Pick<documents.YearsInfo, "organ" | "reports"> {
  breaks: documents.LinkInfo[];
  /** How many numbers of one year were compared with those of the year before, and how many could not be. */
  compared: number;
  unread: number;
  /** Whether each year stands beside the one before it: none is missing between them, and none is there twice. */
  adjacent: boolean;
}

function years(places: number[], same: [string, string][], language: Language): OrganYears[] {
  const present = new Map(same);
  const list = those(places).map((each) => ({
    ...each,
    organ: present.get(each.organ ?? "") ?? each.organ,
  }));
  return documents.years(list as never, language as never).map(({ organ, reports, links }) => {
    const numbers = links.filter(({ cell }) => cell !== null);
    const unread = numbers.filter(({ expected, found }) => expected === null || found === null);
    const breaks = numbers.filter(
      ({ expected, found }) => expected !== null && found !== null && expected !== found,
    );
    const linked = new Set(links.map(({ year }) => year));
    const [, ...later] = new Set(reports.map(({ year }) => year));
    return {
      organ,
      reports,
      breaks,
      compared: numbers.length - unread.length,
      unread: unread.length,
      adjacent: later.every((year) => linked.has(year)),
    };
  });
}

/** A report whose text is asked for. */
export interface Text {
  source: Looked;
  name: string;
  inside: string | undefined;
}

async function inputOf({ source, name, inside }: Text): Promise<InputDocument> {
  if (!(source instanceof Blob || source instanceof Uint8Array || typeof source === "string")) return source;
  const bytes = await bytesOf(source);
  if (inside !== undefined) {
    // The worker may have been started again since it looked into the archive.
    if (!ready) throw { code: needsDocuments, zh: "", en: "" } satisfies Failure;
    const file = documents.readAll(bytes, name).find((each) => each.name === inside);
    if (!file?.input) throw file?.failure ?? unreadable;
    return file.input as InputDocument;
  }
  try {
    return core.read(bytes, name);
  } catch (error) {
    if ((error as Failure).code !== needsDocuments || !ready) throw error;
    return documents.read(bytes, name) as InputDocument;
  }
}

/** A report at a glance, from its text as it is now. */
const glanceOf = async (text: Text, language: Language): Promise<Glance> =>
  core.glance({ ...(await inputOf(text)), name: text.name }, language);

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
  glanceOf,
  form: (id: FormId): FormInfo => core.form(id),
  /** Takes what is known of further reports; from the first place on, everything anew. */
  hold: (from: number, some: Glance[]): void => {
    held = held.slice(0, from).concat(some);
  },
  namesOf: (input: InputDocument) => documents.namesOf(input as never),
  attendance: (names: string[], places: number[], years: number[]) =>
    documents.attendance(names, those(places) as never, years),
  years,
  repeated: async (now: Text, then: Text) => core.repeated(await inputOf(now), await inputOf(then)),
  against: (summary: number, places: number[], language: Language) =>
    documents.against(held[summary] as never, those(places) as never, language as never),
  sumsOf: (places: number[], language: Language) =>
    documents.sumsOf(those(places) as never, language as never),
  save: (places: number[], what: documents.Saved, options: documents.SaveOptions) =>
    documents.save(those(places) as never, what, options),
};

/** Their names and types. */
export type ManyFunctions = typeof functions;
