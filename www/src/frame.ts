// Entry point of the page that stands in a frame of another one: the same checker, spoken to by messages.

import { GoujiChecker } from "./checker.ts";
import { setModuleSource, version } from "./engine/gouji.ts";
import { checkWith, correctionOf } from "./host/checkers.ts";
import {
  type FromFrame,
  isOutcome,
  messageIn,
  protocol,
  type ToFrame,
  type Verdict,
} from "./host/protocol.ts";
import { unpack } from "./packed.ts";
import { tighten } from "./tighten.ts";
import type { ReportDocument } from "./types.ts";

tighten();
setModuleSource(unpack);
customElements.define("gouji-checker", GoujiChecker);

const element = document.querySelector("gouji-checker") as GoujiChecker;
const wishes = new URLSearchParams(location.search);
element.lang = wishes.get("lang") === "en" ? "en" : "zh";
element.theme = wishes.get("theme") ?? "";

/**
 * The origins that are answered: those that the frame's own page names, and only where it names none, those of its
 * address. Its own origin is always one. An opaque origin ("null") never is: it can be anybody's.
 */
const named = document.querySelector('meta[name="gouji-allow"]')?.getAttribute("content")?.trim() ?? "";
const allowed = new Set(
  [location.origin, ...(named || (wishes.get("allow") ?? "")).split(/[\s,]+/)].filter((origin) =>
    /^https?:\/\/[^/]+$/.test(origin),
  ),
);

/** Says something to the page around, which reads it only if it is of an origin that is answered. */
function say(message: FromFrame, origin?: string): void {
  for (const each of origin === undefined ? allowed : [origin]) parent.postMessage(message, each);
}

let before: ReportDocument | undefined;
let asked = false;

async function answer(message: ToFrame, origin: string): Promise<void> {
  if (message.type === "hello") {
    say({ gouji: protocol, type: "hello", version: await version() }, origin);
  } else if (message.type === "check") {
    asked = true;
    const verdict = await checkWith(element, message.source);
    asked = false;
    before = isOutcome(verdict) ? verdict.document : undefined;
    say({ gouji: protocol, type: "result", id: message.id, verdict }, origin);
  } else {
    const correction = correctionOf(before, element.outcome?.document);
    say({ gouji: protocol, type: "correct", id: message.id, ...(correction ?? { changes: [] }) }, origin);
  }
}

/** Whether a message is one that can be answered: its fields come from another page. */
function understood(message: { type: string; id?: number }, data: unknown): data is ToFrame {
  if (message.type === "hello") return true;
  if (message.id === undefined) return false;
  if (message.type === "correct") return true;
  const { source } = data as { source?: unknown };
  const whole = typeof source === "string" || source instanceof ArrayBuffer || source instanceof Uint8Array;
  return message.type === "check" && whole;
}

if (parent !== window) {
  window.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (event.source !== parent || !allowed.has(event.origin)) return;
    const message = messageIn(event.data);
    if (!message) return;
    const id = message.id === undefined ? {} : { id: message.id };
    if (message.gouji !== protocol) {
      const zh = `这个框架说的是第 ${protocol} 版的消息，收到的是第 ${message.gouji} 版。`;
      const en = `This frame speaks version ${protocol} of the messages; the one received is of version ${message.gouji}.`;
      say({ gouji: protocol, type: "error", ...id, code: "version", zh, en }, event.origin);
    } else if (understood(message, event.data)) {
      void answer(event.data, event.origin);
    } else {
      const zh = `不认识的消息：${message.type}。`;
      const en = `Not a message of this protocol: ${message.type}.`;
      say({ gouji: protocol, type: "error", ...id, code: "message", zh, en }, event.origin);
    }
  });
  // What the reader does in the frame by himself is told as well: it is a try like any other.
  element.addEventListener("gouji-outcome", (event) => {
    if (!asked) say({ gouji: protocol, type: "result", verdict: (event as CustomEvent<Verdict>).detail });
  });
  new ResizeObserver(() =>
    say({ gouji: protocol, type: "resize", height: Math.ceil(element.getBoundingClientRect().height) }),
  ).observe(element);
  void version().then(
    (own) => say({ gouji: protocol, type: "hello", version: own }),
    () => say({ gouji: protocol, type: "hello", version: "" }),
  );
}
