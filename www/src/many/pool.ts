// The workers of the desk: as many as the machine has cores, each with its own checker.

import { needsDocuments, trapped } from "../engine/codes.ts";
import type { Failure } from "../engine/engine.ts";
import { GoujiError } from "../engine/error.ts";
import { failureOf } from "../engine/messages.ts";
import type { Glance } from "../types.ts";
import type { ManyFunctions } from "./functions.ts";
import { hand } from "./whole.ts";

type Answer = { id: number; value: unknown } | { id: number; failure: Failure };

/** Milliseconds after which a worker that says nothing is taken for dead. */
const patience = 90_000;

/** Reports that are sent to a worker at once. */
const part = 100;

/** What is asked of lists. */
type Asked = "attendance" | "years" | "against" | "sumsOf" | "save";

/** One worker, or the page itself where the browser allows none. */
class Hand {
  /** The loading of the module that reads office files, once it was begun. */
  documents: Promise<unknown> | undefined;
  private last = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly waiting = new Map<
    number,
    { resolve(value: unknown): void; reject(error: unknown): void }
  >();
  private worker: Worker | undefined;
  private here: ReturnType<typeof hand>["functions"] | undefined;
  gone = false;
  /** The places of what the worker knows of the list. */
  readonly held = new Map<Glance, number>();

  constructor() {
    try {
      const address = URL.createObjectURL(new Blob([`(${hand})().listen()`], { type: "text/javascript" }));
      this.worker = new Worker(address);
      URL.revokeObjectURL(address);
    } catch {
      this.here = hand().functions;
      return;
    }
    this.worker.onmessage = (event: MessageEvent<Answer>) => {
      const answer = event.data;
      const task = this.waiting.get(answer.id);
      this.waiting.delete(answer.id);
      this.listen();
      if ("failure" in answer) task?.reject(new GoujiError(answer.failure));
      else task?.resolve(answer.value);
    };
    this.worker.onerror = () => this.end();
  }

  /** Loads the core; on the page itself where a policy stops the worker, which is told only now. */
  async start(core: WebAssembly.Module): Promise<void> {
    try {
      await this.run("start", [core]);
    } catch (error) {
      if (this.here) throw error;
      this.worker?.terminate();
      this.worker = undefined;
      this.gone = false;
      this.here = hand().functions;
      await this.run("start", [core]);
    }
  }

  /** Whether there is no worker. */
  get onPage(): boolean {
    return this.here !== undefined;
  }

  async run(call: keyof ManyFunctions, values: unknown[]): Promise<unknown> {
    const { worker, here } = this;
    if (this.gone) throw stopped();
    if (here) {
      try {
        return await (here[call] as (...values: unknown[]) => unknown)(...values);
      } catch (error) {
        throw new GoujiError(failureOf(error));
      }
    }
    this.last += 1;
    const id = this.last;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      if (this.waiting.size === 1) this.listen();
      worker?.postMessage({ id, call, values });
    });
  }

  /** From now on the worker has its time to say something, where something is asked of it. */
  private listen(): void {
    clearTimeout(this.timer);
    if (this.waiting.size > 0) this.timer = setTimeout(() => this.end(), patience);
  }

  end(): void {
    this.gone = true;
    clearTimeout(this.timer);
    this.worker?.terminate();
    for (const task of this.waiting.values()) task.reject(stopped());
    this.waiting.clear();
  }
}

/** The code of what was asked of a worker that has ended. */
export const ended = "worker";

const stopped = () =>
  new GoujiError({
    code: ended,
    zh: "校验程序停了：文件可能太大，或内存不够。校验程序已重新启动，别的文件照常校验。",
    en: "The checker stopped: the file may be too large, or there was not enough memory. It was started again; other files are checked as usual.",
  });

/** Runs functions on whichever worker has the least to do. */
export class Pool {
  private readonly hands: (Promise<Hand> | undefined)[];
  private readonly started: (Hand | undefined)[];
  readonly size: number;

