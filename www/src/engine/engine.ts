// The checker itself: the wasm modules and nothing else. Runs in a worker or, where there is none, on the page.

import initCore, * as core from "../../generated/core/gouji.js";
import initDocuments, * as documents from "../../generated/documents/gouji.js";
import type {
  CheckOptions,
  FileRead,
  FormId,
  FormInfo,
  InputDocument,
  Outcome,
  RuleEntry,
} from "../types.ts";
import { needsDocuments } from "./codes.ts";

/** What can be checked: the bytes of a file, a text, or a document that was read before and may have been edited. */
export type Source = Uint8Array | string | InputDocument;

/** A source with what is known about it. */
export interface Named {
  source: Source;
  /** The file's name: its ending is a hint. */
  name?: string | undefined;
  /** `html`, `markdown`, `text`, …; detected where absent. */
  format?: string | undefined;
}

/** What one call checks. */
export interface CheckRequest extends Named {
  options: Omit<CheckOptions, "previous" | "parts" | "name">;
  previous?: Named | undefined;
  parts?: Named[] | undefined;
  /** Whether the outcome carries the document. */
  document?: boolean | undefined;
}

/** Why an input could not be read: `code` is stable, the sentences are for people. */
export interface Failure {
  code: string;
  zh: string;
  en: string;
}

let documentsLoaded = false;

/** Loads the core module; every function below may be called after it. */
export async function start(module: WebAssembly.Module): Promise<void> {
  await initCore({ module_or_path: module });
}

/** Loads the module that reads office documents and PDF. */
export async function addDocuments(module: WebAssembly.Module): Promise<void> {
  await initDocuments({ module_or_path: module });
  documentsLoaded = true;
}

function read({ source, name, format }: Named): InputDocument {
  const input = readSource({ source, name, format });
  return name === undefined ? input : { ...input, name };
}

function readSource({ source, name, format }: Named): InputDocument {
  if (typeof source !== "string" && !(source instanceof Uint8Array)) return source;
  // A byte order mark says for certain that these bytes are UTF-8, whatever the text declares about itself.
  const bytes = typeof source === "string" ? new TextEncoder().encode(`\uFEFF${source}`) : source;
  const input = readBytes(bytes, name, format);
  return typeof source === "string" ? { ...input, bytes: bytes.length - 3 } : input;
}

function readBytes(bytes: Uint8Array, name?: string, format?: string): InputDocument {
  try {
    return core.read(bytes, name, format);
  } catch (error) {
    if ((error as Failure).code !== needsDocuments || !documentsLoaded) throw error;
    return documents.read(bytes, name, format) as InputDocument;
  }
}

/** Reads every file of an archive. */
function readAll({ source, name }: Named): FileRead[] {
  if (!documentsLoaded) throw { code: needsDocuments, zh: "", en: "" } satisfies Failure;
  return source instanceof Uint8Array ? (documents.readAll(source, name) as FileRead[]) : [];
}

function check(request: CheckRequest): Outcome {
  const input = read(request);
  const outcome = core.check(input, {
    ...request.options,
    ...(request.name === undefined ? {} : { name: request.name }),
    ...(request.previous ? { previous: read(request.previous) } : {}),
    ...(request.parts ? { parts: request.parts.map(read) } : {}),
  });
  return request.document ? { ...outcome, document: input.document } : outcome;
}

/** The functions that a worker offers by name. */
export const functions = {
  version: (): string => core.version(),
  rules: (): RuleEntry[] => core.rules(),
  form: (id: FormId): FormInfo => core.form(id),
  check,
  read,
  readAll,
  start,
  addDocuments,
};
