// A summary against its parts: cell by cell, and which mistake explains the differences.

import { html, nothing, type TemplateResult } from "lit";
import type { AgainstInfo, SummaryStep } from "../../generated/documents/gouji.js";
import { shown } from "../out/inert.ts";
import type { Glance } from "../types.ts";
import { countOf, labelOf } from "./cells.ts";
import { type Desk, nameOf, worked } from "./desk.ts";
import { choice, first, further } from "./long.ts";
import type { Line } from "./model.ts";

const exact = (value: number): string => String(Math.round(value * 1e6) / 1e6);

/** The report that looks like a summary: the only one of a higher level, or the one with the most requests. */
function guess(desk: Desk): Line | undefined {
  const found = candidate(desk);
  // Beside nothing of its form and year that was read there is nothing that it could be the sum of.
  return found && desk.read.some((each) => each !== found && alike(each.glance, found.glance))
    ? found.line
    : undefined;
}

const alike = (one: Glance, other: Glance) =>
  one.form === other.form && one.year === other.year && one.counts.held + one.counts.broken > 0;

function candidate(desk: Desk): Each | undefined {
  const rank = ["central", "province", "city", "county", "zone", "township"];
  const among = desk.read.filter(({ glance }) => glance.form !== null);
  if (among.length < 3) return undefined;
  const named = among.filter(({ line }) => /汇总|合计|总表/.test(line.name));
  if (named.length === 1) return named[0];
  const levels = among.map(({ glance }) => rank.indexOf(glance.level)).filter((level) => level >= 0);
  const top = Math.min(...levels);
  const highest = among.filter(({ glance }) => rank.indexOf(glance.level) === top);
  const governments = highest.filter(({ glance }) => /(人民政府|[省市县区旗])$/.test(glance.organ ?? ""));
  return governments.length === 1 ? governments[0] : undefined;
}

/** The view. */
export function againstView(desk: Desk): TemplateResult {
  const { words, state, read, pool } = desk;
  const { against } = state;
  if (against.summary === undefined) against.summary = guess(desk)?.id;
  const own = read.find(({ line }) => line.id === against.summary);
  const others = read.filter((each) => each !== own);
  const found = own
    ? worked(desk, against, `${desk.version} ${own.line.id} ${desk.language}`, () =>
        pool.ask(
          "against",
          [own, ...others].map(({ glance }) => glance),
          ([summary = -1, ...places]) => [summary, places, desk.language],
        ),
      )
    : undefined;
  const choices = [
    { value: "", text: "—" },
    ...read
      .filter(({ glance }) => glance.form !== null)
      .map(({ line, glance }) => ({
        value: String(line.id),
        text: `${nameOf(glance)} ${glance.year ?? ""} · ${line.name}`,
      })),
  ];
  return html`<div class="view against">
    <p>
      <label
        >${words.againstWhich}
        ${choice(desk, "summary", choices, String(own?.line.id ?? ""), (id) => {
          against.summary = Number(id);
          against.cell = undefined;
        })}
      </label>
    </p>
    ${own ? (found ? result(desk, found, own, others) : nothing) : html`<p>${words.againstNone}</p>`}
  </div>`;
}

type Each = Desk["read"][number];

