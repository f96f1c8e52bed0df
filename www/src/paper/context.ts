// What the paper needs to know, and what it tells.

import type { Mark, View } from "../model/marks.ts";
import type { Remark } from "../model/remarks.ts";
import type { Language, Outcome, ReportDocument, RuleEntry } from "../types.ts";
import type { Words } from "../words/words.ts";

/** What is drawn. */
export interface PaperContext {
  words: Words;
  language: Language;
  rules: Map<string, RuleEntry>;
  outcome: Outcome;
  document: ReportDocument;
  view: View;
  /** The remark that is lit, and the sides of its sum by contract name. */
  active: Remark | undefined;
  sides: Map<string, "total" | "addend">;
  /** Original texts of changed cells, and blocks with a changed text. */
  changed: Map<string, string>;
  changedBlocks: Set<number>;
  /** The cell of each table that the keyboard comes to. */
  stops: Set<string>;
  /** The cell that the keyboard is on, and the text being typed into it. */
  current: string | undefined;
  editing: string | undefined;
  /** The paragraph that is being edited. */
  prose: { block: number; text: string; at: number } | undefined;
  showNumbers: boolean;
}

/** What is told. */
export interface PaperEvents {
  hover(group: number | undefined): void;
  select(group: number): void;
  cellFocus(key: string): void;
  cellKey(event: KeyboardEvent, key: string): boolean;
  cellEdit(key: string): void;
  editDone(key: string, text: string | undefined, move: [number, number] | undefined): void;
  proseEdit(block: number, at: number): void;
  proseInput(text: string): void;
  /** The editor of a paragraph is left; `stay`: by a key, which leaves the keyboard there. */
  proseDone(keep: boolean, stay: boolean): void;
  copyTable(block: number): void;
}

/** The title of a remark, as the reader is told it. */
export function titleOf(
  context: { rules: Map<string, RuleEntry>; language: Language; words: Words },
  remark: Remark,
): string {
  const rule = context.rules.get(remark.findings[0]?.rule ?? "");
  return rule ? (context.language === "en" ? rule.en : rule.zh) : context.words.severity[remark.severity];
}

/** What a mark says to those who do not see it. */
export const spoken = (context: PaperContext, { remark }: Mark): string =>
  context.words.spokenMark(remark.number, context.words.severity[remark.severity], titleOf(context, remark));
