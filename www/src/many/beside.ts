// Organs beside each other: where each share lies, never who is good or bad.

import { html, nothing, svg, type TemplateResult } from "lit";
import { shown } from "../out/inert.ts";
import { type Desk, nameOf } from "./desk.ts";
import { indicators, isUnusual, quantile, type Share, shareOf } from "./indicators.ts";

const percent = (share: number) => `${Math.round(share * 1000) / 10}%`;
const [width, height, side] = [520, 54, 12];
const x = (share: number) => side + share * (width - 2 * side);

/** The view. */
export function besideView(desk: Desk): TemplateResult {
  const { words, state, read } = desk;
  const years = [...new Set(read.flatMap(({ glance }) => (glance.year === null ? [] : [glance.year])))]
    .sort()
    .reverse();
  const year = state.beside.year ?? years[0];
  const own = read.filter(({ glance }) => glance.form !== null && glance.year === year);
  const values = indicators.map(({ name, part, of }) => ({
    name,
    shares: own.flatMap((each) => {
      const share = shareOf(desk.form(each.glance.form ?? null), each.glance, part, of);
      return share ? [{ each, share }] : [];
    }),
  }));
  const unusual = values.flatMap(({ name, shares }) => {
    const sorted = sortedOf(shares);
    return shares.filter(({ share }) => isUnusual(share, sorted)).map((each) => ({ name, sorted, ...each }));
  });
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
        <select
          @change=${(event: Event) => {
            state.beside.organ = (event.target as HTMLSelectElement).value;
            desk.draw();
          }}
        >
          <option value="">${words.besideNobody}</option>
          ${own.map(
            ({ glance }) =>
              html`<option value=${nameOf(glance)} ?selected=${nameOf(glance) === state.beside.organ}>${shown(nameOf(glance))}</option>`,
          )}
        </select></label
      >
    </p>
    <div class="strips">${values.map(({ name, shares }) => strip(desk, name, shares))}</div>
    <h3>${words.unusual}</h3>
    ${
      unusual.length === 0
        ? html`<p>${words.unusualNone}</p>`
        : html`<ul>
          ${unusual.map(
            ({ name, each, share, sorted }) => html`<li>
              ${words.unusualLine(
                shown(nameOf(each.glance)),
                words.indicators[name] ?? "",
                percent(share.part / share.of),
                `${share.part}/${share.of}`,
                percent(quantile(sorted, 0.25)),
                percent(quantile(sorted, 0.75)),
              )}
              <button type="button" class="quiet" @click=${() => desk.open(each.line)}>${shown(each.line.name)}</button>
            </li>`,
          )}
        </ul>`
    }
  </div>`;
}

const sortedOf = (shares: { share: Share }[]): number[] =>
  shares.map(({ share }) => share.part / share.of).sort((one, other) => one - other);

function strip(
  desk: Desk,
  name: string,
  shares: { each: Desk["read"][number]; share: Share }[],
): TemplateResult | typeof nothing {
  const { words, state } = desk;
  if (shares.length === 0) return nothing;
  const sorted = sortedOf(shares);
  const [low, middle, high] = [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)];
  const own = shares.find(({ each }) => nameOf(each.glance) === state.beside.organ);
  // Dots of one place stand above each other.
  const stacks = new Map<number, number>();
  const dots = shares.map(({ each, share }) => {
    const at = Math.round(x(share.part / share.of) / 5) * 5;
    const up = stacks.get(at) ?? 0;
    stacks.set(at, up + 1);
    return { at, up: Math.min(up, 6), own: each === own?.each };
  });
  const label = words.indicators[name] ?? "";
  return html`<figure class="strip">
    <figcaption>
      <b>${label}</b> ${words.besideCount(shares.length)}，${words.besideHalf(percent(low), percent(high))}
      ${
        own
          ? html`<br />${words.besidePlace(
              shown(nameOf(own.each.glance)),
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
      ${dots.map(({ at, up, own: mine }) => svg`<circle class=${mine ? "own" : "dot"} cx=${at} cy=${35 - up * 5} r=${mine ? 4 : 2.2} />`)}
      ${[0, 0.25, 0.5, 0.75, 1].map((share) => svg`<text x=${x(share)} y="51" text-anchor="middle">${percent(share)}</text>`)}
    </svg>
  </figure>`;
}
