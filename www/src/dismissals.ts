// Remarks that someone looked at and found to be no problem: remembered in this browser by what they are about.

const place = "gouji-dismissed";

/** Why a remark is no problem, and what it said. */
export interface Dismissal {
  reason: string;
  date: string;
  organ: string;
  year: number | null;
  rule: string;
  message: string;
}

/** All dismissals by the key of their remark. */
export function dismissals(): Record<string, Dismissal> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(place) ?? "{}");
    return typeof value === "object" && value !== null ? (value as Record<string, Dismissal>) : {};
  } catch {
    return {};
  }
}

/** Remembers a dismissal, or forgets it; lasts as long as the page where the browser keeps nothing. */
export function remember(all: Record<string, Dismissal>, key: string, dismissal: Dismissal | undefined) {
  const next = { ...all };
  if (dismissal) next[key] = dismissal;
  else delete next[key];
  try {
    localStorage.setItem(place, JSON.stringify(next));
  } catch {
    // Private windows and full storage: it holds until the page is closed.
  }
  return next;
}
