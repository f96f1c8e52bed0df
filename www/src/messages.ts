// What the page and the worker say to each other.

import type { functions, Modules } from "./engine.ts";

/** A request to the worker. */
export type Request =
  | { id: number; call: "start"; modules: Modules }
  | { id: number; call: keyof typeof functions };

/** Its answer, under the same number. */
export type Response = { id: number; value: unknown } | { id: number; error: string };
