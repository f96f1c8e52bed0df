// What stands above every view: how far the list is, the views, and the ways out.

import { html, nothing, type TemplateResult } from "lit";
import { shown } from "../out/inert.ts";
import { mark } from "../verdict/mark.ts";
import type { Desk, View } from "./desk.ts";
import { first, further } from "./long.ts";
import { type LineStatus, statuses, statusOf } from "./model.ts";
import { saveBook, saveCsv, saveLines, savePage } from "./save.ts";

/** The head of the list. */
export function bar(desk: Desk): TemplateResult {
  const { words, rows, done, gone, phase, left } = desk;
  const all = rows.length;
  return html`<div class="batch-head">
      <h2 tabindex="-1">${words.title(all)}</h2>
      <p role="status">
        ${words.done(done, all, gone, rows.filter(({ failure, copyOf }) => failure && !copyOf).length)}${phase === "paused" && done < all ? html` · ${words.paused}` : nothing}
        ${left === undefined || done >= all ? nothing : html`<span aria-hidden="true">${words.timeLeft(left)}</span>`}
      </p>
      ${
        phase === "running" && done + gone < all
          ? html`<button type="button" @click=${() => desk.pause()}>${words.pause}</button>
            <button type="button" @click=${() => desk.stop()}>${words.stop}</button>`
          : done + gone < all
            ? html`<button type="button" class="first" @click=${() => desk.goOn()}>${words.goOn}</button>
              ${phase === "paused" ? html`<button type="button" @click=${() => desk.stop()}>${words.stop}</button>` : nothing}`
            : nothing
      }
      ${gone > 0 ? html`<button type="button" class="first" @click=${() => add(desk, false)}>${words.chooseGone(gone)}</button>` : nothing}
      <button type="button" @click=${() => add(desk, false)}>${words.choose}</button>
      <button type="button" class="folder" @click=${() => add(desk, true)}>${words.chooseFolder}</button>
      ${waysOut(desk)}
    </div>
    ${done < all ? html`<progress max=${all} value=${done} aria-label=${words.title(all)}></progress>` : nothing}
    ${
      desk.aside.length > 0
        ? html`<details class="aside">
          <summary>${words.aside(desk.aside.length)}</summary>
          <p>${words.asideWhy}</p>
          <ul>
            ${first(desk, "aside", desk.aside).map((name) => html`<li><bdi>${shown(name)}</bdi></li>`)}
          </ul>
          ${further(desk, "aside", desk.aside)}
        </details>`
        : nothing
    }`;
}

const add = (desk: Desk, folder: boolean) =>
  desk.host.choose((files) => desk.take(files), folder ? { folder } : { multiple: true });

function waysOut(desk: Desk): TemplateResult {
  const { words } = desk;
  const item = (text: string, run: () => unknown) =>
    html`<button
      type="button"
      @click=${(event: Event) => {
        (event.currentTarget as HTMLElement).closest("details")?.removeAttribute("open");
        void run();
      }}
    >
      ${text}
    </button>`;
  return html`<details class="out">
    <summary>${words.save}</summary>
    <div class="out-list">
      ${item(words.saveList, () => saveBook(desk, "list", "xlsx"))}
      ${item(words.saveCsv, () => saveCsv(desk))} ${item(words.saveLines, () => saveLines(desk))}
      ${item(words.savePage, () => savePage(desk))} ${item(words.letters, () => saveBook(desk, "letters", "docx"))}
      ${item(words.lettersEach, () => saveBook(desk, "letters-each", "zip"))}
    </div>
  </details>`;
}

const views: View[] = ["list", "missing", "years", "against", "sum", "beside"];

/** The views, and what the list can be narrowed by. */
export function toolbar(desk: Desk): TemplateResult {
  const { words, state } = desk;
  return html`<div class="views"><div role="tablist" @keydown=${(event: KeyboardEvent) => turn(desk, event)}>
      ${views.map(
        (view) => html`<button
          type="button"
          role="tab"
          aria-selected=${state.view === view}
          tabindex=${state.view === view ? 0 : -1}
          @click=${() => desk.go(view)}
        >
          ${words.views[view]}
        </button>`,
      )}</div>
      ${
        desk.host.keeps()
          ? html`<label class="keep" title=${words.keepTitle}
            ><input
              type="checkbox"
              .checked=${desk.kept}
              @change=${(event: Event) => void desk.keep((event.target as HTMLInputElement).checked)}
            />${words.keep}</label
          >`
          : nothing
      }
    </div>
    ${state.view === "list" ? filters(desk) : nothing}`;
}

/** From view to view with the arrows. */
function turn(desk: Desk, event: KeyboardEvent): void {
  const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  if (by === 0) return;
  event.preventDefault();
  const at = (views.indexOf(desk.state.view) + by + views.length) % views.length;
  const tabs = (event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("[role=tab]");
  const view = views[at];
  if (view) desk.go(view);
  tabs[at]?.focus();
}

function filters(desk: Desk): TemplateResult {
  const { words, rows, shown: how } = desk;
  const counts = new Map<LineStatus, number>();
  for (const line of rows) {
    const status = statusOf(line);
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return html`<div class="sieve">
    <div class="tally" role="group" aria-label=${words.only}>
      ${statuses
        .filter((status) => counts.has(status))
        .map(
          (status) => html`<button
            type="button"
            class=${status}
            aria-pressed=${how.status === status}
            @click=${() => desk.set({ status: how.status === status ? undefined : status })}
          >
            ${status === "same" || status === "waiting" ? nothing : mark(status)}${desk.stateOf(status)}
            <b>${counts.get(status)}</b>
          </button>`,
        )}
    </div>
    <div class="finders"><input
      type="search"
      aria-label=${words.search}
      placeholder=${words.search}
      .value=${how.search}
      @input=${(event: Event) => desk.set({ search: (event.target as HTMLInputElement).value })}
    />
    <select
      aria-label=${words.kind}
      @change=${(event: Event) => desk.set({ kind: (event.target as HTMLSelectElement).value })}
    >
      <option value="" ?selected=${how.kind === ""}>${words.allKinds}</option>
      ${Object.entries(desk.host.kinds()).map(
        ([kind, text]) => html`<option value=${kind} ?selected=${how.kind === kind}>${text}</option>`,
      )}
    </select>
    <select
      aria-label=${words.group}
      @change=${(event: Event) =>
        desk.set({ group: (event.target as HTMLSelectElement).value as "none" | "year" | "level" })}
    >
      ${Object.entries(words.groupBy).map(
        ([group, text]) => html`<option value=${group} ?selected=${how.group === group}>${text}</option>`,
      )}
    </select></div>
  </div>`;
}
