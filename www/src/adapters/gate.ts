// What the adapters share, and what a CMS uses whose editor has none: `gate` works with any text area.

import type { GateOptions } from "../host/gate.ts";
import { en, zh } from "../host/gate.ts";

export type { Decision, Editor, Gate, GateOptions } from "../host/gate.ts";
export { gate } from "../host/gate.ts";

/** The words of the button in an editor's toolbar. */
export function toolbar({ lang }: GateOptions): { text: string; title: string } {
  const words = lang === "en" ? en : zh;
  return { text: words.check, title: words.checkTitle };
}

/** The button as a picture: a cell of a table with a red ring around it. */
export const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M3 12h26M3 21h26M12 3v26M21 3v26" stroke="#777" stroke-width="2"/><circle cx="17" cy="16.5" r="9" fill="none" stroke="#c23a2b" stroke-width="4"/></svg>',
)}`;
