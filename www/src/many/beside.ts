// Organs beside each other: where each share lies, never who is good or bad.

import { html, nothing, svg, type TemplateResult } from "lit";
import { shown } from "../out/inert.ts";
import { sliced } from "../slices.ts";
import { type Desk, nameOf, worked } from "./desk.ts";
import { type IndicatorShares, overList, quantile } from "./indicators.ts";
import { choice, first, further } from "./long.ts";

const percent = (share: number) => `${Math.round(share * 1000) / 10}%`;
const [width, height, side] = [520, 54, 12];
const x = (share: number) => side + share * (width - 2 * side);

/** The view. */
export function besideView(desk: Desk): TemplateResult {
  const { words, state, read } = desk;
  const reports = new Map<number, number>();
  for (const { glance } of read)
    if (glance.year !== null) reports.set(glance.year, (reports.get(glance.year) ?? 0) + 1);
  const years = [...reports.keys()].sort().reverse();
  // The year of most reports, of equals the newest: a few of another year are seldom what the list is about.
  const most = Math.max(...reports.values());
  const year = state.beside.year ?? years.find((each) => reports.get(each) === most);
  const own = read.filter(({ glance }) => glance.form !== null && glance.year === year);
  const known = [...new Set(own.map(({ glance }) => glance.form ?? ""))].every((id) => desk.form(id));
  const values = known
    ? (worked(desk, state.beside, `${desk.version} ${year}`, () =>
        sliced(overList(own, (id) => desk.form(id))),
      ) ?? [])
    : [];
  const unusual = values.flatMap(({ name, sorted, unusual: some }) =>
    some.map((each) => ({ name, sorted, ...each })),
  );
  const choices = [
    { value: "", text: words.besideNobody },
    ...[...new Set(own.map(({ glance }) => nameOf(glance)))].map((name) => ({ value: name, text: name })),
  ];
  return html`<div class="view beside">
    <p>${words.besideHint}</p>
    <p class="picks">
      <label
        >${words.besideYear}
        <select
          @change=${(event: Event) => {
            state.beside.year = Number((event.target as HTMLSelectElement).value);
            desk.draw();
          }}
        >
          ${years.map((each) => html`<option value=${each} ?selected=${each === year}>${words.year(each)}</option>`)}
        </select></label
      >
      <label
        >${words.besideOf}
        ${choice(desk, "beside", choices, state.beside.organ, (organ) => {
          state.beside.organ = organ;
        })}</label
      >
    </p>
    <div class="strips">${values.map((each) => strip(desk, each))}</div>
    <h3>${words.unusual}</h3>
    ${
      unusual.length === 0
        ? html`<p>${words.unusualNone}</p>`
        : html`<ul>
          ${first(desk, "unusual", unusual).map(
            ({ name, line, glance, share, sorted }) => html`<li>
              ${words.unusualLine(
                shown(nameOf(glance)),
                words.indicators[name] ?? "",
                percent(share.part / share.of),
                `${share.part}/${share.of}`,
                percent(quantile(sorted, 0.25)),
                percent(quantile(sorted, 0.75)),
              )}
              <button type="button" class="quiet" @click=${() => desk.open(line)}>${shown(line.name)}</button>
            </li>`,
          )}
        </ul>
        ${further(desk, "unusual", unusual)}`
    }
  </div>`;
}

/** A circle as a part of a path: one path of thousands of dots is drawn at once. */
const circle = (at: number, up: number) =>
  `M${at - 2.2} ${35 - up * 5}a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0 -4.4 0`;

function strip(desk: Desk, { name, shares, sorted }: IndicatorShares): TemplateResult | typeof nothing {
  const { words, state } = desk;
  if (shares.length === 0) return nothing;
  const [low, middle, high] = [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)];
  const own = shares.find(({ glance }) => nameOf(glance) === state.beside.organ);
  // Dots of one place stand above each other, as far as there is room.
  const stacks = new Map<number, number>();
  const dots: string[] = [];
  let mine: [number, number] | undefined;
  for (const each of shares) {
    const at = Math.round(x(each.share.part / each.share.of) / 5) * 5;
    const up = stacks.get(at) ?? 0;
    stacks.set(at, up + 1);
    if (each === own) mine = [at, Math.min(up, 6)];
    else if (up <= 6) dots.push(circle(at, up));
  }
  const label = words.indicators[name] ?? "";
  return html`<figure class="strip">
    <figcaption>
      <b>${label}</b> ${words.besideCount(shares.length)}${words.comma}${words.besideHalf(percent(low), percent(high))}
      ${
        own
          ? html`<br />${words.besidePlace(
              shown(nameOf(own.glance)),
              percent(own.share.part / own.share.of),
              sorted.filter((each) => each < own.share.part / own.share.of).length,
              sorted.length,
            )}`
          : nothing
      }
    </figcaption>
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label=${label}>
      <rect class="half" x=${x(low)} y="4" width=${Math.max(x(high) - x(low), 2)} height="34" />
      <line class="middle" x1=${x(middle)} x2=${x(middle)} y1="4" y2="38" />
      <line class="axis" x1=${side} x2=${width - side} y1="38" y2="38" />
      <path class="dot" d=${dots.join("")} />
      ${mine ? svg`<circle class="own" cx=${mine[0]} cy=${35 - mine[1] * 5} r="4" />` : nothing}
      ${[0, 0.25, 0.5, 0.75, 1].map((share) => svg`<text x=${x(share)} y="51" text-anchor="middle">${percent(share)}</text>`)}
    </svg>
  </figure>`;
}
