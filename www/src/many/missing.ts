// Who of a list of organs has a report for which year, who has none, who has two.

import { html, nothing, type TemplateResult } from "lit";
import type { AttendanceInfo, ListedInfo } from "../../generated/documents/gouji.js";
import { shown } from "../out/inert.ts";
import { type Desk, worked } from "./desk.ts";
import { first, further } from "./long.ts";

/** The view. */
export function missingView(desk: Desk): TemplateResult {
  const { words, state, pool, read } = desk;
  const { missing } = state;
  const found =
    missing.names.length === 0
      ? undefined
      : worked(desk, missing, `${desk.version} ${missing.names.join("\n")}`, () =>
          pool.ask(
            "attendance",
            read.map(({ glance }) => glance),
            (places) => [missing.names, places, []],
          ),
        );
  return html`<div class="view missing">
    <div class="ask">
      <textarea
        aria-label=${words.missingHint}
        placeholder=${words.missingHint}
        spellcheck="false"
        .value=${missing.text}
        @input=${(event: Event) => {
          missing.text = (event.target as HTMLTextAreaElement).value;
        }}
        @drop=${(event: DragEvent) => {
          const [file] = event.dataTransfer?.files ?? [];
          if (!file) return;
          event.preventDefault();
          event.stopPropagation();
          void take(desk, file, file.name);
        }}
      ></textarea>
      <p>
        <button type="button" class="first" @click=${() => void take(desk, missing.text)}>${words.missingGo}</button>
        <button
          type="button"
          @click=${() => desk.host.choose(([file]) => file && void take(desk, file, file.name), {})}
        >
          ${words.missingFile}
        </button>
      </p>
    </div>
    ${found ? result(desk, found) : nothing}
  </div>`;
}

async function take(desk: Desk, source: File | string, name?: string): Promise<void> {
  const { missing } = desk.state;
  try {
    const input =
      typeof source === "string"
        ? await desk.host.read({ source, name: "名单.txt" })
        : await desk.host.read({ source, name });
    missing.names = await desk.pool.run("namesOf", [input]);
    if (typeof source !== "string") missing.text = missing.names.join("\n");
  } catch {
    missing.names = [];
  }
  if (missing.names.length === 0) desk.host.say(desk.words.noNames);
  desk.draw();
}

function result(desk: Desk, { years, listed, others }: AttendanceInfo): TemplateResult {
  const { words, state, read } = desk;
  const of = (organ: ListedInfo, year: number) =>
    organ.reports.flatMap((at) => {
      const each = read[at];
      return each?.glance.year === year ? [each.line] : [];
    });
  const has = (count: number) => (count === 0 ? "none" : count === 1 ? "one" : "several");
  const gaps = (organ: ListedInfo) => years.some((year) => of(organ, year).length !== 1);
  const some = state.missing.onlyGaps ? listed.filter(gaps) : listed;
  return html`
    ${years.map((year) => {
      const counts = listed.map((organ) => has(of(organ, year).length));
      const count = (wanted: string) => counts.filter((each) => each === wanted).length;
      return html`<p class="said-line">
        <b>${words.year(year)}</b> ${words.missingLine(listed.length, count("one"), count("none"), count("several"))}
      </p>`;
    })}
    <p>
      <label
        ><input
          type="checkbox"
          .checked=${state.missing.onlyGaps}
          @change=${(event: Event) => {
            state.missing.onlyGaps = (event.target as HTMLInputElement).checked;
            desk.draw();
          }}
        />${words.onlyMissing}</label
      >
    </p>
    <div class="scroll" tabindex="0" role="region" aria-label=${words.views.missing}>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">${words.missingHead[0]}</th>
            ${years.map((year) => html`<th scope="col">${words.year(year)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${first(desk, "listed", some).map(
            (organ) => html`<tr>
              <th scope="row">
                ${shown(organ.name)}
                ${organ.called.length > 0 ? html`<small>${words.called(shown(organ.called.join(words.list)))}</small>` : nothing}
                ${organ.perhaps.length > 0 ? html`<small class="doubts">${words.perhaps(shown(organ.perhaps.join(words.list)))}</small>` : nothing}
              </th>
              ${years.map((year) => {
                const lines = of(organ, year);
                const state = has(lines.length);
                return html`<td class="has ${state}">
                  <b>${words.has[state]}</b>
                  ${lines.map(
                    (line) =>
                      html`<button type="button" class="quiet" @click=${() => desk.open(line)}>${shown(line.name)}</button>`,
                  )}
                </td>`;
              })}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${further(desk, "listed", some)}
    ${
      others.length > 0
        ? html`<h3>${words.others(others.length)}</h3>
          <ul>
            ${first(desk, "others", others).map((at) => {
              const each = read[at];
              return each
                ? html`<li>
                  <button type="button" class="quiet" @click=${() => desk.open(each.line)}>
                    ${shown(each.glance.organ ?? each.line.name)} ${each.glance.year ?? ""}
                  </button>
                </li>`
                : nothing;
            })}
          </ul>
          ${further(desk, "others", others)}`
        : nothing
    }
  `;
}
