// The program in a bookmark: checks the page on which it is pressed, by the checker in a frame from where it was installed.

import { frameChecker } from "./host/checkers.ts";
import { marksCss } from "./host/marks.ts";
import { best, clear, show } from "./host/panel.ts";
import { isOutcome, type Verdict } from "./host/protocol.ts";
import { pages, sources } from "./host/sources.ts";

/** Put in by the page that offers the bookmark. */
const address = "GOUJI_FRAME_ADDRESS";

/** Why a page may not let the frame load: its policy is none of ours to change. */
const refused: Verdict = {
  status: "not-read",
  code: "frame",
  zh: `校验程序没有载入：这个网页的策略可能不允许放进 ${address}，或者那个网站打不开。请用浏览器扩展，或者把网页另存后拖进勾稽的网页。`,
  en: `The checker did not load: the policy of this page may forbid ${address}, or that site cannot be reached. Please use the browser extension, or save the page and drop it on gouji's own.`,
};

async function press(): Promise<void> {
  clear();
  const checker = frameChecker(address, "zh", 8_000);
  checker.element.style.display = "none";
  document.documentElement.append(checker.element);
  const verdicts: Verdict[] = [];
  for (const source of sources(document)) {
    const verdict = await checker.check(source);
    verdicts.push(verdict);
    // A frame that is not there is not waited for again.
    if (!isOutcome(verdict) && verdict.code === "load") break;
  }
  checker.element.remove();
  for (const page of pages(document)) {
    const style = page.createElement("style");
    style.textContent = marksCss;
    page.head?.append(style);
  }
  const at = best(verdicts);
  const verdict = verdicts[at] ?? refused;
  show(!isOutcome(verdict) && verdict.code === "load" ? refused : verdict, at);
}

void press();
