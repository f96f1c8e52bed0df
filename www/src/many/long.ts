// Lists in the views that may be as long as the list of reports: drawn a hundred at a time, chosen from by typing.

import { html, nothing, type TemplateResult } from "lit";
import { shown } from "../out/inert.ts";
import type { Desk } from "./desk.ts";

/** How many are drawn at first, and with each further press. */
const step = 100;

/** The part of a list that is drawn. */
export function first<T>(desk: Desk, name: string, list: readonly T[]): readonly T[] {
  const most = desk.state.more.get(name) ?? step;
  return list.length > most ? list.slice(0, most) : list;
}

/** What shows more of it, where there is more. */
export function further(desk: Desk, name: string, list: readonly unknown[]): TemplateResult | typeof nothing {
  const most = desk.state.more.get(name) ?? step;
  const left = list.length - most;
  return left > 0
    ? html`<p class="further">
        <button
          type="button"
          @click=${() => {
            desk.state.more.set(name, most + step);
            desk.draw();
          }}
        >
          ${desk.words.further(Math.min(step, left), left)}
        </button>
      </p>`
    : nothing;
}

/** How many can be chosen from with a menu; from more, by typing. */
const few = 20;

/** Something that can be chosen. */
export interface Choice {
  value: string;
  text: string;
}

/** Chooses one of a list: with a menu; from a long list by typing some of its letters. */
export function choice(
  desk: Desk,
  name: string,
  list: readonly Choice[],
  value: string,
  take: (value: string) => void,
): TemplateResult {
  const { state, draw } = { state: desk.state, draw: () => desk.draw() };
  const text = (of: string) => list.find((each) => each.value === of)?.text ?? "";
  if (list.length <= few) {
    return html`<select
      name=${name}
      @change=${(event: Event) => {
        take((event.target as HTMLSelectElement).value);
        draw();
      }}
    >
      ${list.map((each) => html`<option value=${each.value} ?selected=${each.value === value}>${shown(each.text)}</option>`)}
    </select>`;
  }
  const typed = state.typed.get(name) ?? "";
  const letters = typed.toLowerCase();
  const some: Choice[] = [];
  for (const each of list) {
    if (each.text !== "" && each.text.toLowerCase().includes(letters)) some.push(each);
    if (some.length === 30) break;
  }
  return html`<input
      name=${name}
      list="choice-${name}"
      placeholder=${desk.words.typeName}
      @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
      .value=${state.typed.has(name) || value === "" ? typed : shown(text(value))}
      @input=${(event: Event) => {
        state.typed.set(name, (event.target as HTMLInputElement).value);
        draw();
      }}
      @change=${(event: Event) => {
        const own = (event.target as HTMLInputElement).value;
        // What is typed so far is enough where it leaves one.
        const found =
          list.find((each) => shown(each.text) === own) ?? (some.length === 1 ? some[0] : undefined);
        state.typed.delete(name);
        if (found || own === "") take(found?.value ?? "");
        draw();
      }}
    /><datalist id="choice-${name}">
      ${some.map((each) => html`<option value=${shown(each.text)}></option>`)}
    </datalist>`;
}
