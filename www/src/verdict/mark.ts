// The signs of the statuses: each a shape of its own, so that they differ without colour as well.

import { html, svg, type TemplateResult } from "lit";
import type { Verdict } from "../words/zh.ts";

const line = (path: string) =>
  svg`<path d=${path} fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" />`;
const on = (path: string) =>
  svg`<path d=${path} fill="none" stroke="var(--on-mark)" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round" />`;

const shapes: Record<Verdict, unknown> = {
  // A filled disc with a cross.
  errors: svg`<circle cx="12" cy="12" r="10" fill="currentColor" />${on("M8 8l8 8M16 8l-8 8")}`,
  // A broken ring with a question mark.
  doubts: svg`<circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="3.2 2.4" />${line("M9.4 9.6a2.7 2.7 0 1 1 3.7 2.5c-.8.4-1.1.9-1.1 1.7M12 16.8v.1")}`,
  // A tick without a frame: the only one that is good.
  holds: line("M4 13l5.5 6L20.5 5.5"),
  // A ring, half of it filled.
  "partly-checked": svg`<circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" stroke-width="2" /><path d="M12 3a9 9 0 0 1 0 18z" fill="currentColor" />`,
  // A ring with a bar.
  "not-checked": svg`<circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" stroke-width="2" />${line("M7.5 12h9")}`,
  // An empty cell.
  "not-filled-in": svg`<rect x="3.5" y="5.5" width="17" height="13" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="3 2.2" />`,
  // A sheet with a question mark.
  "not-a-report": svg`${line("M6 3h8l4 4v14H6z")}${line("M10 11a2 2 0 1 1 2.7 1.9c-.5.2-.7.6-.7 1.1M12 17v.1")}`,
  // A triangle with a stroke.
  "not-read": svg`<path d="M12 3L22 20.5H2z" fill="currentColor" />${on("M12 9.5v5M12 17.4v.1")}`,
};

/** The sign of a status. */
export const mark = (status: Verdict): TemplateResult =>
  html`<svg class="sign ${status}" viewBox="0 0 24 24" aria-hidden="true">${shapes[status]}</svg>`;
