// One organ's years side by side: a small plot each, and the numbers beneath.

import { html, nothing, svg, type TemplateResult } from "lit";
import type { LinkInfo } from "../../generated/documents/gouji.js";
import { shown } from "../out/inert.ts";
import { countOf, results } from "./cells.ts";
import { type Desk, worked } from "./desk.ts";
import type { OrganYears } from "./functions.ts";
import { choice, first, further } from "./long.ts";
import type { Line } from "./model.ts";
import { textsView } from "./texts.ts";

/** What each plot shows: sums of cells. */
const plots: { name: string; series: { name: string; cells: string[] }[] }[] = [
  {
    name: "new",
    series: [
      { name: "new", cells: ["t3.new.total"] },
      { name: "carried", cells: ["t3.carried_out.total"] },
    ],
  },
  {
    name: "results",
    series: Object.entries(results).map(([name, cells]) => ({ name, cells })),
  },
  {
    name: "cases",
    series: [
      { name: "review", cells: ["t4.review.total"] },
      { name: "suits", cells: ["t4.suit_direct.total", "t4.suit_after_review.total"] },
    ],
  },
  {
    name: "documents",
    series: [{ name: "normative", cells: ["t2.normative.in_force", "t2.normative.public_total"] }],
  },
];

/** The strokes of the series: told apart without colour as well. */
const dashes = ["", "5 3", "1.5 3", "8 3 2 3", "3 2"];

/** The view. */
export function yearsView(desk: Desk): TemplateResult {
  const { words, state, pool, read } = desk;
  const { same } = state.years;
  const groups = worked(desk, state.years, `${desk.version} ${desk.language} ${same.join(";")}`, () =>
    pool.ask(
      "years",
      read.map(({ glance }) => glance),
      (places) => [places, same, desk.language],
    ),
  );
  const several = (groups ?? []).filter(({ reports }) => new Set(reports.map(({ year }) => year)).size > 1);
  if (!groups) return html`<div class="view"></div>`;
  if (several.length === 0)
    return html`<div class="view"><p>${words.yearsNone}</p>${renaming(desk, groups)}</div>`;
  const own = several.find(({ organ }) => organ === state.years.organ) ?? several[0];
  return html`<div class="view years">
    <div class="two">
      <div>
      ${
        several.length > 20
          ? html`<p><label>${words.yearsOf} ${choice(
              desk,
              "organ",
              several.map(({ organ }) => ({ value: organ, text: organ })),
              own?.organ ?? "",
              (organ) => {
                state.years.organ = organ;
              },
            )}</label></p>`
          : nothing
      }
      <ul class="organs" aria-label=${words.yearsOf}>
        ${first(desk, "organs", several).map(
          (group) => html`<li>
            <button
              type="button"
              aria-current=${group === own}
              @click=${() => {
                state.years.organ = group.organ;
                desk.draw();
              }}
            >
              ${shown(group.organ)} <small class=${kindOf(group)}>${words.yearsSay(group)}</small>
            </button>
          </li>`,
        )}
      </ul>
      ${further(desk, "organs", several)}
      </div>
      ${own ? organView(desk, own) : nothing}
    </div>
    ${renaming(desk, groups)}
  </div>`;
}

/** How what is said of an organ's years is shown: good is only what was compared without anything left over. */
function kindOf({ breaks, unread, compared, adjacent }: OrganYears): string {
  if (breaks.length > 0) return "doubts";
  return compared > 0 && unread === 0 && adjacent ? "good" : "soft";
}

/** Pairs the former name of an organ with its present one, by hand. */
function renaming(desk: Desk, groups: OrganYears[]): TemplateResult {
  const { words, state } = desk;
  const { renaming } = state.years;
  const names = ["", ...new Set(groups.map(({ organ }) => organ))].map((organ) => ({
    value: organ,
    text: organ,
  }));
  const pick = (name: "before" | "after") =>
    choice(desk, name, names, renaming[name], (organ) => {
      renaming[name] = organ;
    });
  return html`<form
    class="renamed"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      const { before, after } = renaming;
      if (before === "" || after === "" || before === after) return;
      state.years.same = [...state.years.same, [before, after]];
      state.years.organ = after;
      state.years.renaming = { before: "", after: "" };
      desk.draw();
    }}
  >
    <p>
      <label>${words.renamedFrom} ${pick("before")}</label> <label>${words.renamedTo} ${pick("after")}</label>
      <button>${words.renamedGo}</button>
    </p>
    ${state.years.same.map(
      ([before, after]) => html`<p>
        ${words.renamedLine(shown(before), shown(after))}
        <button
          type="button"
          class="quiet"
          @click=${() => {
            state.years.same = state.years.same.filter(([each]) => each !== before);
            desk.draw();
          }}
        >
          ${words.renamedUndo}
        </button>
      </p>`,
    )}
  </form>`;
}

