// What the engine is made of, and how it answers as a worker: one request after the other, each under its number.

import { functions } from "./engine.ts";
import { failureOf, type Request, type Response } from "./messages.ts";

/** Answers the requests that come to this worker. */
export function listen(): void {
  self.onmessage = async (event: MessageEvent<Request>) => {
    const { id, call, values } = event.data;
    let response: Response;
    try {
      const run = functions[call] as (...values: unknown[]) => unknown;
      response = { id, value: await run(...values) };
    } catch (error) {
      response = { id, failure: failureOf(error) };
    }
    self.postMessage(response);
  };
}

export { functions };
