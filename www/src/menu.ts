// Menus: a button that unfolds further ones.

import { html, nothing, type TemplateResult } from "lit";

/** One way to go on; nothing where there is no reason for it now. */
export interface Item {
  text: string;
  pressed?: boolean | undefined;
  run(): void;
}

/** A group of ways under a title. */
export interface Section {
  title: string;
  items: (Item | undefined)[];
}

const close = (event: Event) =>
  (event.currentTarget as HTMLElement).closest("details")?.removeAttribute("open");

/** From item to item with the arrows. */
function turn(event: KeyboardEvent): void {
  const by = ["ArrowUp", "", "ArrowDown"].indexOf(event.key) - 1;
  const menu = event.currentTarget as HTMLDetailsElement;
  if (by !== 1 && by !== -1) return;
  event.preventDefault();
  menu.open = true;
  const items = [...menu.querySelectorAll("button")];
  const at = Math.max(items.indexOf(event.target as HTMLButtonElement), by < 0 ? 0 : -1);
  items[(at + by + items.length) % items.length]?.focus();
}

/** A menu. It closes after a choice, with Escape, and when something else is pressed (see `closeMenus`). */
export function menu(
  name: string,
  label: TemplateResult | string,
  title: string,
  sections: Section[],
): TemplateResult {
  return html`<details
    class="menu ${name}"
    @focusout=${(event: FocusEvent) => {
      const to = event.relatedTarget as Node | null;
      if (to && !(event.currentTarget as HTMLElement).contains(to)) close(event);
    }}
    @keydown=${(event: KeyboardEvent) => {
      turn(event);
      if (event.key !== "Escape" || !(event.currentTarget as HTMLDetailsElement).open) return;
      event.stopPropagation();
      close(event);
      (event.currentTarget as HTMLElement).querySelector("summary")?.focus();
    }}
  >
    <summary aria-label=${title} title=${title}>${label}</summary>
    <div class="menu-list">
      ${sections.map(
        (section) => html`<div role="group" aria-label=${section.title}>
          <p aria-hidden="true">${section.title}</p>
          ${section.items.map((item) =>
            item
              ? html`<button
                type="button"
                aria-pressed=${item.pressed === undefined ? nothing : item.pressed ? "true" : "false"}
                @click=${(event: Event) => {
                  close(event);
                  item.run();
                }}
              >
                ${item.text}
              </button>`
              : nothing,
          )}
        </div>`,
      )}
    </div>
  </details>`;
}

/** Closes the menus that a press was not meant for. */
export function closeMenus(root: ParentNode, path: EventTarget[]): void {
  for (const details of root.querySelectorAll("details.menu[open]")) {
    if (!path.includes(details)) details.removeAttribute("open");
  }
}
