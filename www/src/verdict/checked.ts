// 核对了什么: everything that was checked, and as large what was not.

import { html, nothing, type TemplateResult } from "lit";
import { shortOf, unreadOf } from "../model/labels.ts";
import { today } from "../out/checklist.ts";
import { isOther, type Report } from "../state/entries.ts";
import type { IdentityInfo } from "../types.ts";
import type { Words } from "../words/words.ts";
import { unreadIn } from "./verdict.ts";

/** The sums of one kind in one table, with what became of them. */
interface Family {
  table: string;
  label: string;
  held: number;
  broken: string[];
  open: string[];
}

/** What a sum is about, as a clerk would say it: the row or the column that it runs along. */
function aboutOf(words: Words, report: Report, identity: IdentityInfo): { label: string; one: string } {
  const short = (cell: string) => shortOf(report.form, cell) ?? { row: words.unnamed, column: "" };
  const left = identity.left.map(short);
  const right = identity.right.map(short);
  const [first] = left;
  const sameColumn = [...left, ...right].every(({ column }) => column === first?.column);
  // Along a column the rows say what is added up; along a row the columns do.
  const say = (cells: typeof left) => {
    const names = [...new Set(cells.map((each) => (sameColumn ? each.row : each.column)))];
    return names.length <= 2 ? names.join(" + ") : words.partsOf;
  };
  const one = (sameColumn ? first?.column : first?.row) ?? "";
  return { label: `${say(left)} = ${say(right)}`, one };
}

function familiesOf(words: Words, report: Report): Family[] {
  const { sums } = report.outcome;
  const families = new Map<string, Family>();
  for (const identity of report.form?.identities ?? []) {
    const table = words.tables[identity.name.split(".")[0] ?? ""] ?? "";
    const { label, one } = aboutOf(words, report, identity);
    const key = `${table} ${label}`;
    const family = families.get(key) ?? { table, label, held: 0, broken: [], open: [] };
    families.set(key, family);
    if (sums.open.includes(identity.name)) family.open.push(one);
    else if (sums.broken.includes(identity.name)) family.broken.push(one);
    else family.held += 1;
  }
  return [...families.values()];
}

/** What was checked of a report. */
export function checkedList(words: Words, report: Report, rules: number): TemplateResult {
  const { outcome, previous, parts } = report;
  const { held, broken, open } = outcome.counts;
  const numbers = outcome.numbers ?? [];
  const bound = numbers.filter((number) => number.agrees != null);
  const agree = bound.filter((number) => number.agrees).length;
  return html`<div class="checked-list">
    <h3>${words.checkedSums}</h3>
    <p class="figures">
      <span class="held">${words.held(held)}</span><span class="broken">${words.broken(broken)}</span><span class="open">${words.unchecked(open)}</span>
    </p>
    <table>
      <tbody>
        ${familiesOf(words, report).map(
          (family) =>
            html`<tr>
              <th scope="row">${family.table} ${family.label}</th>
              <td>
                ${family.held > 0 ? html`<span class="held">${words.held(family.held)}</span>` : nothing}
                ${family.broken.length > 0 ? html`<span class="broken">${words.broken(family.broken.length)}${words.colon}${family.broken.join(words.list)}</span>` : nothing}
                ${family.open.length > 0 ? html`<span class="open">${words.unchecked(family.open.length)}${family.held + family.broken.length > 0 ? html`${words.colon}${family.open.join(words.list)}` : nothing}</span>` : nothing}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
    <p class="open">${unreadIn(words, report, unreadOf(report.form, outcome))}</p>
    <h3>${words.checkedText}</h3>
    <p>${words.checkedTextLine(bound.length, agree, numbers.length - bound.length)}</p>
    <h3>${words.checkedRest}</h3>
    <p>${words.checkedRules(rules)}</p>
    <p>${previous ? words.checkedPrevious(previous.name ?? "", isOther(report)) : words.notPrevious}</p>
    ${parts.length > 0 ? html`<p>${words.checkedParts(parts.length)}</p>` : nothing}
    <p>${words.checkedNever}</p>
  </div>`;
}

/** The page that one is glad to file: when everything was checked and holds. */
export function certificate(words: Words, report: Report, rules: number, version: string): TemplateResult {
  const { outcome } = report;
  const { held } = outcome.counts;
  const bound = (outcome.numbers ?? []).filter((number) => number.agrees);
  return html`<section class="well">
    <p class="lead">${words.wellSums(held)}</p>
    <ul>
      ${familiesOf(words, report).map(
        (family) =>
          html`<li>${family.table} ${family.label}<span class="held">${words.heldOf(family.held)}</span></li>`,
      )}
      ${bound.length > 0 ? html`<li>${words.wellText(bound.length)}</li>` : nothing}
      <li>${words.checkedRules(rules)}</li>
    </ul>
    <p class="when">${words.certificate(today(), version)}</p>
  </section>`;
}
