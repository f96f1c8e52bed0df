// What the list of remarks needs to know, and what it tells.

import type { Remark } from "../model/remarks.ts";
import type { FormInfo, Language, Outcome, Repair, RuleEntry } from "../types.ts";
import type { Words } from "../words/words.ts";

/** What the list needs to know and to tell. */
export interface RemarksContext {
  words: Words;
  language: Language;
  outcome: Outcome;
  rules: Map<string, RuleEntry>;
  form: FormInfo | undefined;
  active: Remark | undefined;
  selected: Remark | undefined;
  dismissing: Remark | undefined;
  /** Whether it is drawn for the printer, which opens nothing. */
  printing: boolean;
  onHover(remark: Remark | undefined): void;
  onSelect(remark: Remark | undefined): void;
  onShowCell(cell: string): void;
  onApply(repair: Repair): void;
  onFill(changes: { cell: string; to: number }[]): void;
  onEditText(remark: Remark): void;
  onWhy(rule: RuleEntry): void;
  onDismiss(remark: Remark): void;
  onDismissed(remark: Remark, reason: string | undefined): void;
}
