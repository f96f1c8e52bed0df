// The few things that open above the page.

import { html, type TemplateResult } from "lit";
import type { Entry } from "../out/checklist.ts";
import type { Keeping } from "../state/trail.ts";
import type { Language, RuleInfo } from "../types.ts";
import type { Words } from "../words/words.ts";

/** A dialog; the element opens it once it is in the document. */
export function dialog(
  words: Words,
  title: string,
  onClose: () => void,
  content: TemplateResult,
  buttons: TemplateResult = html``,
): TemplateResult {
  return html`<dialog
    aria-label=${title}
    @close=${onClose}
    @click=${(event: MouseEvent) => {
      if (event.target === event.currentTarget) (event.currentTarget as HTMLDialogElement).close();
    }}
  >
    <h2 tabindex="-1" autofocus>${title}</h2>
    ${content}
    <p class="close">
      ${buttons}
      <button
        type="button"
        @click=${(event: Event) => (event.currentTarget as HTMLElement).closest("dialog")?.close()}
      >
        ${words.close}
      </button>
    </p>
  </dialog>`;
}

/** How anyone can verify that nothing is uploaded. */
export const verifyDialog = (words: Words, onClose: () => void): TemplateResult =>
  dialog(
    words,
    words.verifyTitle,
    onClose,
    html`<ol>
      ${words.verifySteps.map((step) => html`<li>${step}</li>`)}
    </ol>`,
  );

/** The page of a rule. */
export function ruleDialog(
  words: Words,
  language: Language,
  rule: RuleInfo,
  onClose: () => void,
): TemplateResult {
  const [title, checks, why, source] =
    language === "en"
      ? [rule.en, rule.checks_en, rule.why_en, rule.source_en]
      : [rule.zh, rule.checks_zh, rule.why_zh, rule.source_zh];
  return dialog(
    words,
    title,
    onClose,
    html`<h3>${words.checks}</h3>
      <p class="doc">${plain(checks)}</p>
      <h3>${words.why}</h3>
      <p class="doc">${plain(why)}</p>
      <h3>${words.source}</h3>
      <p class="doc">${source}</p>`,
  );
}

/** Markdown's marks for code and emphasis left out: the pages of the rules use little else. */
const plain = (text: string): string =>
  text.replaceAll(/[`*]/g, "").replaceAll(/([^\n])\n(?!\n|[-\d])/g, "$1 ");

/** The entries of the 核对清单. */
export const checklistEntries = (entries: Entry[]): TemplateResult =>
  html`<ol class="checklist">
    ${entries.map(
      (entry) =>
        html`<li><b>${entry.severity}</b> ${entry.text}${entry.lines.map((line) => html`<span class="line">${line}</span>`)}</li>`,
    )}
  </ol>`;

/** The 核对清单 with its ways out. */
export const checklistDialog = (
  words: Words,
  title: string,
  entries: Entry[],
  ways: { onCopy(): void; onPrint(): void; onSave(): void; onDocx(): void; onClose(): void },
): TemplateResult =>
  dialog(
    words,
    title,
    ways.onClose,
    checklistEntries(entries),
    html`<button type="button" @click=${ways.onCopy}>${words.copy}</button>
      <button type="button" @click=${ways.onDocx}>${words.saveDocx}</button>
      <button type="button" @click=${ways.onSave}>${words.saveText}</button>
      <button type="button" @click=${ways.onPrint}>${words.print}</button>`,
  );

/** What is kept in this browser, and the press that forgets it. */
export const keptDialog = (
  words: Words,
  keeping: Keeping,
  week: boolean,
  ways: { onWeek(ask: boolean): void; onForget(): void; onClose(): void },
): TemplateResult =>
  dialog(
    words,
    words.keptTitle,
    ways.onClose,
    html`<p>${words.keptNow[keeping]}</p>
      <p>
        <label class="check"
          ><input
            type="checkbox"
            .checked=${week}
            ?disabled=${keeping === "off" || keeping === "denied"}
            @change=${(event: Event) => ways.onWeek((event.target as HTMLInputElement).checked)}
          />
          ${words.keptWeek}</label
        >
      </p>
      <p>${words.keptAlso}</p>`,
    html`<button type="button" class="danger" @click=${ways.onForget}>${words.forget}</button>`,
  );