  constructor(private readonly module: (name: "core" | "documents") => Promise<WebAssembly.Module>) {
    this.size = Math.max(1, Math.min(navigator.hardwareConcurrency || 2, 8));
    this.hands = Array.from({ length: this.size });
    this.started = Array.from({ length: this.size });
  }

  private hand(at: number): Promise<Hand> {
    // The ended one is forgotten in both places: while its successor begins, whoever asks next waits for that one.
    if (this.started[at]?.gone) {
      this.started[at] = undefined;
      this.hands[at] = undefined;
    }
    const found = this.hands[at] ?? this.begin(at);
    this.hands[at] = found;
    found.catch(() => {
      if (this.hands[at] === found) this.hands[at] = undefined;
    });
    return found;
  }

  private async begin(at: number): Promise<Hand> {
    const core = await this.module("core");
    const page = this.started.find((each) => each?.onPage && !each.gone);
    const own = page ?? new Hand();
    if (!page) await own.start(core);
    this.started[at] = own;
    if (this.early) void this.addDocuments(own).catch(() => {});
    return own;
  }

  private early = false;

  /** Loads the module for office files into every worker before the first one asks for it. */
  expectDocuments(): void {
    if (this.early) return;
    this.early = true;
    for (const own of this.started) if (own) void this.addDocuments(own).catch(() => {});
  }

  /** Runs a function on one of the workers; `at` tells which, where it matters. */
  async run<Name extends keyof ManyFunctions>(
    call: Name,
    values: Parameters<ManyFunctions[Name]>,
    at = 0,
  ): Promise<Awaited<ReturnType<ManyFunctions[Name]>>> {
    const needs = !["look", "glanceOf", "form", "hold"].includes(call);
    for (let attempt = 0; ; attempt += 1) {
      const own = await this.hand(at);
      if (needs) await this.addDocuments(own);
      try {
        return (await own.run(call, values)) as Awaited<ReturnType<ManyFunctions[Name]>>;
      } catch (error) {
        if (!(error instanceof GoujiError)) throw error;
        if (error.code === trapped) own.end();
        if (error.code !== needsDocuments || attempt > 1) throw error;
        await this.addDocuments(own);
      }
    }
  }

  /**
   * Asks something of a list: `values` are made of the places under which the worker knows its reports. What it does not
   * know yet is sent in small parts, so that the page can answer in between.
   */
  async ask<Name extends Asked>(
    call: Name,
    list: readonly Glance[],
    values: (places: number[]) => Parameters<ManyFunctions[Name]>,
  ): Promise<Awaited<ReturnType<ManyFunctions[Name]>>> {
    // One after the other: what one sends, the next finds there.
    const before = this.asking;
    let end = () => {};
    this.asking = new Promise((resolve) => (end = resolve));
    await before;
    try {
      const own = await this.hand(0);
      // What was looked at again has left its former state behind.
      if (own.held.size > 2 * list.length + 1000) own.held.clear();
      const further = list.filter((each) => !own.held.has(each));
      for (let at = 0; at < further.length; at += part) {
        const some = further.slice(at, at + part);
        await own.run("hold", [own.held.size, some]);
        for (const each of some) own.held.set(each, own.held.size);
      }
      await this.addDocuments(own);
      const wanted = values(list.map((each) => own.held.get(each) ?? -1));
      return (await own.run(call, wanted)) as Awaited<ReturnType<ManyFunctions[Name]>>;
    } catch (error) {
      if (error instanceof GoujiError && error.code === trapped) (await this.hand(0)).end();
      throw error;
    } finally {
      end();
    }
  }

  private asking: Promise<void> = Promise.resolve();

  private addDocuments(own: Hand): Promise<unknown> {
    own.documents ??= this.module("documents").then((module) => own.run("addDocuments", [module]));
    own.documents.catch(() => {
      own.documents = undefined;
    });
    return own.documents;
  }

  /** Ends all workers; they are started again when they are needed. */
  stop(): void {
    for (const own of this.started) own?.end();
  }
}
