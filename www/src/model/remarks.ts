// From an Outcome to the remarks: one for each root cause.

import type { Finding, Kind, Outcome, Repair, Severity } from "../types.ts";
import { digest, idOf, textAt } from "./places.ts";

/** Everything that is said about one root cause. */
export interface Remark {
  /** Group number in the outcome. */
  group: number;
  /** Number on the page, from 1 in the order of the list. */
  number: number;
  severity: Severity;
  /** What it is about. */
  kind: Kind;
  findings: Finding[];
  repairs: Repair[];
  /** Contract names of the cells that are most likely wrong. */
  suspects: Set<string>;
  /** All cells concerned. */
  cells: Set<string>;
  /** Whether it is about the text, and the cells are what the text is compared with. */
  aboutText: boolean;
  /** Recognises the same remark about the same content, in any language and on another day. */
  key: string;
}

const worst: Record<Severity, number> = { error: 0, warning: 1, notice: 2 };

const known = new WeakMap<Outcome, Remark[]>();

/** The remarks of an outcome in their order; worked out once. */
export function remarksOf(outcome: Outcome): Remark[] {
  const remarks = known.get(outcome) ?? remarksIn(outcome);
  known.set(outcome, remarks);
  return remarks;
}

function remarksIn(outcome: Outcome): Remark[] {
  const groups = new Map<number, Remark>();
  for (const finding of outcome.findings) {
    let remark = groups.get(finding.group);
    if (!remark) {
      remark = {
        group: finding.group,
        number: groups.size + 1,
        severity: finding.severity,
        kind: finding.kind,
        findings: [],
        repairs: outcome.repairs
          .filter((repair) => repair.group === finding.group)
          .sort((one, other) => one.rank - other.rank),
        suspects: new Set(),
        cells: new Set(),
        aboutText: false,
        key: "",
      };
      groups.set(finding.group, remark);
    }
    if (worst[finding.severity] < worst[remark.severity]) remark.severity = finding.severity;
    remark.findings.push(finding);
    for (const cell of finding.cells) remark.cells.add(cell);
  }
  for (const remark of groups.values()) {
    remark.aboutText = isAboutText(outcome, remark);
    remark.suspects = suspectsOf(remark);
    // A correction can concern a cell that is in no broken sum: it is pointed at as well.
    for (const cell of remark.suspects) remark.cells.add(cell);
    remark.key = keyOf(outcome, remark);
  }
  return [...groups.values()];
}

/**
 * Whether a remark is about words or numbers of the text: its cells are then what the text is compared with. (In a text
 * without tables the cells themselves are stretches of text.)
 */
function isAboutText(outcome: Outcome, remark: Remark): boolean {
  const own = new Set<string>();
  for (const cell of remark.cells) {
    const info = outcome.report.cells[cell];
    if (info) own.add(idOf(info));
  }
  const places = remark.findings.flatMap((finding) => finding.where);
  return (
    remark.findings.every((finding) => finding.identity === undefined) &&
    places.some((place) => "start" in place && !own.has(idOf(place)))
  );
}

/**
 * The cells to point at: those of the best suggestions; without any, those that most of the broken sums share, where
 * that singles some out; else all, if they are few.
 */
function suspectsOf(remark: Remark): Set<string> {
  const best = remark.repairs[0]?.rank;
  if (best !== undefined) {
    const named = remark.repairs.filter((repair) => repair.rank === best);
    const cells = new Set(named.flatMap((repair) => repair.changes.map((change) => change.cell)));
    // Many equal suggestions single nothing out: pointing at all their cells would say more than is known.
    if (named.length === 1 || cells.size <= 8) return cells;
  }
  if (remark.aboutText) return new Set();
  const counts = new Map<string, number>();
  for (const finding of remark.findings) {
    for (const cell of finding.cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  const most = Math.max(0, ...counts.values());
  const shared = [...counts].filter(([, count]) => count === most).map(([cell]) => cell);
  return most > 1 || shared.length <= 8 ? new Set(shared) : new Set();
}

function keyOf(outcome: Outcome, remark: Remark): string {
  const parts = remark.findings.map((finding) => {
    const cells = finding.cells.map((cell) => `${cell}=${outcome.report.cells[cell]?.raw ?? ""}`);
    const texts = finding.where
      .filter((place) => !("row" in place))
      .map((place) => textAt(outcome.document, place));
    return [finding.rule, finding.identity ?? "", ...cells, ...texts].join("\u0001");
  });
  return digest([outcome.report.organ ?? "", outcome.report.year ?? "", ...parts].join("\u0002"));
}
