// What a page and the checker in a frame of it say to each other: docs/EMBEDDING.md describes every message.

import type { Difference } from "../state/draft.ts";
import type { Outcome, ReportDocument } from "../types.ts";

/** The version of the protocol, which every message carries as `gouji`. */
export const protocol = 1;

/** Why nothing was checked, in place of an outcome. */
export interface NotRead {
  status: "not-read";
  code: string;
  zh: string;
  en: string;
}

/** What a try to check ended in. */
export type Verdict = Outcome | NotRead;

/** Whether a verdict is an outcome of the checker. */
export const isOutcome = (verdict: Verdict): verdict is Outcome => verdict.status !== "not-read";

/** From the page to the frame. */
export type ToFrame =
  | { gouji: number; type: "hello" }
  | { gouji: number; type: "check"; id: number; source: string | ArrayBuffer | Uint8Array }
  | { gouji: number; type: "correct"; id: number };

/** From the frame to the page. */
export type FromFrame =
  | { gouji: number; type: "hello"; version: string }
  | { gouji: number; type: "result"; id?: number; verdict: Verdict }
  | { gouji: number; type: "correct"; id: number; document?: ReportDocument; changes: Difference[] }
  | { gouji: number; type: "resize"; height: number }
  | { gouji: number; type: "error"; id?: number; code: "version" | "message"; zh: string; en: string };

/** A message of any version, or nothing where the data is none of ours. */
export function messageIn(data: unknown): { gouji: number; type: string; id?: number } | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const { gouji, type, id } = data as Record<string, unknown>;
  if (typeof gouji !== "number" || typeof type !== "string") return undefined;
  return { gouji, type, ...(typeof id === "number" ? { id } : {}) };
}
