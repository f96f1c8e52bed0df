// What is there before anything else: one sheet of paper that invites to bring a report.

import { html, nothing, type TemplateResult } from "lit";
import { shown } from "../out/inert.ts";
import type { Trouble } from "../state/entries.ts";
import type { Language } from "../types.ts";
import { mark } from "../verdict/mark.ts";
import type { Words } from "../words/words.ts";

/** What the sheet needs to know and to tell. */
export interface StartContext {
  words: Words;
  language: Language;
  /** What could not be read, where something was tried. */
  trouble: Trouble | undefined;
  typed: boolean;
  /** Whether fingers are used here rather than a mouse. */
  touch: boolean;
  onTyped(typed: boolean): void;
  onText(text: string): void;
  onOpen(): void;
  onFolder(): void;
  onExample(): void;
}

const fieldOf = (event: Event) =>
  (event.currentTarget as HTMLElement).closest(".sheet")?.querySelector<HTMLTextAreaElement>(".intake")
    ?.value ?? "";

/** The sheet. */
export function start(context: StartContext): TemplateResult {
  const { words, touch, typed } = context;
  const invite = touch ? words.inviteTouch : words.invite;
  return html`<section class="sheet start">
    ${context.trouble ? troubleOf(context, context.trouble) : nothing}
    <h2 class="invite">${invite.map((part) => html`<span>${part}</span>`)}</h2>
    <p class="what">${words.what}</p>
    <textarea
      class="intake"
      aria-label=${words.pasteHere}
      spellcheck="false"
      placeholder=${touch ? words.pasteHintTouch : words.pasteHint}
      @input=${(event: Event) => context.onTyped((event.target as HTMLTextAreaElement).value.trim() !== "")}
    ></textarea>
    <div class="ways">
      ${
        typed
          ? html`<button type="button" class="first" @click=${(event: Event) => context.onText(fieldOf(event))}>
            ${words.checkTyped}
          </button>`
          : nothing
      }
      <button type="button" class=${typed ? "" : "first"} @click=${context.onOpen}>${words.open}</button>
      ${touch ? nothing : html`<button type="button" @click=${context.onFolder}>${words.openFolder}</button>`}
      <button type="button" @click=${context.onExample}>${words.tryExample}</button>
    </div>
    <p class="kinds">${words.kindsOfFile}</p>
  </section>`;
}

/** In the place of a paper on which nothing could be read: what helps instead. */
export const nothingRead = (words: Words, onOpen: () => void): TemplateResult => html`<section
    class="paper unread"
    aria-label=${words.paper}
  >
    <h2>${words.nothingRead}</h2>
    <ol>
      ${words.nothingReadSteps.map((step) => html`<li>${step}</li>`)}
    </ol>
    <p><button type="button" class="first" @click=${onOpen}>${words.open}</button></p>
  </section>`;

/** An input that could not be read: which one, why, and that nothing of it was checked. */
function troubleOf({ words, language }: StartContext, { name, error }: Trouble): TemplateResult {
  return html`<div class="trouble not-read">
    <p class="result" tabindex="-1" role="alert">
      ${mark("not-read")}<strong class="word" data-status="not-read">${words.status["not-read"]}</strong>
      ${name ? html`<bdi class="file">${shown(name)}</bdi>` : nothing}
      <span class="reason">${language === "en" ? error.en : error.zh}</span>
    </p>
  </div>`;
}
