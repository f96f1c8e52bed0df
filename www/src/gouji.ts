// gouji as a JavaScript module: the same interface whether the work is done in a worker or on the page itself.

import { type CheckRequest, functions, type Named, needsDocuments, type Source } from "./engine.ts";
import { type Functions, failureOf, type Request, type Response } from "./messages.ts";
import type { FileRead, FormId, FormInfo, InputDocument, Language, Outcome, RuleInfo } from "./types.ts";

declare const WORKER_TEXT: string;

/** What `check` takes: bytes of a file, a text, or the document of an earlier outcome, possibly edited. */
export type CheckSource = ArrayBuffer | Uint8Array | Blob | string | InputDocument;

/** A further report beside the one that is checked. */
export type FurtherReport = CheckSource | { source: CheckSource; name?: string; format?: string };

/** What `check` can be told. */
export interface Options {
  /** Name of the file: its ending is a hint for the format. */
  name?: string;
  /** `html`, `markdown`, `text`, …; detected where absent. */
  format?: string;
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

/** An input could not be read, or the work was stopped. `code` is stable; the sentences are for people. */
export class GoujiError extends Error {
  readonly code: string;
  readonly zh: string;
  readonly en: string;

  constructor(failure: { code: string; zh: string; en: string }) {
    super(failure.zh);
    this.name = "GoujiError";
    this.code = failure.code;
    this.zh = failure.zh;
    this.en = failure.en;
  }
}

/** Where the bytes of the wasm modules come from. */
export type ModuleSource = (name: "core" | "documents") => Promise<ArrayBuffer>;

let moduleSource: ModuleSource = () => Promise.reject(new Error("gouji: no wasm module was given"));

/** Says where the wasm modules come from; called once by the build's entry point. */
export function setModuleSource(source: ModuleSource): void {
  moduleSource = source;
}

interface Engine {
  call<Name extends keyof Functions>(
    name: Name,
    ...values: Parameters<Functions[Name]>
  ): Promise<Awaited<ReturnType<Functions[Name]>>>;
  stop(): void;
}

let engine: Promise<Engine> | undefined;

/** Loads the checker: once, and again only if that failed or the work was stopped. */
export async function load(): Promise<void> {
  await running();
}

function running(): Promise<Engine> {
  if (!engine) {
    const begun = begin();
    engine = begun;
    begun.catch(() => {
      if (engine === begun) engine = undefined;
    });
  }
  return engine;
}

async function begin(): Promise<Engine> {
  const module = await moduleSource("core");
  const worker = await startWorker(module);
  if (worker) return worker;
  await functions.start(module);
  return {
    async call(name, ...values) {
      try {
        const run = functions[name] as (...values: unknown[]) => unknown;
        return (await run(...values)) as never;
      } catch (error) {
        throw new GoujiError(failureOf(error));
      }
    },
    stop() {},
  };
}

/** A worker that has loaded the core, or nothing where the browser or the page's policy does not allow one. */
async function startWorker(module: ArrayBuffer): Promise<Engine | undefined> {
  let worker: Worker;
  try {
    const address = URL.createObjectURL(new Blob([WORKER_TEXT], { type: "text/javascript" }));
    worker = new Worker(address);
  } catch {
    return undefined;
  }
  let last = 0;
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  const fail = (code: string, zh: string, en: string) => {
    for (const { reject } of waiting.values()) reject(new GoujiError({ code, zh, en }));
    waiting.clear();
  };
  worker.onmessage = (event: MessageEvent<Response>) => {
    const response = event.data;
    const entry = waiting.get(response.id);
    waiting.delete(response.id);
    if ("failure" in response) entry?.reject(new GoujiError(response.failure));
    else entry?.resolve(response.value as never);
  };
  const broken = () =>
    fail("worker", "后台校验程序没有响应。", "The checker in the background does not answer.");
  worker.onerror = broken;
  worker.onmessageerror = broken;
  const result: Engine = {
    call(name, ...values) {
      last += 1;
      const request: Request = { id: last, call: name, values };
      return new Promise((resolve, reject) => {
        waiting.set(request.id, { resolve, reject });
        worker.postMessage(request);
      });
    },
    stop() {
      worker.terminate();
      fail("stopped", "已停止。", "Stopped.");
    },
  };
  try {
    await result.call("start", module);
    return result;
  } catch {
    worker.terminate();
    return undefined;
  }
}

/** Stops what is running; the next call starts afresh. Without a worker there is nothing that could be stopped. */
export async function stop(): Promise<void> {
  const stopped = engine;
  engine = undefined;
  (await stopped?.catch(() => undefined))?.stop();
}

async function plain(source: CheckSource): Promise<Source> {
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (source instanceof Blob) return new Uint8Array(await source.arrayBuffer());
  return source;
}

async function named(report: FurtherReport): Promise<Named> {
  if (typeof report === "object" && "source" in report)
    return { ...report, source: await plain(report.source) };
  return { source: await plain(report) };
}

/**
 * Checks a report.
 *
 * Rejects with a `GoujiError` where nothing of the input can be read; everything less is in the outcome.
 */
export async function check(source: CheckSource, options: Options = {}): Promise<Outcome> {
  const { name, format, previous, parts, document, ...rest } = options;
  const request: CheckRequest = {
    source: await plain(source),
    name,
    format,
    document,
    options: rest,
    previous: previous === undefined ? undefined : await named(previous),
    parts: parts && (await Promise.all(parts.map(named))),
  };
  const current = await running();
  try {
    return await current.call("check", request);
  } catch (error) {
    if (!(error instanceof GoujiError) || error.code !== needsDocuments) throw error;
    let module: ArrayBuffer;
    try {
      module = await moduleSource("documents");
    } catch {
      throw new GoujiError({ code: "unsupported", zh: error.zh, en: error.en });
    }
    await current.call("addDocuments", module);
    return current.call("check", request);
  }
}

/**
 * Reads every file of an archive: what `check` rejects with the code `archive`. Each entry holds a document, which
 * `check` takes, or says why it could not be read.
 */
export async function readAll(source: CheckSource, name?: string): Promise<FileRead[]> {
  const request = { source: await plain(source), name };
  return (await running()).call("readAll", request);
}

/** All rules with their pages. */
export async function rules(): Promise<RuleInfo[]> {
  return (await running()).call("rules");
}

/** The words and sums of a form. */
export async function form(id: FormId): Promise<FormInfo> {
  return (await running()).call("form", id);
}

/** The version of the checker. */
export async function version(): Promise<string> {
  return (await running()).call("version");
}
