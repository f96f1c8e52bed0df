// What the browser keeps for this page, and the one place that forgets all of it.

/** The names under which things are kept; everything that gouji keeps begins so. */
const prefix = "gouji-";

/** One of the browser's two stores; nothing where it allows none. */
export function store(kind: "local" | "session"): Storage | undefined {
  try {
    return kind === "local" ? window.localStorage : window.sessionStorage;
  } catch {
    return undefined;
  }
}

/** A value that was kept, or nothing: also where the browser keeps nothing or what it kept is no JSON. */
export function kept(kind: "local" | "session", name: string): unknown {
  try {
    return JSON.parse(store(kind)?.getItem(prefix + name) ?? "null");
  } catch {
    return null;
  }
}

/** Keeps a value; false where the browser allows none or has no room. */
export function keep(kind: "local" | "session", name: string, value: unknown): boolean {
  try {
    const place = store(kind);
    if (!place) return false;
    if (value === undefined) place.removeItem(prefix + name);
    else place.setItem(prefix + name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** The names of what is kept. */
export function names(kind: "local" | "session"): string[] {
  const place = store(kind);
  if (!place) return [];
  const all = Array.from({ length: place.length }, (_, index) => place.key(index) ?? "");
  return all.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
}

/** Forgets everything that gouji keeps in this browser. */
export function forgetAll(): void {
  for (const kind of ["local", "session"] as const) {
    for (const name of names(kind)) keep(kind, name, undefined);
  }
}
