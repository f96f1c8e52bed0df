// The 核对清单: what a supervisor sends back to the organ. Numbered plain sentences with place and what it should be.

import type { Difference } from "./draft.ts";
import { cellKey, type Remark, type View } from "./model.ts";
import { cellLabel } from "./remarks.ts";
import type { FormInfo, Outcome } from "./types.ts";
import type { Words } from "./words.ts";

/** One entry: what is wrong, and further lines below it. */
export interface Entry {
  text: string;
  lines: string[];
}

/** The name of a table cell with its table, e.g. 表三（七）总计·自然人. */
export function cellTitle(words: Words, form: FormInfo | undefined, cell: string): string {
  return `${words.tables[cell.split(".")[0] ?? ""] ?? ""} ${cellLabel({ form }, cell)}`.trim();
}

/** Entries for the remarks given. */
export function entriesOf(
  words: Words,
  form: FormInfo | undefined,
  outcome: Outcome,
  remarks: Remark[],
): Entry[] {
  return remarks.map((remark) => {
    const [lead, ...others] = remark.findings;
    const lines: string[] = [];
    const where = placesOf(words, form, outcome, remark);
    if (where) lines.push(`${words.place}：${where}`);
    const [best] = remark.repairs;
    const equal = remark.repairs.filter((repair) => repair.rank === best?.rank);
    for (const repair of equal.slice(0, 4)) {
      const changes = repair.changes.map(
        (change) => `${cellTitle(words, form, change.cell)} ${change.from ?? words.blank} → ${change.to}`,
      );
      lines.push(
        `${equal.length > 1 ? words.equallyPossible : words.mostLikely}：${changes.join("；")}。${repair.reason}`,
      );
    }
    const further = others.map((finding) => finding.message).filter((message) => message !== lead?.message);
    for (const message of further.slice(0, 6)) lines.push(message);
    return { text: lead?.message ?? "", lines };
  });
}

function placesOf(words: Words, form: FormInfo | undefined, outcome: Outcome, remark: Remark): string {
  const names = [...remark.suspects].slice(0, 3).map((cell) => cellTitle(words, form, cell));
  const spans = remark.findings
    .flatMap((finding) => finding.where)
    .filter((place) => "start" in place)
    .map((place) => {
      const block = outcome.document?.blocks[place.block];
      const section = sectionOf(outcome, place.block);
      const text =
        block && block.kind !== "table" && "start" in place
          ? [...block.text].slice(place.start, place.end).join("").replaceAll("\n", "")
          : "";
      const quoted = text.length > 30 ? `${text.slice(0, 30)}…` : text;
      return `${section}${section ? "，" : ""}${quoted ? `“${quoted}”` : words.paragraph(place.block + 1)}`;
    });
  // A remark on the text stands in the text; the cells that it is compared with are named in its sentence.
  return (spans.length > 0 ? [...new Set(spans)].slice(0, 4) : names).join("；");
}

/** The heading of the section that a block belongs to. */
function sectionOf(outcome: Outcome, block: number): string {
  let heading = "";
  for (const section of outcome.report.sections) {
    if (section.found && section.place && section.place.block <= block)
      heading = section.heading.replaceAll(/\s/g, "");
  }
  return heading;
}

/** The entries as plain text. */
export function textOf(title: string, entries: Entry[]): string {
  const body = entries.map((entry, index) =>
    [`${index + 1}. ${entry.text}`, ...entry.lines.map((line) => `   ${line}`)].join("\n"),
  );
  return `${title}\n\n${body.join("\n\n")}\n`;
}

/** The changes made on the page, one a line. */
export function changesOf(
  words: Words,
  form: FormInfo | undefined,
  view: View,
  differences: Difference[],
): string[] {
  const say = (text: string) => (text.trim() === "" ? words.blank : text.trim());
  return differences.map(({ place, before, after }) => {
    const key = cellKey(place);
    const name = key === undefined ? undefined : view.cellNames.get(key)?.[0];
    const where = name ? cellTitle(words, form, name) : words.paragraph(place.block + 1);
    return `${where}：${say(before)} → ${say(after)}`;
  });
}
