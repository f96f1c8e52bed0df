// Bringing a place of the paper into sight: into the middle of what is free between the verdict and the remarks.

/** Scrolls the table that a cell stands in, where it scrolls by itself, past its headings and labels. */
function inTable(element: HTMLElement): void {
  const frame = element.closest<HTMLElement>(".scroll.scrolls");
  if (!frame) return;
  const outer = frame.getBoundingClientRect();
  const head = frame.querySelector<HTMLElement>("tbody.head")?.offsetHeight ?? 0;
  const table = frame.querySelector("table");
  const left = Number.parseFloat(table?.style.getPropertyValue("--labels") ?? "") || 0;
  const inner = element.getBoundingClientRect();
  const down = inner.top - outer.top - head - (frame.clientHeight - head - inner.height) / 2;
  const right = inner.left - outer.left - left - (frame.clientWidth - left - inner.width) / 2;
  frame.scrollTop += down;
  if (inner.left < outer.left + left || inner.right > outer.right) frame.scrollLeft += right;
}

/** Brings an element into sight, at once. `free` is what of the window's height is not covered, where the page scrolls. */
export function bring(element: HTMLElement, free: { top: number; bottom: number } | undefined): void {
  inTable(element);
  if (!free) {
    element.scrollIntoView({ block: "center", behavior: "instant" });
    return;
  }
  const { top, height } = element.getBoundingClientRect();
  const room = free.bottom - free.top;
  // A long paragraph is read from its beginning.
  const wanted = height > room * 0.8 ? free.top + 8 : free.top + (room - height) / 2;
  window.scrollBy({ top: top - wanted, behavior: "instant" });
}
