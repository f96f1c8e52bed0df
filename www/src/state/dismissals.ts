// Remarks that someone looked at and found to be no problem: remembered in this browser by what they are about.

import type { Remark } from "../model/remarks.ts";
import type { Outcome } from "../types.ts";
import { keep, kept } from "./settings.ts";

const name = "dismissed";

/** Why a remark is no problem, and what it said. */
export interface Dismissal {
  reason: string;
  date: string;
  organ: string;
  year: number | null;
  rule: string;
  message: string;
}

/** Dismissals by the key of their remark. */
export type Dismissals = Record<string, Dismissal>;

/** A dismissal of today. */
export function dismissalOf({ report }: Outcome, { findings: [lead] }: Remark, reason: string): Dismissal {
  return {
    reason,
    date: new Date().toISOString().slice(0, 10),
    organ: report.organ ?? "",
    year: report.year,
    rule: lead?.rule ?? "",
    message: lead?.message ?? "",
  };
}

/** All that are remembered. */
export function dismissals(): Dismissals {
  const value = kept("local", name);
  return typeof value === "object" && value !== null ? (value as Dismissals) : {};
}

/**
 * Remembers a dismissal, or forgets it. It lasts where that is allowed (`lasting`) and the browser keeps anything, else
 * as long as the page; what another tab has remembered meanwhile stays.
 */
export function remember(
  all: Dismissals,
  key: string,
  dismissal: Dismissal | undefined,
  lasting: boolean,
): Dismissals {
  const next = { ...all, ...(lasting ? dismissals() : {}) };
  if (dismissal) next[key] = dismissal;
  else delete next[key];
  if (lasting) keep("local", name, Object.keys(next).length > 0 ? next : undefined);
  return next;
}

/** Forgets all of them. */
export function forgetDismissals(): Dismissals {
  keep("local", name, undefined);
  return {};
}
