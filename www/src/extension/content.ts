// In the page: hands its text to the extension, and shows what came of it. Put there by a press, not before.

import { clear, show } from "../host/panel.ts";
import type { Verdict } from "../host/protocol.ts";
import { sources } from "../host/sources.ts";

/** What the background asks of the page. */
export interface InPage {
  collect(): string[];
  show(verdict: Verdict, at: number): void;
}

const own: InPage = {
  collect: () => {
    clear();
    return sources(document);
  },
  show,
};
Object.assign(globalThis, { goujiInPage: own });
