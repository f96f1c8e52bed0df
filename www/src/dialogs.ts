// The few things that open above the page.

import { html, type TemplateResult } from "lit";
import type { Entry } from "./checklist.ts";
import type { Language, RuleInfo } from "./types.ts";
import type { Words } from "./words.ts";

/** A dialog; the element opens it once it is in the document. */
function dialog(
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
    <h2>${title}</h2>
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
export function verifyDialog(words: Words, onClose: () => void): TemplateResult {
  return dialog(
    words,
    words.verifyTitle,
    onClose,
    html`<ol>
      ${words.verifySteps.map((step) => html`<li>${step}</li>`)}
    </ol>`,
  );
}

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
      <p class="doc">${source}</p>
      <p><small>${rule.name}</small></p>`,
  );
}

/** Markdown's marks for code and emphasis left out: the pages of the rules use little else. */
const plain = (text: string): string =>
  text.replaceAll(/[`*]/g, "").replaceAll(/([^\n])\n(?!\n|[-\d])/g, "$1 ");

/** The 核对清单 with its ways out. */
export function checklistDialog(
  words: Words,
  title: string,
  entries: Entry[],
  ways: { onCopy(): void; onPrint(): void; onSave(): void; onClose(): void },
): TemplateResult {
  return dialog(
    words,
    title,
    ways.onClose,
    html`<div class="checklist">
      <ol>
        ${entries.map(
          (entry) =>
            html`<li>${entry.text}${entry.lines.map((line) => html`<span class="line">${line}</span>`)}</li>`,
        )}
      </ol>
    </div>`,
    html`<button type="button" @click=${ways.onCopy}>${words.copy}</button>
      <button type="button" @click=${ways.onSave}>${words.save}</button>
      <button type="button" @click=${ways.onPrint}>${words.print}</button>`,
  );
}
