// The line of requests before the checker: one runs at a time, the newest first, and one that never ends is ended.

import { trapped } from "./codes.ts";
import { GoujiError } from "./error.ts";
import type { Functions, Request, Response } from "./messages.ts";
import { failureOf } from "./messages.ts";
import { engine } from "./whole.ts";

/** Something that runs one request: a worker, or the page itself. */
interface Runner {
  run(call: keyof Functions, values: unknown[]): Promise<unknown>;
  stop(): void;
}

interface Task {
  call: keyof Functions;
  values: unknown[];
  patience: number;
  last: boolean;
  /** Whether it was put back into the line for something that cannot wait. */
  again?: boolean;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** How a request is run. */
export interface Way {
  /** Takes the request back: out of the line, or out of the worker, which then is started anew. */
  signal?: AbortSignal | undefined;
  /** Milliseconds without an answer after which the worker is taken for dead. */
  patience?: number;
  /** Goes behind those that wait, in place of before them. */
  last?: boolean;
}

const stopped = () => new GoujiError({ code: "stopped", zh: "已停止。", en: "Stopped." });
const silent = () =>
  new GoujiError({
    code: "silent",
    zh: "很久没有结果，已经停下：文件可能太大，或者浏览器结束了校验程序。校验程序已重新启动，别的文件可以照常校验。",
    en: "There was no result for a long time, so the work was ended: the file may be too large, or the browser closed the checker. It was started again; other files can be checked as usual.",
  });

/** Errors after which the runner cannot be used any more. */
const fatal = (error: unknown) =>
  error instanceof GoujiError && [trapped, "stopped", "silent", "worker"].includes(error.code);

/** Runs requests one after the other in a worker, or on the page where there is none. */
export class Line {
  private runner: Promise<Runner> | undefined;
  private readonly waiting: Task[] = [];
  private running: Task | undefined;

  constructor(private readonly core: () => Promise<WebAssembly.Module>) {}

  /** Starts the runner, so that the first request need not wait for it. */
  async ready(): Promise<void> {
    await this.started();
  }

  /** Runs a function of the engine. */
  call<Name extends keyof Functions>(
    name: Name,
    values: Parameters<Functions[Name]>,
    { signal, patience = 90_000, last = false }: Way = {},
  ): Promise<Awaited<ReturnType<Functions[Name]>>> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(stopped());
        return;
      }
      const task: Task = {
        call: name,
        values,
        patience,
        last,
        resolve: resolve as (value: unknown) => void,
        reject,
      };
      signal?.addEventListener("abort", () => this.drop(task), { once: true });
      if (last) this.waiting.push(task);
      else {
        this.waiting.unshift(task);
        // One of a long list gives way, and has its turn again afterwards.
        if (this.running?.last) setTimeout(() => this.giveWay(task), 400);
      }
      void this.next();
    });
  }

  /** Ends everything: what runs and what waits. */
  stop(): void {
    for (const task of this.waiting.splice(0)) task.reject(stopped());
    if (this.running) this.drop(this.running);
  }

  private giveWay(task: Task): void {
    if (!this.running?.last || !this.waiting.includes(task)) return;
    this.running.again = true;
    void this.restart();
  }

  private drop(task: Task): void {
    const at = this.waiting.indexOf(task);
    if (at >= 0) this.waiting.splice(at, 1);
    task.reject(stopped());
    if (this.running === task) void this.restart();
  }

  private async restart(): Promise<void> {
    const old = this.runner;
    this.runner = undefined;
    (await old?.catch(() => undefined))?.stop();
  }

  private started(): Promise<Runner> {
    if (!this.runner) {
      const begun = begin(this.core);
      this.runner = begun;
      begun.catch(() => {
        if (this.runner === begun) this.runner = undefined;
      });
    }
    return this.runner;
  }

  private async next(): Promise<void> {
    if (this.running) return;
    const task = this.waiting.shift();
    if (!task) return;
    this.running = task;
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      const runner = await this.started();
      const silence = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(silent()), task.patience);
      });
      task.resolve(await Promise.race([runner.run(task.call, task.values), silence]));
    } catch (error) {
      if (task.again) this.waiting.push(task);
      else task.reject(error);
      task.again = false;
      if (fatal(error)) await this.restart();
    } finally {
      clearTimeout(timer);
      this.running = undefined;
      void this.next();
    }
  }
}

async function begin(core: () => Promise<WebAssembly.Module>): Promise<Runner> {
  const module = await core();
  const worker = await startWorker(module);
  if (worker) return worker;
  const { functions } = engine();
  await functions.start(module);
  return {
    async run(call, values) {
      try {
        const run = functions[call] as (...values: unknown[]) => unknown;
        return await run(...values);
      } catch (error) {
        throw new GoujiError(failureOf(error));
      }
    },
    stop() {},
  };
}

/** A worker that has loaded the core, or nothing where the browser or the page's policy does not allow one. */
async function startWorker(module: WebAssembly.Module): Promise<Runner | undefined> {
  let worker: Worker;
  try {
    const address = URL.createObjectURL(new Blob([`(${engine})().listen()`], { type: "text/javascript" }));
    worker = new Worker(address);
    URL.revokeObjectURL(address);
  } catch {
    return undefined;
  }
  let last = 0;
  let current: { id: number; resolve(value: unknown): void; reject(error: Error): void } | undefined;
  const fail = (error: GoujiError) => {
    current?.reject(error);
    current = undefined;
  };
  worker.onmessage = (event: MessageEvent<Response>) => {
    const response = event.data;
    if (response.id !== current?.id) return;
    const { resolve, reject } = current;
    current = undefined;
    if ("failure" in response) reject(new GoujiError(response.failure));
    else resolve(response.value);
  };
  const broken = () =>
    fail(
      new GoujiError({
        code: "worker",
        zh: "后台校验程序停了，已重新启动，请再试一次。",
        en: "The checker in the background stopped. It was started again: please try once more.",
      }),
    );
  worker.onerror = broken;
  worker.onmessageerror = broken;
  const runner: Runner = {
    run(call, values) {
      last += 1;
      const request: Request = { id: last, call, values };
      return new Promise((resolve, reject) => {
        current = { id: request.id, resolve, reject };
        worker.postMessage(request);
      });
    },
    stop() {
      worker.terminate();
      fail(stopped());
    },
  };
  try {
    await runner.run("start", [module]);
    return runner;
  } catch {
    worker.terminate();
    return undefined;
  }
}
