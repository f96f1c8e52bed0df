// The line that says at a glance: which organ, year and form, the one verdict, and how much of it was checked.

import { html, nothing, type TemplateResult } from "lit";
import { shortOf, unreadOf } from "../model/labels.ts";
import type { Remark } from "../model/remarks.ts";
import { shown } from "../out/inert.ts";
import type { Report } from "../state/entries.ts";
import type { Severity, Status } from "../types.ts";
import type { Words } from "../words/words.ts";
import { mark } from "./mark.ts";

/** What the line needs to know and to tell. */
export interface VerdictContext {
  words: Words;
  report: Report;
  /** The remarks that stand: those marked as no problem do not count any more; and all of them. */
  remarks: Remark[];
  all: Remark[];
  stale: string | undefined;
  /** What the last edit has changed: said together with what came of it. */
  told: string;
  /** What the marks of the numbers that were looked at mean, while they are shown. */
  legend: string;
  onChecked(): void;
  onAgain(): void;
  /** Puts it beside last year's; absent where there are no lists. */
  onPair: (() => void) | undefined;
}

/** Which organ, year and form a report is of. */
export function whoOf(words: Words, { outcome, name }: Report): { organ: string; facts: string[] } {
  const { report, status } = outcome;
  // Of what is no report, a year or a form would be a guess.
  if (status === "not-a-report") return { organ: name ? shown(name) : words.unknownOrgan, facts: [] };
  return {
    organ: report.organ ?? (name ? shown(name) : words.unknownOrgan),
    facts: [
      ...(report.organ === null && name ? [words.unknownOrgan] : []),
      report.year === null ? words.unknownYear : words.year(report.year),
      ...(report.form === null ? [] : [words.formName(report.form)]),
    ],
  };
}

/** The verdict on a report. */
export function verdict(context: VerdictContext): TemplateResult {
  const { words, report, stale } = context;
  const { organ, facts } = whoOf(words, report);
  const { status } = report.outcome;
  // What reading could not do says more than what may have been.
  const noted = (report.outcome.input.notes?.length ?? 0) > 0 && status === "not-checked";
  const help = noted ? "" : words.statusHelp[status];
  const aside = setAside(context);
  const unread = /holds|doubts/.test(status) ? unreadOf(report.form, report.outcome) : [];
  // All sums hold, and still not every number of the tables was looked at.
  const sign = status === "holds" && unread.length > 0 ? "partly-checked" : status;
  const word = aside ?? (sign === status ? words.status[status] : words.holdsPart(unread.length));
  return html`<section class="verdict ${stale ? "stale" : aside ? "aside" : sign}" aria-label=${word}>
    <h2 class="who"><bdi>${organ}</bdi> <small>${facts.map((fact) => `· ${fact}`).join(" ")}</small></h2>
    <div class="result" role="status" tabindex="-1">
      ${mark(sign)}<strong class="word" data-status=${status}>${word}</strong>
      ${look(context)} ${sums(words, report)}<span class="hidden">${context.told}</span>
    </div>
    <div>
      <button type="button" class="quiet checked" @click=${context.onChecked}>${words.whatChecked}</button>
      ${context.onPair ? html`<button type="button" class="quiet paired" @click=${context.onPair}>${words.pair}</button>` : nothing}
    </div>
    ${[help, unreadIn(words, report, unread), context.legend].filter(Boolean).map((line) => html`<p class="help">${line}</p>`)}
    ${
      stale
        ? html`<p class="stale-note" role="alert">
          ${words.stale(stale)}
          <button type="button" @click=${context.onAgain}>${words.tryAgain}</button>
        </p>`
        : nothing
    }
  </section>`;
}

/** Which cells were not read, by their rows. */
export function unreadIn(words: Words, { form }: Report, unread: string[]): string {
  const rows = unread.map(
    (cell) => `${words.tables[cell.split(".")[0] ?? ""] ?? ""}${words.gap}${shortOf(form, cell)?.row}`,
  );
  return unread.length > 0 ? words.unread(unread.length, [...new Set(rows)].join(words.list)) : "";
}

/** What is said instead where all that made the status was marked as no problem. */
function setAside({ words, report, remarks, all }: VerdictContext): string | undefined {
  const severity = ({ errors: "error", doubts: "warning" } as Partial<Record<Status, Severity>>)[
    report.outcome.status
  ];
  const count = (some: Remark[]) => some.filter((remark) => remark.severity === severity).length;
  return severity && count(all) > 0 && count(remarks) === 0
    ? words.setAside(count(all), words.severity[severity])
    : undefined;
}

function look({ words, report, remarks }: VerdictContext): TemplateResult {
  const count = (severity: Severity) => remarks.filter((remark) => remark.severity === severity).length;
  // Where all sums hold, what the errors are about.
  const errors = remarks.filter(({ severity }) => severity === "error" && report.outcome.counts.broken === 0);
  const about = [...new Set(errors.map(({ kind }) => words.kinds[kind]))].join(words.list);
  const severities = (["error", "warning", "notice"] as const).filter((severity) => count(severity) > 0);
  return html`<span class="look" data-look>${severities.map(
    (severity) =>
      html`<span class="count ${severity}">${words.count[severity](count(severity))}${about && severity === "error" ? words.about(about) : nothing}</span>`,
  )}</span>`;
}

/** How many sums hold, do not hold and were not checked: all three of the same size. */
function sums(words: Words, { outcome }: Report): TemplateResult {
  const { held, broken, open } = outcome.counts;
  const all = held + broken + open;
  // Of what is no report there is nothing that could have been added up.
  if (all === 0 || outcome.status === "not-a-report") return html``;
  const part = (name: string, n: number, text: string) =>
    n > 0 ? html`<span class="part ${name}">${text}</span>` : nothing;
  return html`<span class="sums" data-sums>
    <svg class="bar-of-sums" viewBox="0 0 ${all} 6" preserveAspectRatio="none" aria-hidden="true">
      <rect class="held" width=${held} height="6" />
      <rect class="broken" x=${held} width=${broken} height="6" />
      <rect class="open" x=${held + broken} width=${open} height="6" />
    </svg>
    <span>${words.sums(all)}${words.colon}</span>${part("held", held, words.held(held))}${part("broken", broken, words.broken(broken))}${part("open", open, words.unchecked(open))}
  </span>`;
}
