// What browsers of 2020 lack of that which the page uses, and nothing where it is there. A script of its own, run before
// the page's, so that newer browsers do not carry it everywhere; docs/BROWSERS.md lists which needs what.

import { lowered, spaced } from "./style.ts";

/** Gives a prototype a method that it has not. */
function add(prototype: object, name: string, value: (this: never, ...given: never[]) => unknown): void {
  if (!(name in prototype))
    Object.defineProperty(prototype, name, { value, configurable: true, writable: true });
}

// Chromium before 85 and 92, Firefox before 90, Safari before 15.4.
function at(this: ArrayLike<unknown> & string, index: number): unknown {
  return this[index < 0 ? this.length + index : index];
}
for (const prototype of [Array.prototype, String.prototype]) add(prototype, "at", at);
add(String.prototype, "replaceAll", function (this: string, what: string | RegExp, by: string): string {
  if (typeof what !== "string") return this.replace(what, by);
  const replacement = by as unknown;
  return typeof replacement === "function"
    ? this.replace(new RegExp(what.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "g"), by)
    : this.split(what).join(by);
});
// Chromium before 86.
for (const { prototype } of [Element, Document, DocumentFragment]) {
  add(prototype, "replaceChildren", function (this: ParentNode & Node, ...nodes: (Node | string)[]): void {
    while (this.lastChild) this.removeChild(this.lastChild);
    this.append(...nodes);
  });
}

// Firefox before 98, Safari before 15.4.
if (!("HTMLDialogElement" in window)) {
  const { prototype } = HTMLUnknownElement;
  Object.defineProperty(prototype, "open", {
    configurable: true,
    get(this: HTMLElement): boolean {
      return this.hasAttribute("open");
    },
  });
  add(prototype, "showModal", function (this: HTMLElement & { close(): void }): void {
    this.setAttribute("open", "");
    this.querySelector<HTMLElement>("[autofocus]")?.focus();
    this.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
  });
  add(prototype, "close", function (this: HTMLElement): void {
    this.removeAttribute("open");
    this.dispatchEvent(new Event("close"));
  });
}

/** Whether a selector is known. */
function knows(selector: string): boolean {
  try {
    document.createDocumentFragment().querySelector(selector);
    return true;
  } catch {
    return false;
  }
}

/** Whether the items of a row can be kept apart by `gap`: Chromium before 84 and Safari before 14.1 cannot. */
function keepsApart(): boolean {
  const row = document.createElement("div");
  row.style.cssText = "display:flex;flex-direction:column;row-gap:1px;position:absolute";
  row.append(document.createElement("i"), document.createElement("i"));
  document.documentElement.append(row);
  const apart = row.scrollHeight === 1;
  row.remove();
  return apart;
}

const constructed = "adoptedStyleSheets" in Document.prototype;

/** A style sheet for Chromium before 88. */
function forOldChromium(css: string): string {
  const known = css.replace(/:focus-visible/g, ":focus").replace(/:is\(/g, ":-webkit-any(");
  return keepsApart() ? known : spaced(known);
}

Object.assign(window, {
  // Chromium before 88 for `:is`, before 86 for `:focus-visible`.
  ...(constructed && knows(":is(p)") && knows(":focus-visible")
    ? {}
    : { goujiStyle: constructed ? forOldChromium : lowered }),
});
