// One remark: what is wrong in one line, what it most likely should be, and on request why.

import { html, nothing, type TemplateResult } from "lit";
import type { Remark } from "../model/remarks.ts";
import { cellTitle } from "../out/checklist.ts";
import { titleOf } from "../paper/context.ts";
import type { Finding, Repair } from "../types.ts";
import { calculation } from "./calculation.ts";
import type { RemarksContext } from "./context.ts";

/** One remark. */
export function remarkItem(context: RemarksContext, remark: Remark): TemplateResult {
  const { words } = context;
  const [lead, ...others] = remark.findings;
  if (!lead) return html``;
  const open = context.selected === remark || context.printing;
  const notes = context.outcome.notes?.filter((note) => note.group === remark.group) ?? [];
  return html`<li
    class="remark ${remark.severity} ${context.active === remark ? "active" : ""} ${open ? "open" : ""}"
    data-group=${remark.group}
    @mouseenter=${() => context.onHover(remark)}
    @mouseleave=${() => context.onHover(undefined)}
  >
    <button
      type="button"
      class="headline"
      aria-expanded=${open}
      aria-current=${open || nothing}
      @click=${() => context.onSelect(open ? undefined : remark)}
      @focus=${() => context.onHover(remark)}
      @blur=${() => context.onHover(undefined)}
    >
      <span class="badge ${remark.severity}" aria-hidden="true">${remark.number}</span>
      <span class="title"
        ><span class="hidden">${words.remark(remark.number)}${words.comma}</span><span class="severity">${words.severity[remark.severity]}</span>
        ${titleOf(context, remark)}</span
      >
    </button>
    ${open && isLaidOpen(context, lead) ? nothing : html`<p class="message">${lead.message}</p>`}
    ${suggestions(context, remark, open)} ${blanks(context, remark, open)}
    ${!open && others.length > 0 && lead.left == null ? html`<p class="note">${words.others(others.length)}</p>` : nothing}
    ${
      open
        ? html`${isLaidOpen(context, lead) || (lead.left != null && lead.cells.length > 1) ? calculation(context, lead) : nothing}
          ${notes.map((note) => html`<p class="note">${note.message}</p>`)}
          ${
            others.length > 0
              ? more(
                  words.others(others.length),
                  html`<ul>${others.map((finding) => html`<li>${finding.message}</li>`)}</ul>`,
                  context.printing,
                )
              : nothing
          }
          ${context.dismissing === remark ? dismissForm(context, remark) : actions(context, remark)}`
        : nothing
    }
  </li>`;
}

/** Whether the calculation says all that the sentence says: then it is not said twice. */
const isLaidOpen = (context: RemarksContext, finding: Finding): boolean =>
  finding.left != null &&
  (context.form?.identities.some((identity) => identity.name === finding.identity) ?? false);

/** The name of a cell, which leads to it. */
const named = (context: RemarksContext, cell: string) =>
  html`<button type="button" class="cell" @click=${() => context.onShowCell(cell)}>${cellTitle(context.words, context.form, cell)}</button>`;

/** What is shown on request. */
const more = (title: string, body: unknown, open = false) =>
  html`<details class="others" ?open=${open}><summary>${title}</summary>${body}</details>`;

function suggestions(
  context: RemarksContext,
  remark: Remark,
  open: boolean,
): TemplateResult | typeof nothing {
  const { words } = context;
  const [first] = remark.repairs;
  if (!first) return nothing;
  const best = remark.repairs.filter((repair) => repair.rank === first.rank);
  if (!open && best.length > 1) return html`<p class="suggestions">${words.manyEqual(best.length)}</p>`;
  const shown = open ? best.slice(0, 6) : [first];
  const rest = open ? remark.repairs.slice(shown.length, 12) : [];
  const item = (repair: Repair) => {
    const lead =
      repair.rank !== first.rank
        ? words.alsoPossible
        : best.length > 1
          ? words.equallyPossible
          : words.mostLikely;
    const { changes, short, reason } = repair;
    const [take, from, to] = words.change;
    const whole = html`${changes.map(
      ({ cell, ...change }) => html`<span class="change"
        >${take}${named(context, cell)}${from}<span class="values">${change.from ?? words.blank}${to}<strong>${change.to}</strong></span></span
      >`,
    )}`;
    const further = (title: string, body: unknown) => more(title, html`<p>${body}</p>`, context.printing);
    // A row that is out of place changes many cells: what happened to it is said first.
    const few = changes.length <= 4;
    return html`<li>
      <span class="lead">${lead}</span>${words.colon}${few ? whole : short}
      <button type="button" class="apply" @click=${() => context.onApply(repair)}>${words.apply}</button>
      ${few ? html`<span class="reason">${short}</span>` : nothing}
      ${open && !few ? further(words.changes(changes.length), whole) : nothing}
      ${open && reason !== short ? further(words.howSums, reason) : nothing}
    </li>`;
  };
  const list = (repairs: Repair[]) => html`<ul class="suggestions">${repairs.map(item)}</ul>`;
  return html`${list(shown)} ${rest.length > 0 ? more(words.moreSuggestions(rest.length), list(rest)) : nothing}`;
}