function result(desk: Desk, info: AgainstInfo, own: Each, others: Each[]): TemplateResult {
  const { words, state } = desk;
  const { summary, parts, before, left } = info;
  const form = desk.form(info.form);
  const { differences, explanations, open } = summary;
  const picked = state.against.cell ?? differences[0]?.cell;
  if (!form) return html``;
  const compared = form.cells.length - open.length;
  // The sum of nothing is 0, and no number was compared with it.
  if (parts.length === 0) return html`<p class="said-line">${words.againstAlone}</p>`;
  const wrong = differences.length > 0;
  const years = parts.filter((at) => others[at]?.glance.year !== own.glance.year).length;
  const line = wrong
    ? words.againstDiffers(differences.length)
    : compared === 0
      ? words.againstNothing(parts.length)
      : words.againstWell(compared, parts.length);
  // Good is only what was compared without anything left over.
  return html`
    <p class="said-line ${wrong ? "errors" : open.length > 0 ? "" : "holds"}">${line}</p>
    ${years > 0 ? html`<p class="doubts">${words.againstYears(years)}</p>` : nothing}
    ${before.length > 0 ? html`<p>${words.againstBefore(before.length)}</p>` : nothing}
    ${open.length > 0 ? html`<p>${words.againstOpen(open.length)}</p>` : nothing}
    ${left.length > 0 ? html`<p>${words.againstLeft(left.length)}</p>` : nothing}
    ${
      explanations.length > 0
        ? html`<div class="explained">
          <p>${explanations.length === 1 ? words.againstOne : words.againstSeveral(explanations.length)}</p>
          <ol>
            ${explanations.slice(0, 20).map(
              ({ message, steps }) => html`<li>
                ${shown(message)} ${steps.map((step) => opener(desk, step, own, others))}
              </li>`,
            )}
          </ol>
        </div>`
        : differences.length > 0
          ? html`<p>${words.againstUnknown}</p>`
          : nothing
    }
    ${
      differences.length > 0
        ? html`<div class="two">
          <div class="scroll" tabindex="0" role="region" aria-label=${words.views.against}>
            <table class="plain numbers">
              <thead>
                <tr>
                  ${words.againstHead.map((name) => html`<th scope="col">${name}</th>`)}
                </tr>
              </thead>
              <tbody>
                ${differences.map(
                  (each) => html`<tr>
                    <th scope="row">
                      <button
                        type="button"
                        class="quiet"
                        aria-current=${each.cell === picked}
                        @click=${() => {
                          state.against.cell = each.cell;
                          desk.draw();
                        }}
                      >
                        ${labelOf(form, each.cell)}
                      </button>
                    </th>
                    <td>${each.summary}</td>
                    <td>${each.sum}</td>
                    <td class="errors">${exact(each.summary - each.sum)}</td>
                  </tr>`,
                )}
              </tbody>
            </table>
          </div>
          ${picked ? partsOf(desk, info, picked, others) : html`<p>${words.againstPick}</p>`}
        </div>`
        : nothing
    }
  `;
}

/** A button that opens the report that a step is about. */
function opener(desk: Desk, step: SummaryStep, own: Each, others: Each[]): TemplateResult | typeof nothing {
  const [holder] = step.holders ?? [];
  const at = step.part ?? holder?.part;
  const each = at === undefined ? (step.cell ? own : undefined) : others[at];
  return each
    ? html`<button type="button" class="quiet" @click=${() => desk.open(each.line)}>${shown(nameOf(each.glance))}</button>`
    : nothing;
}

/** What each part says in a cell, the largest first; those that an explanation is about are marked. */
function partsOf(desk: Desk, info: AgainstInfo, cell: string, others: Each[]): TemplateResult {
  const form = desk.form(info.form);
  const named = new Set(
    info.summary.explanations.flatMap(({ steps }) =>
      steps.flatMap(({ part, cell: own, holders = [] }) =>
        part !== undefined
          ? [part]
          : own === cell && holders.length < 4
            ? holders.map((each) => each.part)
            : [],
      ),
    ),
  );
  const rows = info.parts
    .map((at) => ({
      at,
      each: others[at],
      value: others[at] ? countOf(form, others[at].glance, cell) : undefined,
    }))
    .sort((one, other) => (other.value ?? -1) - (one.value ?? -1));
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${desk.words.againstParts(labelOf(form, cell))}>
    <table class="plain numbers">
      <caption>
        ${desk.words.againstParts(labelOf(form, cell))}
      </caption>
      <tbody>
        ${first(desk, "parts", rows).map(
          ({ at, each, value }) => html`<tr class=${named.has(at) ? "named" : ""}>
            <th scope="row">
              ${
                each
                  ? html`<button type="button" class="quiet" @click=${() => desk.open(each.line)}>
                    ${shown(nameOf(each.glance))}
                  </button>`
                  : nothing
              }
            </th>
            <td>${value ?? "—"}</td>
          </tr>`,
        )}
      </tbody>
    </table>
    ${further(desk, "parts", rows)}
  </div>`;
}
