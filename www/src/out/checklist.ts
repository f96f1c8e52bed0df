// The 核对清单: what a supervisor sends back to the organ. Numbered plain sentences with place and what it should be.

import { labelOf } from "../model/labels.ts";
import { slice } from "../model/places.ts";
import type { Remark } from "../model/remarks.ts";
import type { Dismissals } from "../state/dismissals.ts";
import type { FormInfo, Outcome } from "../types.ts";
import type { Words } from "../words/words.ts";

/** One entry: what is wrong, and further lines below it. */
export interface Entry {
  number: number;
  severity: string;
  text: string;
  lines: string[];
}

/** The name of a table cell with its table, e.g. 表三（七）总计·自然人. */
export function cellTitle(words: Words, form: FormInfo | undefined, cell: string): string {
  const table = words.tables[cell.split(".")[0] ?? ""] ?? "";
  const label = labelOf(form, cell) ?? words.unnamed;
  return `${table}${label.startsWith("（") ? words.gap : " "}${label}`.trim();
}

/** Entries for the remarks given; of one that was marked as no problem, that it was, and why. */
export function entriesOf(
  words: Words,
  form: FormInfo | undefined,
  outcome: Outcome,
  remarks: Remark[],
  dismissed: Dismissals,
): Entry[] {
  return remarks.map((remark) => {
    const [lead, ...others] = remark.findings;
    const lines: string[] = [];
    const judged = dismissed[remark.key];
    if (judged) lines.push(words.judged(judged.reason, judged.date));
    const where = placesOf(words, form, outcome, remark);
    if (where) lines.push(`${words.place}${words.colon}${where}`);
    const [best] = remark.repairs;
    const equal = remark.repairs.filter((repair) => repair.rank === best?.rank);
    for (const repair of equal.slice(0, 4)) {
      const [take, from, to] = words.change;
      const changes = repair.changes.map(
        (change) =>
          `${take}${cellTitle(words, form, change.cell)}${from}${change.from ?? words.blank}${to}${change.to}`,
      );
      const lead = equal.length > 1 ? words.equallyPossible : words.mostLikely;
      lines.push(`${lead}${words.colon}${changes.join(words.semicolon)}${words.stop_}${repair.short}`);
    }
    const further = others.map((finding) => finding.message).filter((message) => message !== lead?.message);
    for (const message of new Set(further.slice(0, 6))) lines.push(message);
    return {
      number: remark.number,
      severity: words.severity[remark.severity],
      text: lead?.message ?? "",
      lines,
    };
  });
}

function placesOf(words: Words, form: FormInfo | undefined, outcome: Outcome, remark: Remark): string {
  const names = [...remark.suspects].slice(0, 3).map((cell) => cellTitle(words, form, cell));
  // Cells are named as such, also where they stand in running text.
  const cells = new Set(
    [...remark.cells].flatMap((cell) => {
      const info = outcome.report.cells[cell];
      return info && "start" in info ? [`${info.block}:${info.start}`] : [];
    }),
  );
  const spans = remark.findings
    .flatMap((finding) => finding.where)
    .flatMap((place) => {
      if (!("start" in place) || cells.has(`${place.block}:${place.start}`)) return [];
      const block = outcome.document?.blocks[place.block];
      const section = sectionOf(outcome, place.block, place.start);
      const text =
        block && block.kind !== "table" ? slice(block.text, place.start, place.end).replaceAll("\n", "") : "";
      const quoted = text.length > 30 ? `${text.slice(0, 30)}…` : text;
      return [
        `${section}${section ? words.comma : ""}${quoted ? words.quote(quoted) : words.paragraph(place.block + 1)}`,
      ];
    });
  // A remark on the text stands in the text; the cells that it is compared with are named in its sentence.
  return (spans.length > 0 ? [...new Set(spans)].slice(0, 4) : names).join(words.semicolon);
}

/** The heading of the section that a place belongs to; several may stand in one paragraph. */
function sectionOf(outcome: Outcome, block: number, start: number): string {
  let heading = "";
  for (const section of outcome.report.sections) {
    const { place } = section;
    if (!section.found || !place) continue;
    const before = place.block < block || (place.block === block && "start" in place && place.start <= start);
    if (before) heading = section.heading.replaceAll(/\s/g, "");
  }
  return heading;
}

/** The day, as it is written in both languages. */
export function today(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** An entry's first line. */
export const headOf = (entry: Entry, index: number): string =>
  `${index + 1}. ${entry.severity} ${entry.text}`;

/** The entries as plain text. */
export function textOf(title: string, entries: Entry[], below: string): string {
  const body = entries.map((entry, index) =>
    [headOf(entry, index), ...entry.lines.map((line) => `   ${line}`)].join("\n"),
  );
  return `${title}\n\n${body.join("\n\n")}\n\n${below}\n`;
}

/** The entries as HTML, to stand below a report. */
export const checklistPage = (
  title: string,
  entries: Entry[],
  below: string,
  escaped: (text: string) => string,
): string =>
  `<h2>${escaped(title)}</h2>\n<p>${escaped(below)}</p>\n<ol>${entries
    .map(
      (entry) =>
        `<li value="${entry.number}"><b>${escaped(entry.severity)}</b> ${escaped(entry.text)}${entry.lines
          .map((line) => `<br>${escaped(line)}`)
          .join("")}</li>`,
    )
    .join("\n")}</ol>`;
