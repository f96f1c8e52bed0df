// The list of remarks beside the paper: one for each root cause, with its reason and its calculation.

import { html, nothing, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import type { Remark } from "./model.ts";
import type { Finding, FormInfo, Language, Outcome, Repair, RuleInfo } from "./types.ts";
import type { Words } from "./words.ts";

/** What the list needs to know and to tell. */
export interface RemarksContext {
  words: Words;
  language: Language;
  outcome: Outcome;
  rules: Map<string, RuleInfo>;
  form: FormInfo | undefined;
  active: Remark | undefined;
  selected: Remark | undefined;
  dismissing: Remark | undefined;
  onHover(remark: Remark | undefined): void;
  onSelect(remark: Remark | undefined): void;
  onShowCell(cell: string): void;
  onApply(repair: Repair): void;
  onWhy(rule: RuleInfo): void;
  onDismiss(remark: Remark): void;
  onDismissed(remark: Remark, reason: string | undefined): void;
}

/** The form's words for a cell; its contract name where the form does not know it. */
export function cellLabel(context: { form: FormInfo | undefined }, cell: string): string {
  return context.form?.cells.find((each) => each.cell === cell)?.label ?? cell;
}

/** One remark. */
export function remarkItem(context: RemarksContext, remark: Remark): TemplateResult {
  const { words } = context;
  const [lead, ...others] = remark.findings;
  if (!lead) return html``;
  const rule = context.rules.get(lead.rule);
  const open = context.selected === remark;
  const title = rule ? (context.language === "en" ? rule.en : rule.zh) : lead.rule;
  return html`<li
    class=${classMap({ remark: true, [remark.severity]: true, active: context.active === remark, open })}
    data-group=${remark.group}
    @mouseenter=${() => context.onHover(remark)}
    @mouseleave=${() => context.onHover(undefined)}
  >
    <button
      type="button"
      class="headline"
      aria-expanded=${open ? "true" : "false"}
      aria-current=${open ? "true" : nothing}
      @click=${() => context.onSelect(open ? undefined : remark)}
      @focus=${() => context.onHover(remark)}
      @blur=${() => context.onHover(undefined)}
    >
      <span class="badge ${remark.severity}" aria-hidden="true">${remark.number}</span>
      <span class="title"
        ><span class="hidden">${words.remark(remark.number)} ${words.severity[remark.severity]} </span>${title}</span
      >
    </button>
    <p class="message">${lead.message}</p>
    ${suggestions(context, remark, open)}
    ${
      open
        ? html`${lead.left != null ? calculation(context, lead) : nothing}
          ${
            others.length > 0
              ? html`<details class="others">
                <summary>${words.others(others.length)}</summary>
                <ul>
                  ${others.map(
                    (finding) =>
                      html`<li>
                        ${finding.message} ${finding.left != null ? calculation(context, finding) : nothing}
                      </li>`,
                  )}
                </ul>
              </details>`
              : nothing
          }
          ${context.dismissing === remark ? dismissForm(context, remark) : actions(context, remark, rule)}`
        : nothing
    }
  </li>`;
}

function suggestions(
  context: RemarksContext,
  remark: Remark,
  open: boolean,
): TemplateResult | typeof nothing {
  const { words } = context;
  const [first] = remark.repairs;
  if (!first) return nothing;
  const best = remark.repairs.filter((repair) => repair.rank === first.rank).length;
  if (!open && best > 1) return html`<p class="suggestions">${words.manyEqual(best)}</p>`;
  const list = open ? remark.repairs.slice(0, 12) : [first];
  return html`<ul class="suggestions">
    ${list.map((repair) => {
      const lead =
        repair.rank !== first.rank ? words.alsoPossible : best > 1 ? words.equallyPossible : words.mostLikely;
      return html`<li>
        <span class="lead">${lead}</span>
        ${repair.changes.map(
          (change) => html`<span class="change"
            ><button type="button" class="cell" @click=${() => context.onShowCell(change.cell)}>
              ${cellLabel(context, change.cell)}</button
            > <span class="values">${change.from ?? words.blank} → <strong>${change.to}</strong></span></span
          >`,
        )}
        <button type="button" class="apply" @click=${() => context.onApply(repair)}>${words.apply}</button>
        ${open && repair.reason ? html`<span class="reason">${repair.reason}</span>` : nothing}
      </li>`;
    })}
  </ul>`;
}

/** A sum laid open: what is added up, what is blank, the published total against the computed one. */
function calculation(context: RemarksContext, finding: Finding): TemplateResult {
  const { words, outcome } = context;
  const identity = context.form?.identities.find((each) => each.name === finding.identity);
  const left = identity?.left ?? [];
  const right = identity?.right ?? finding.cells.filter((cell) => !left.includes(cell));
  const two = left.length > 1;
  const difference = Math.abs((finding.left ?? 0) - (finding.right ?? 0));
  return html`<table class="calculation">
    <caption class="hidden">${words.calculation}</caption>
    <tbody>
      ${addends(context, outcome, left)}
      ${two ? sum(words.leftSide, finding.left) : nothing}
      ${left.length === 0 ? sum(words.inText, finding.left) : nothing}
    </tbody>
    <tbody>
      ${addends(context, outcome, right)} ${sum(two ? words.rightSide : words.computed, finding.right)}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row">${words.difference}</th>
        <td>${Math.round(difference * 1e6) / 1e6}</td>
      </tr>
    </tfoot>
  </table>`;
}

const sum = (label: string, value: number | undefined) =>
  html`<tr class="sum">
    <th scope="row">${label}</th>
    <td>${value ?? ""}</td>
  </tr>`;

function addends(context: RemarksContext, outcome: Outcome, cells: string[]): TemplateResult {
  const { words } = context;
  const few = cells.length <= 4;
  const listed = cells.filter((cell) => few || outcome.report.cells[cell]?.value !== 0);
  const zeros = cells.length - listed.length;
  return html`${listed.map((cell) => {
    const info = outcome.report.cells[cell];
    const value = info ? (info.value ?? (info.raw.trim() === "" ? words.blank : info.raw)) : words.notFound;
    return html`<tr>
      <th scope="row">
        <button type="button" class="cell" @click=${() => context.onShowCell(cell)}>${cellLabel(context, cell)}</button>
      </th>
      <td class=${info?.value == null ? "none" : ""}>${value}</td>
    </tr>`;
  })}${
    zeros > 0
      ? html`<tr class="zeros">
        <th scope="row" colspan="2">${words.zeros(zeros)}</th>
      </tr>`
      : nothing
  }`;
}

function actions(context: RemarksContext, remark: Remark, rule: RuleInfo | undefined): TemplateResult {
  const { words } = context;
  return html`<p class="actions">
    ${
      rule
        ? html`<button type="button" class="quiet" @click=${() => context.onWhy(rule)}>${words.why}</button>`
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