/** Blanks whose value the sums prove: filled all at once; the cells of many are named, and filled one by one, on request. */
function blanks(context: RemarksContext, remark: Remark, open: boolean): TemplateResult | typeof nothing {
  const { words, outcome } = context;
  if (remark.findings[0]?.left != null || remark.repairs.length > 0) return nothing;
  const proven = (outcome.blanks ?? []).filter((blank) => remark.cells.has(blank.cell));
  const [first, second] = proven;
  if (!first) return nothing;
  const fill = (filled: typeof proven, label: string) =>
    html`<button type="button" class="apply" @click=${() => context.onFill(filled)}>${label}</button>`;
  const same = proven.every(({ to }) => to === first.to);
  const all = second ? fill(proven, words.fillAll(proven.length, same ? first.to : undefined)) : nothing;
  const each = html`<ul class="suggestions">
    ${proven.map(
      (blank) => html`<li>
        ${named(context, blank.cell)} ${fill([blank], words.fill(blank.to))}
      </li>`,
    )}
  </ul>`;
  const shown = proven.length > 4 ? more(words.changes(proven.length), each) : each;
  return html`<div class="fill">${all}${second && !open ? nothing : shown}</div>`;
}

function actions(context: RemarksContext, remark: Remark): TemplateResult {
  const { words } = context;
  const rule = context.rules.get(remark.findings[0]?.rule ?? "");
  const inText = remark.findings.some((finding) => finding.where.some((place) => "start" in place));
  return html`<p class="actions">
    ${
      rule
        ? html`<button type="button" class="quiet" @click=${() => context.onWhy(rule)}>${words.why}</button>`
        : nothing
    }
    ${
      inText
        ? html`<button type="button" class="quiet" @click=${() => context.onEditText(remark)}>${words.editHere}</button>`
        : nothing
    }
    <button type="button" class="quiet dismiss" @click=${() => context.onDismiss(remark)}>${words.notProblem}</button>
  </p>`;
}

function dismissForm(context: RemarksContext, remark: Remark): TemplateResult {
  const { words } = context;
  return html`<form
    class="dismiss-form"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      const field = (event.target as HTMLFormElement).elements.namedItem("reason") as HTMLInputElement;
      context.onDismissed(remark, field.value.trim());
    }}
  >
    <label>${words.dismissReason}<input name="reason" maxlength="200" autocomplete="off" /></label>
    <button type="submit">${words.dismissConfirm}</button>
    <button type="button" class="quiet" @click=${() => context.onDismissed(remark, undefined)}>${words.cancel}</button>
  </form>`;
}

/**
 * Scrolls the list, and only the list, so that an element of it can be seen. For when a remark is chosen, not for each
 * drawing: a list that moves between press and release of the button makes the press land elsewhere.
 */
export function keepInSight(element: Element): void {
  const list = element.closest<HTMLElement>(".list");
  const item = element.closest<HTMLElement>("li");
  if (!list || !item) return;
  const outer = list.getBoundingClientRect();
  const inner = item.getBoundingClientRect();
  if (inner.top < outer.top) list.scrollTop += inner.top - outer.top;
  else if (inner.bottom > outer.bottom)
    list.scrollTop += Math.min(inner.bottom - outer.bottom, inner.top - outer.top);
}
