// Why something is a problem: the page of a rule, which is loaded when the first one is opened.

import { shownError } from "../engine/error.ts";
import { withPages } from "../engine/gouji.ts";
import type { RuleEntry } from "../types.ts";
import type { Desk } from "./desk.ts";

/** Opens the page of a rule over what lies on the desk. */
export async function openPage(desk: Desk, rule: RuleEntry): Promise<void> {
  const { entry } = desk.state;
  try {
    const [dialog] = await withPages([rule]);
    if (entry === desk.state.entry) desk.set({ dialog });
  } catch (error) {
    const { zh, en } = shownError(error);
    desk.say(desk.language === "en" ? en : zh);
  }
}
