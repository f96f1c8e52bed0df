// The worker: takes one request after the other and answers each under its number.

import { functions, start } from "./engine.ts";
import type { Request, Response } from "./messages.ts";

let ready: Promise<void> | undefined;

self.onmessage = async (event: MessageEvent<Request>) => {
  const request = event.data;
  const answer = (response: Response) => self.postMessage(response);
  try {
    if (request.call === "start") {
      ready = start(request.modules);
      await ready;
      answer({ id: request.id, value: undefined });
      return;
    }
    await ready;
    answer({ id: request.id, value: functions[request.call]() });
  } catch (error) {
    answer({ id: request.id, error: error instanceof Error ? error.message : String(error) });
  }
};
