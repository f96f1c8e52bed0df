// The checker that a gate asks: the element in the page itself, or the one in a frame. The gate cannot tell which.

import type { GoujiChecker } from "../checker.ts";
import { differencesOf } from "../state/draft.ts";
import type { Outcome, ReportDocument } from "../types.ts";
import type { Correction } from "./correct.ts";
import { type FromFrame, isOutcome, messageIn, protocol, type ToFrame, type Verdict } from "./protocol.ts";

/** A checker that shows a report and its remarks. */
export interface Checker {
  readonly element: HTMLElement;
  /** Checks a report and shows it. Never rejects: what went wrong is the verdict. */
  check(source: string): Promise<Verdict>;
  /** What was changed in the checker since. */
  correction(): Promise<Correction | undefined>;
}

const notLoaded = (why: string): Verdict => ({
  status: "not-read",
  code: "load",
  zh: `校验程序没有载入：${why}`,
  en: `The checker did not load: ${why}`,
});

/** The changes that were made to a document; nothing where another report took its place. */
export function correctionOf(
  before: ReportDocument | undefined,
  after: ReportDocument | undefined,
): Correction | undefined {
  if (!before || !after || before.blocks.length !== after.blocks.length) return undefined;
  const same = before.blocks.every((block, index) => {
    const now = after.blocks[index];
    return (
      block.kind === now?.kind &&
      (block.kind !== "table" || (now.kind === "table" && block.cells.length === now.cells.length))
    );
  });
  return same ? { document: before, changes: differencesOf(before.blocks, after.blocks) } : undefined;
}

/** Checks with an element and returns what it tells, which is more than `check()` gives where it fails. */
export async function checkWith(
  element: GoujiChecker,
  source: string | ArrayBuffer | Uint8Array,
): Promise<Verdict> {
  let told: Verdict | undefined;
  const listen = (event: Event) => {
    told = (event as CustomEvent<Verdict>).detail;
  };
  element.addEventListener("gouji-outcome", listen);
  element.value = source;
  const outcome = await element.check();
  element.removeEventListener("gouji-outcome", listen);
  return (
    outcome ??
    told ?? { status: "not-read", code: "stopped", zh: "校验被停下了。", en: "The check was stopped." }
  );
}

/** The element of the module that lies at an address. */
export function elementChecker(address: string, lang: string, nonce?: string): Checker {
  const element = document.createElement("gouji-checker") as GoujiChecker;
  element.lang = lang;
  if (nonce !== undefined) element.nonce = nonce;
  let before: ReportDocument | undefined;
  return {
    element,
    async check(source) {
      try {
        await import(address);
        customElements.upgrade(element);
      } catch (error) {
        return notLoaded(error instanceof Error ? error.message : String(error));
      }
      const verdict = await checkWith(element, source);
      before = isOutcome(verdict) ? verdict.document : undefined;
      return verdict;
    },
    async correction() {
      return correctionOf(before, (element.outcome as Outcome | undefined)?.document);
    },
  };
}

/** Milliseconds after which a frame that does not answer is taken for one that is not there. */
const patience = { hello: 20_000, answer: 120_000 };

/** The checker in a frame: for pages whose policy forbids WebAssembly. */
export function frameChecker(address: string, lang: string, hello = patience.hello): Checker {
  const frame = document.createElement("iframe");
  const target = new URL(address, document.baseURI);
  target.searchParams.set("allow", location.origin);
  target.searchParams.set("lang", lang);
  frame.src = target.href;
  frame.title = lang === "en" ? "Checker of annual reports" : "年报校验";
  const waiting = new Map<number, (message: FromFrame) => void>();
  let last = 0;
  let greet: (() => void) | undefined;
  const greeted = new Promise<void>((resolve) => {
    greet = resolve;
  });
  window.addEventListener("message", (event: MessageEvent<unknown>) => {
    // Both have to fit: another frame may stand at the same origin, and this one may have been sent elsewhere.
    if (event.source !== frame.contentWindow || event.origin !== target.origin) return;
    if (messageIn(event.data)?.gouji !== protocol) return;
    const message = event.data as FromFrame;
    if (message.type === "hello") greet?.();
    else if (message.type === "resize") frame.style.height = `${message.height}px`;
    else if (message.type === "result" && message.id === undefined)
      frame.dispatchEvent(
        new CustomEvent("gouji-outcome", { detail: message.verdict, bubbles: true, composed: true }),
      );
    else if (message.id !== undefined) {
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    }
  });
  const silent = (time: number) =>
    new Promise<undefined>((resolve) => {
      setTimeout(() => resolve(undefined), time);
    });
  const ask = async (
    message: { type: "check"; source: string } | { type: "correct" },
  ): Promise<FromFrame | undefined> => {
    const there = await Promise.race([greeted.then(() => true), silent(hello)]);
    if (!there) return undefined;
    last += 1;
    const id = last;
    const answer = new Promise<FromFrame>((resolve) => waiting.set(id, resolve));
    frame.contentWindow?.postMessage({ gouji: protocol, id, ...message } satisfies ToFrame, target.origin);
    return Promise.race([answer, silent(patience.answer)]);
  };
  return {
    element: frame,
    async check(source) {
      const answer = await ask({ type: "check", source });
      if (answer?.type === "result") return answer.verdict;
      if (answer?.type === "error") return { status: "not-read", ...answer };
      return notLoaded(target.href);
    },
    async correction() {
      const answer = await ask({ type: "correct" });
      return answer?.type === "correct" && answer.document
        ? { document: answer.document, changes: answer.changes }
        : undefined;
    },
  };
}
