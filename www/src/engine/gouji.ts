// gouji as a JavaScript module: the same interface whether the work is done in a worker or on the page itself.

import type {
  FileRead,
  FormId,
  FormInfo,
  InputDocument,
  Language,
  Outcome,
  RuleEntry,
  RuleInfo,
  RuleTexts,
} from "../types.ts";
import { needsDocuments } from "./codes.ts";
import type { CheckRequest, Named, Source } from "./engine.ts";
import { GoujiError } from "./error.ts";
import { Line, type Way } from "./line.ts";
import type { Functions } from "./messages.ts";

export { GoujiError };

/** What `check` takes: bytes of a file, a text, or the document of an earlier outcome, possibly edited. */
export type CheckSource = ArrayBuffer | Uint8Array | Blob | string | InputDocument;

/** A further report beside the one that is checked. */
export type FurtherReport = CheckSource | { source: CheckSource; name?: string; format?: string };

/** What reading can be told. */
export interface ReadOptions {
  /** Name of the file: its ending is a hint for the format. */
  name?: string | undefined;
  /** `html`, `markdown`, `text`, …; detected where absent. */
  format?: string | undefined;
  /** Stops the work. */
  signal?: AbortSignal | undefined;
  /** Lets whatever else is asked for meanwhile go first. */
  last?: boolean;
}

/** What `check` can be told. */
export interface Options extends ReadOptions {
  /** The same organ's report of the year before. */
  previous?: FurtherReport;
  /** The reports that this one sums up. */
  parts?: FurtherReport[];
  /** Language of the messages; Chinese where absent. */
  lang?: Language;
  /** Whether the outcome is to carry the document as read. */
  document?: boolean;
  /** Only these rules. */
  select?: string[];
  /** Not these rules. */
  ignore?: string[];
}

/** The checker, the readers of office documents and PDF, and what the pages of the rules say (scripts/rules.mjs). */
export type ModuleName = "core" | "documents" | "rules";

/** Where the wasm modules come from, compiled. */
export type ModuleSource = (name: ModuleName) => Promise<WebAssembly.Module>;

let moduleSource: ModuleSource = () => Promise.reject(new Error("gouji: no wasm module was given"));
const compiled = new Map<string, Promise<WebAssembly.Module>>();

/** Says where the wasm modules come from; called once by the build's entry point. */
export function setModuleSource(source: ModuleSource): void {
  moduleSource = source;
}

/** A module, compiled once: a worker that has to be started again has it at once. */
export function compile(name: ModuleName): Promise<WebAssembly.Module> {
  let module = compiled.get(name);
  if (!module) {
    module = moduleSource(name);
    compiled.set(name, module);
    module.catch(() => compiled.delete(name));
  }
  return module;
}

const line = new Line(() => compile("core"));

/** Loads the checker: once, and again only if that failed or the work was stopped. */
export const load = (): Promise<void> => line.ready();

/** Stops what is running; the next call starts afresh. Without a worker there is nothing that could be stopped. */
export async function stop(): Promise<void> {
  line.stop();
}

/** The largest file that is read, in bytes: looked at before reading. */
const largest = 64 * 1024 * 1024;

async function plain(source: CheckSource): Promise<Source> {
  const size = source instanceof Blob ? source.size : source instanceof Uint8Array ? source.byteLength : 0;
  if (size > largest) {
    const mega = Math.ceil(size / 1024 / 1024);
    throw new GoujiError({
      code: "too-large",
      zh: `文件有 ${mega} MB，超过可以读取的 64 MB。`,
      en: `The file has ${mega} MB, more than the 64 MB that can be read.`,
    });
  }
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (!(source instanceof Blob)) return source;
  try {
    return new Uint8Array(await source.arrayBuffer());
  } catch {
    throw new GoujiError({
      code: "file",
      zh: "文件读不出来：可能已被移动、删除，或者正被别的程序占用。请重新选择。",
      en: "The file cannot be read: it may have been moved or deleted, or another program is using it. Please choose it again.",
    });
  }
}

async function named(report: FurtherReport): Promise<Named> {
  if (typeof report === "object" && "source" in report)
    return { ...report, source: await plain(report.source) };
  return { source: await plain(report) };
}

/** Patience grows with the input: a large file may take long on an old machine. */
const wayOf = (source: Source, { signal, last }: ReadOptions): Way => ({
  signal,
  ...(last === undefined ? {} : { last }),
  patience: 60_000 + (source instanceof Uint8Array ? source.byteLength / 100 : 0),
});

/** Calls the engine; the module for documents is loaded when the core asks for it. */
async function call<Name extends "check" | "read" | "readAll">(
  name: Name,
  values: Parameters<Functions[Name]>,
  way: Way,
): Promise<Awaited<ReturnType<Functions[Name]>>> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await line.call(name, values, way);
    } catch (error) {
      if (!(error instanceof GoujiError) || error.code !== needsDocuments || attempt > 2) throw error;
      let module: WebAssembly.Module;
      try {
        module = await compile("documents");
      } catch (reason) {
        if (reason instanceof GoujiError) throw reason;
        throw new GoujiError({ code: "unsupported", zh: error.zh, en: error.en });
      }
      // A worker that was started again meanwhile has to be given it again.
      await line.call("addDocuments", [module], way);
    }
  }
}

/**
 * Checks a report.
 *
 * Rejects with a `GoujiError` where nothing of the input can be read; everything less is in the outcome.
 */
export async function check(source: CheckSource, options: Options = {}): Promise<Outcome> {
  const { name, format, previous, parts, document, signal, last, ...rest } = options;
  const own = await plain(source);
  const request: CheckRequest = {
    source: own,
    name,
    format,
    document,
    options: rest,
    previous: previous === undefined ? undefined : await named(previous),
    parts: parts && (await Promise.all(parts.map(named))),
  };
  return call("check", [request], wayOf(own, options));
}

/** Reads a report into a document, which `check` takes, alone or as a further report. */
export async function read(source: CheckSource, options: ReadOptions = {}): Promise<InputDocument> {
  const own = await plain(source);
  return call("read", [{ source: own, name: options.name, format: options.format }], wayOf(own, options));
}

/**
 * Reads every file of an archive: what `check` rejects with the code `archive`. Each entry holds a document, which
 * `check` takes, or says why it could not be read.
 */
export async function readAll(source: CheckSource, name?: string): Promise<FileRead[]> {
  const own = await plain(source);
  return call("readAll", [{ source: own, name }], wayOf(own, {}));
}

/** All rules, without their pages. */
export const ruleEntries = (): Promise<RuleEntry[]> => line.call("rules", []);

/** Rules with their pages, which are loaded when the first one is asked for. */
export async function withPages(rules: RuleEntry[]): Promise<RuleInfo[]> {
  const [section = new ArrayBuffer(0)] = WebAssembly.Module.customSections(await compile("rules"), "rules");
  const texts = JSON.parse(new TextDecoder().decode(section)) as Record<string, RuleTexts>;
  return rules.map((rule) => ({ ...rule, ...(texts[rule.name] as RuleTexts) }));
}

/** All rules with their pages. */
export const rules = async (): Promise<RuleInfo[]> => withPages(await ruleEntries());

/** The words and sums of a form. */
export const form = (id: FormId): Promise<FormInfo> => line.call("form", [id]);

/** The version of the checker. */
export const version = (): Promise<string> => line.call("version", []);
