// What the workers of the desk are made of, and how each answers: one request after the other, under its number.

import { failureOf } from "../engine/messages.ts";
import { functions, type ManyFunctions } from "./functions.ts";

/** Answers the requests that come to this worker. */
export function listen(): void {
  self.onmessage = async (
    event: MessageEvent<{ id: number; call: keyof ManyFunctions; values: unknown[] }>,
  ) => {
    const { id, call, values } = event.data;
    try {
      const run = functions[call] as (...values: unknown[]) => unknown;
      self.postMessage({ id, value: await run(...values) });
    } catch (error) {
      self.postMessage({ id, failure: failureOf(error) });
    }
  };
}

export { functions };
