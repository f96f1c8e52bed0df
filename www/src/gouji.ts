// gouji as a JavaScript module: the same interface whether the work is done in a worker or on the page itself.

import { functions, type Modules, start } from "./engine.ts";
import type { Request, Response } from "./messages.ts";

declare const WORKER_TEXT: string;

let source: () => Promise<Modules> = () => Promise.reject(new Error("gouji: no wasm module was given"));

/** Says where the wasm modules come from; called once by the build's entry point. */
export function setSource(modules: () => Promise<Modules>): void {
  source = modules;
}

type Call = (name: keyof typeof functions) => Promise<unknown>;

let loading: Promise<Call> | undefined;

/** Loads the checker: once, and again only if that failed. */
export async function load(): Promise<void> {
  loading ??= begin();
  loading.catch(() => {
    loading = undefined;
  });
  await loading;
}

async function begin(): Promise<Call> {
  const modules = await source();
  const worker = await startWorker(modules);
  if (worker) return worker;
  await start(modules);
  return async (name) => functions[name]();
}

/** A worker that has loaded the modules, or nothing where the browser or the page's policy does not allow one. */
async function startWorker(modules: Modules): Promise<Call | undefined> {
  let worker: Worker;
  try {
    const address = URL.createObjectURL(new Blob([WORKER_TEXT], { type: "text/javascript" }));
    worker = new Worker(address);
    URL.revokeObjectURL(address);
  } catch {
    return undefined;
  }
  let last = 0;
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const fail = () => {
    for (const { reject } of waiting.values()) reject(new Error("gouji: the worker stopped"));
    waiting.clear();
  };
  worker.onmessage = (event: MessageEvent<Response>) => {
    const response = event.data;
    const entry = waiting.get(response.id);
    waiting.delete(response.id);
    if ("error" in response) entry?.reject(new Error(response.error));
    else entry?.resolve(response.value);
  };
  worker.onerror = fail;
  worker.onmessageerror = fail;
  const post = (request: Request) =>
    new Promise<unknown>((resolve, reject) => {
      waiting.set(request.id, { resolve, reject });
      worker.postMessage(request);
    });
  const next = () => {
    last += 1;
    return last;
  };
  try {
    await post({ id: next(), call: "start", modules });
  } catch {
    worker.terminate();
    return undefined;
  }
  return (call) => post({ id: next(), call });
}

/** The version of the checker. */
export async function version(): Promise<string> {
  await load();
  return (await (
    await loading
  )?.("version")) as string;
}