function organView(desk: Desk, group: OrganYears): TemplateResult {
  const { words, read } = desk;
  const years = group.reports.map(({ year, at }) => ({ year, each: read[at] }));
  const { breaks, unread } = group;
  const value = (cells: string[], at: number): number | undefined => {
    const each = years[at]?.each;
    if (!each) return undefined;
    const form = desk.form(each.glance.form ?? null);
    const all = cells.map((cell) => countOf(form, each.glance, cell)).filter((one) => one !== undefined);
    return all.length === 0 ? undefined : all.reduce((sum, one) => sum + one, 0);
  };
  return html`<div class="organ-years">
    <h3>${shown(group.organ)}</h3>
    <div class="plots">
      ${plots.map(({ name, series }) => plot(desk, name, series, years, value, breaks))}
    </div>
    ${breaks.map(
      ({ label, year, found, expected }) => html`<p class="break doubts">
        ${words.yearsBreak(label, year, String(found), String(expected))}
        ${pairOf(desk, group, year)}
      </p>`,
    )}
    ${textsView(desk, pairsOf(desk, group))}
    ${unread > 0 ? html`<p>${words.yearsUnread(unread)}</p>` : nothing}
    ${group.adjacent ? nothing : html`<p>${words.yearsApart}</p>`}
    <div class="scroll" tabindex="0" role="region" aria-label=${words.yearsTable}>
      <table class="plain numbers">
        <thead>
          <tr>
            <th scope="col">${words.yearsTable}</th>
            ${years.map(({ year }) => html`<th scope="col">${words.year(year)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${plots.flatMap(({ series }) =>
            series.map(
              ({ name, cells }) => html`<tr>
                <th scope="row">${words.series[name]}</th>
                ${years.map(({ year }, at) => {
                  const broken = breaks.some((each) => each.year === year && cells.includes(each.cell ?? ""));
                  return html`<td class=${broken ? "doubts" : ""}>${value(cells, at) ?? "—"}</td>`;
                })}
              </tr>`,
            ),
          )}
        </tbody>
      </table>
    </div>
  </div>`;
}

/** Each report of an organ with that of the year before it. */
function pairsOf({ read }: Desk, { reports }: OrganYears): { year: number; now: Line; then: Line }[] {
  const of = (wanted: number) => {
    const report = reports.find((each) => each.year === wanted);
    return report ? read[report.at]?.line : undefined;
  };
  return [...new Set(reports.map(({ year }) => year))].flatMap((year) => {
    const [now, then] = [of(year), of(year - 1)];
    return now && then ? [{ year, now, then }] : [];
  });
}

function pairOf(desk: Desk, group: OrganYears, year: number): TemplateResult | typeof nothing {
  const { now, then } = pairsOf(desk, group).find((pair) => pair.year === year) ?? {};
  return now && then
    ? html`<button type="button" class="quiet" @click=${() => desk.open(now, then)}>${desk.words.openPair}</button>`
    : nothing;
}

const [width, height, low, side] = [260, 110, 92, 18];

function plot(
  desk: Desk,
  name: string,
  series: { name: string; cells: string[] }[],
  years: { year: number }[],
  value: (cells: string[], at: number) => number | undefined,
  breaks: LinkInfo[],
): TemplateResult {
  const { words } = desk;
  const table = series.map(({ cells }) => years.map((_, at) => value(cells, at)));
  const most = Math.max(1, ...table.flat().map((each) => each ?? 0));
  const first = years[0]?.year ?? 0;
  const span = Math.max(1, (years.at(-1)?.year ?? 0) - first);
  const x = (year: number) => side + ((year - first) / span) * (width - 2 * side);
  const y = (each: number) => low - (each / most) * (low - 14);
  // What belongs to a plot: a break in carried-in requests is one of new requests, one in a document's count of those.
  const own = (cell: string) =>
    name === "documents" ? cell.startsWith("t2.") : name === "new" && cell.startsWith("t3.carried");
  const marked = [...new Set(breaks.filter(({ cell }) => own(cell ?? "")).map(({ year }) => year))];
  const rows = table.map((row) =>
    row.flatMap((each, place) =>
      each === undefined ? [] : [[x(years[place]?.year ?? 0), y(each), each] as const],
    ),
  );
  return html`<figure>
    <figcaption>
      ${words.plots[name]}
      ${series.length > 1 ? html`<span class="keys">${series.map(({ name: each }, at) => html`<span class="key"><svg width="22" height="8" aria-hidden="true"><line x1="1" x2="21" y1="4" y2="4" class="s${at}" stroke-dasharray=${dashes[at] ?? ""} /></svg>${words.series[each]}</span>`)}</span>` : nothing}
    </figcaption>
    ${
      table.flat().every((each) => each === undefined)
        ? html`<p class="soft">${words.pairUnread}</p>`
        : html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label=${words.plots[name]}>
      <line class="axis" x1="4" x2=${width - 4} y1=${low} y2=${low} />
      ${labelled(years, x).map((year) => svg`<text x=${x(year)} y=${height - 4} text-anchor="middle">${year}</text>`)}
      ${marked.map((year) => svg`<line class="cut" x1=${x(year) - (width - 2 * side) / span / 2} x2=${x(year) - (width - 2 * side) / span / 2} y1="6" y2=${low} />`)}
      ${rows.map((points, at) => {
        return svg`<polyline class="s${at}" stroke-dasharray=${dashes[at] ?? ""} points=${points.map(([a, b]) => `${a},${b}`).join(" ")} />
          ${points.map(([a, b]) => svg`<circle class="s${at}" cx=${a} cy=${b} r="2.5" />`)}`;
      })}
      ${(rows[0] ?? []).map(([a, b, each]) => svg`<text class="number" x=${a} y=${b - 5} text-anchor="middle">${each}</text>`)}
    </svg>`
    }
  </figure>`;
}

/** The years that are written below a plot: the last one, and those before it that do not run into the next. */
function labelled(years: { year: number }[], x: (year: number) => number): number[] {
  const kept: number[] = [];
  for (const year of [...new Set(years.map((each) => each.year))].reverse()) {
    const next = kept.at(-1);
    if (next === undefined || x(next) - x(year) > 27) kept.push(year);
  }
  return kept;
}
