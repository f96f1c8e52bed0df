// The line that says at a glance: which organ, year and form, how many sums hold, how many places to look at.

import { html, nothing, type TemplateResult } from "lit";
import { type Remark, sumsOf } from "./model.ts";
import type { Language, Outcome } from "./types.ts";
import { formName, type Words } from "./words.ts";

/** The verdict on an outcome with the remarks that stand. */
export function verdict(
  words: Words,
  language: Language,
  outcome: Outcome,
  remarks: Remark[],
): TemplateResult {
  const { report } = outcome;
  const facts = [
    report.year === null ? words.unknownYear : words.year(report.year),
    ...(report.form === null ? [] : [formName(report.form, language)]),
  ];
  return html`<section class="verdict" role="status">
    <h2 class="who">
      ${report.organ ?? words.unknownOrgan} <small>${facts.map((fact) => `· ${fact}`).join(" ")}</small>
    </h2>
    ${sums(words, outcome)}${look(words, outcome, remarks)}
  </section>`;
}

function sums(words: Words, outcome: Outcome): TemplateResult {
  const { held, broken, open, all } = sumsOf(outcome);
  if (all === open) return html`<span class="open" data-sums>${words.noIdentities}</span>`;
  const rest = open > 0 ? html`<span class="open">${words.notAssessable(open)}</span>` : nothing;
  if (broken === 0 && open === 0) return html`<span class="good" data-sums>✓ ${words.allHold(held)}</span>`;
  return html`<span class=${broken > 0 ? "bad" : "good"} data-sums>
      ${broken > 0 ? "" : "✓ "}${words.someHold(held, held + broken)}</span
    >${rest}`;
}

function look(words: Words, outcome: Outcome, remarks: Remark[]): TemplateResult {
  const serious = remarks.filter((remark) => remark.severity !== "notice");
  const hints = remarks.length - serious.length;
  const rest = hints > 0 ? html`<span class="open">${words.hints(hints)}</span>` : nothing;
  if (serious.length === 0) {
    // Praise only where something was there to be checked.
    if (outcome.counts.held === 0) return html`${rest}`;
    return html`<span class="good" data-look>${words.nothing}</span>${rest}`;
  }
  const severity = serious.some((remark) => remark.severity === "error") ? "error" : "warning";
  return html`<span class="look ${severity}" data-look>${words.toLookAt(serious.length)}</span>${rest}`;
}
