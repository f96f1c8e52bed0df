// The texts of two years side by side: what was written again, what was changed, what only one of them says.

import { html, nothing, type TemplateResult } from "lit";
import type { PassageInfo, RepeatedInfo } from "../../generated/core/gouji.js";
import { shown } from "../out/inert.ts";
import { type Desk, type Found, failureOf, worked } from "./desk.ts";
import type { Text } from "./functions.ts";
import { first, further } from "./long.ts";
import type { Line } from "./model.ts";

/** What the text of a row is read from: with its edits where there are any. */
export const textOf = ({ source, name, inside, report }: Line): Text =>
  report
    ? { source: report.draft.input, name, inside: undefined }
    : { source: source as never, name, inside };

/** The pairs of years that can be put side by side, and the pair that is. */
export function textsView(
  desk: Desk,
  pairs: { year: number; now: Line; then: Line }[],
): TemplateResult | typeof nothing {
  const { words, state } = desk;
  const { pair } = state.years;
  if (pairs.length === 0) return nothing;
  const open = pairs.find(({ now, then }) => now === pair?.now && then === pair.then);
  return html`<div class="texts">
    <p class="picks">
      ${words.texts}
      ${pairs.map(
        ({ year, now, then }) => html`<button
          type="button"
          aria-pressed=${open?.year === year}
          @click=${() => {
            state.years.pair = open?.year === year ? undefined : { now, then };
            desk.draw();
          }}
        >
          ${words.textsPair(year - 1, year)}
        </button>`,
      )}
    </p>
    ${
      open
        ? sides(
            desk,
            state.years.texts,
            `${desk.version} ${open.now.id} ${open.then.id}`,
            [words.year(open.year - 1), words.year(open.year)],
            open.year,
            textOf(open.now),
            textOf(open.then),
          )
        : nothing
    }
  </div>`;
}

/** Two texts side by side: `titles` are those of the earlier and of the later one, `key` says what they are made from. */
export function sides(
  desk: Desk,
  slot: { found: Found<RepeatedInfo> | undefined },
  key: string,
  titles: [string, string],
  year: number | null,
  now: Text,
  then: Text,
): TemplateResult {
  const { words, pool } = desk;
  const found = worked(desk, slot, key, () => pool.run("repeated", [now, then]));
  const failure = failureOf(desk, slot, key);
  if (failure !== undefined) return html`<p role="status" class="errors">${failure}</p>`;
  if (!found || slot.found?.version !== key) return html`<p role="status">${words.textsReading}</p>`;
  const { all, same, passages } = found;
  return html`<p class="said-line" role="status">
      ${all === 0 ? words.textsNone(year) : words.textsShare(year, all, Math.floor((same * 100) / all), shown(titles[0]))}
    </p>
    <p class="soft">${words.textsAside}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${titles.join(" | ")}>
      <table class="plain sides">
        <thead>
          <tr>
            <th scope="col">${shown(titles[0])}</th>
            <th scope="col" class="sign">${words.textsCompared}</th>
            <th scope="col">${shown(titles[1])}</th>
          </tr>
        </thead>
        <tbody>
          ${first(desk, "passages", passages).map((passage) => row(desk, passage))}
        </tbody>
      </table>
    </div>
    ${further(desk, "passages", passages)}`;
}

function row({ words }: Desk, { then, now, same, role }: PassageInfo): TemplateResult {
  // Only the organ's own words can be repeated: what the format asks for is the same everywhere.
  const own = role === "own";
  const text = (each: string | null) => (each === null ? nothing : shown(each));
  const sign = !own
    ? nothing
    : same
      ? words.textsSame
      : then !== null && now !== null
        ? words.textsChanged
        : nothing;
  const tag = role === "asked-for" ? html` <small>${words.textsAsked}</small>` : nothing;
  return html`<tr class=${own && same ? "same" : role}>
    <td>${own && same ? html`<span class="again">${text(then)}</span>` : text(then)}${then === null ? nothing : tag}</td>
    <td class="sign">${sign}</td>
    <td>${own && same ? html`<span class="again">${text(now)}</span>` : text(now)}${now === null ? nothing : tag}</td>
  </tr>`;
}
