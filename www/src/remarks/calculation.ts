// A sum laid open: what is added up, what is blank, the published number against the computed one.

import { html, nothing, type TemplateResult } from "lit";
import { type ShortLabels, shortLabels } from "../model/labels.ts";
import type { Finding } from "../types.ts";
import type { RemarksContext } from "./context.ts";

/** The calculation of a finding. */
export function calculation(context: RemarksContext, finding: Finding): TemplateResult {
  const { words, form } = context;
  const identity = form?.identities.find((each) => each.name === finding.identity);
  const left = identity?.left ?? [];
  const right = identity?.right ?? finding.cells.filter((cell) => !left.includes(cell));
  const labels = shortLabels(form, [...left, ...right], words.unnamed);
  const two = left.length > 1;
  const balance = identity?.name.includes(".balance.") ?? false;
  const difference = Math.abs((finding.left ?? 0) - (finding.right ?? 0));
  const names = balance
    ? [words.dueSide, words.doneSide]
    : two
      ? [words.leftSide, words.rightSide]
      : ["", identity ? words.computed : words.inTable];
  return html`<table class="calculation">
    <caption class=${labels.shared ? "" : "hidden"}>${labels.shared || words.calculation}</caption>
    <tbody>
      ${addends(context, left, labels)} ${two ? sum(names[0] ?? "", finding.left) : nothing}
      ${left.length === 0 ? sum(words.inText, finding.left) : nothing}
    </tbody>
    <tbody>
      ${right.length === 1 && left.length === 0 ? nothing : addends(context, right, labels)}
      ${right.length === 1 && left.length === 0 ? addends(context, right, labels) : sum(names[1] ?? "", finding.right)}
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

function addends(context: RemarksContext, cells: string[], labels: ShortLabels): TemplateResult {
  const { words, outcome } = context;
  const few = cells.length <= 4;
  const proven = new Map((outcome.blanks ?? []).map((blank) => [blank.cell, blank.to]));
  const isZero = (cell: string) => outcome.report.cells[cell]?.value === 0 || proven.get(cell) === 0;
  const listed = cells.filter((cell) => few || !isZero(cell));
  const zeros = cells.length - listed.length;
  return html`${listed.map((cell) => {
    const info = outcome.report.cells[cell];
    const blank = info?.raw.trim() === "" || info?.state === "placeholder";
    const must = proven.get(cell);
    const value = info
      ? (info.value ?? (blank ? (must === undefined ? words.blank : words.provenBlank(must)) : info.raw))
      : words.notFound;
    return html`<tr>
      <th scope="row">
        <button type="button" class="cell" @click=${() => context.onShowCell(cell)}>${labels.short.get(cell)}</button>
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
