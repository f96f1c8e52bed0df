// What happens on the paper: one listener for each kind of event, whatever the number of cells.

import type { PaperContext, PaperEvents } from "./context.ts";

const groupOf = (target: EventTarget | null): number | undefined => {
  const element = target instanceof Element ? target.closest<HTMLElement>("[data-group]") : null;
  return element ? Number(element.dataset.group) : undefined;
};

const cellOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>("[data-key]") : null;

/** How many letters of a paragraph stand before a place in it; the numbers of remarks are none of its letters. */
function lettersBefore(paragraph: Element, node: Node, offset: number): number {
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  const content = before.cloneContents();
  for (const badge of content.querySelectorAll(".badge")) badge.remove();
  return [...(content.textContent ?? "")].length;
}

/** Where in the text of a paragraph the pointer is, counted in letters. */
function letterAt(paragraph: Element, { clientX, clientY }: MouseEvent): number {
  type Find = (
    x: number,
    y: number,
    options: { shadowRoots: ShadowRoot[] },
  ) => { offsetNode: Node; offset: number } | null;
  // Not in every browser: the cursor then stands at the beginning.
  const find = document.caretPositionFromPoint as Find | undefined;
  const shadowRoots = [paragraph.getRootNode() as ShadowRoot];
  const found = find?.call(document, clientX, clientY, { shadowRoots });
  return found && paragraph.contains(found.offsetNode)
    ? lettersBefore(paragraph, found.offsetNode, found.offset)
    : 0;
}

/** Listens on the paper. */
export function listen(
  root: HTMLElement,
  events: PaperEvents,
  context: () => PaperContext | undefined,
): void {
  /** The remark that a cell stands for: the one that is numbered or tinted there. */
  const remarkAt = (target: EventTarget | null): number | undefined => {
    const own = groupOf(target);
    if (own !== undefined) return own;
    const marks = context()?.view.cellMarks.get(cellOf(target)?.dataset.key ?? "") ?? [];
    return marks.find((mark) => mark.role !== "related")?.remark.group;
  };
  const on = <Name extends keyof HTMLElementEventMap>(
    name: Name,
    take: (event: HTMLElementEventMap[Name]) => void,
  ) => root.addEventListener(name, take);

  /** The cell that had the keyboard as the press began: on a touch screen a second one edits it. */
  let held: Element | null = null;
  on("pointerdown", () => {
    held = (root.getRootNode() as ShadowRoot).activeElement;
  });
  on("mouseover", (event) => events.hover(remarkAt(event.target)));
  on("mouseleave", () => events.hover(undefined));
  on("click", (event) => {
    const target = event.target as HTMLElement;
    if (target.closest(".copy-table")) {
      events.copyTable(Number(target.closest<HTMLElement>("figure")?.dataset.block));
      return;
    }
    const group = remarkAt(target);
    if (group !== undefined) events.select(group);
    const cell = cellOf(target);
    if (cell && cell === held && cell.matches("td.value") && matchMedia("(pointer: coarse)").matches)
      events.cellEdit(cell.dataset.key ?? "");
  });
  on("dblclick", (event) => {
    const cell = cellOf(event.target);
    if (cell?.classList.contains("value")) events.cellEdit(cell.dataset.key ?? "");
    const text = (event.target as Element).closest<HTMLElement>("[data-block]");
    if (!cell && text && /^(P|H1|H2)$/.test(text.tagName))
      events.proseEdit(Number(text.dataset.block), letterAt(text, event));
  });
  on("focusin", (event) => {
    const target = event.target as HTMLElement;
    if (target.classList.contains("value")) events.cellFocus(target.dataset.key ?? "");
    const group = remarkAt(target);
    if (group !== undefined) events.hover(group);
  });
  on("focusout", (event) => {
    const target = event.target as HTMLElement;
    events.hover(undefined);
    if (target.classList.contains("editor"))
      events.editDone(cellOf(target)?.dataset.key ?? "", (target as HTMLInputElement).value, undefined);
    if (target.classList.contains("over")) events.proseDone(true, false);
  });
  on("input", (event) => {
    const target = event.target as HTMLTextAreaElement;
    if (target.classList.contains("over")) events.proseInput(target.value);
  });
  on("keydown", (event) => {
    if (event.isComposing) return;
    const target = event.target as HTMLElement;
    if (target.classList.contains("editor")) onEditorKey(event, target as HTMLInputElement);
    else if (target.classList.contains("over")) onProseKey(event);
    else if (target.classList.contains("value")) {
      if (events.cellKey(event, target.dataset.key ?? "")) event.stopPropagation();
    } else if (event.key === "Enter" || event.key === "F2") {
      const text = target.closest<HTMLElement>("p, h1, h2");
      if (!text || target.tagName === "BUTTON") return;
      event.preventDefault();
      const parent = target.parentNode;
      const at =
        target === text || !parent ? 0 : lettersBefore(text, parent, [...parent.childNodes].indexOf(target));
      events.proseEdit(Number(text.dataset.block), at);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const own = target.closest<HTMLElement>("p, h1, h2");
      if (!own) return;
      const all = [...root.querySelectorAll<HTMLElement>("p, h1, h2")];
      const next = all[all.indexOf(own) + (event.key === "ArrowDown" ? 1 : -1)];
      if (!next) return;
      event.preventDefault();
      next.focus();
    }
  });

  function onEditorKey(event: KeyboardEvent, editor: HTMLInputElement): void {
    event.stopPropagation();
    const key = cellOf(editor)?.dataset.key ?? "";
    if (event.key === "Enter") events.editDone(key, editor.value, [event.shiftKey ? -1 : 1, 0]);
    else if (event.key === "Tab") events.editDone(key, editor.value, [0, event.shiftKey ? -1 : 1]);
    else if (event.key === "Escape") events.editDone(key, undefined, [0, 0]);
    else return;
    event.preventDefault();
  }

  function onProseKey(event: KeyboardEvent): void {
    event.stopPropagation();
    // Enter ends the editing, as in a cell; a new line takes Shift.
    if (event.key === "Escape") events.proseDone(false, true);
    else if (event.key === "Enter" && !event.shiftKey) events.proseDone(true, true);
    else return;
    event.preventDefault();
  }
}
