// Tables that are too wide scroll by themselves: found out by measuring once, all tables together.

const asked = new WeakMap<Node, number>();

/**
 * Measures the tables of a paper before the next frame: first everything is read, then everything is written. `then`
 * is told in the same frame, when all lies where it will stay.
 */
export function measure(root: HTMLElement, then?: () => void): void {
  if (asked.has(root)) return;
  asked.set(
    root,
    requestAnimationFrame(() => {
      asked.delete(root);
      measureNow(root);
      then?.();
    }),
  );
}

/** Measures them now. */
export function measureNow(root: HTMLElement): void {
  const host = (root.getRootNode() as Partial<ShadowRoot>).host;
  const narrow = host?.hasAttribute("narrow") ?? false;
  const tables = [...root.querySelectorAll<HTMLTableElement>("table")].slice(0, 200);
  const read = tables.map((table) => {
    const frame = table.parentElement as HTMLElement;
    const scrolls = table.offsetWidth > frame.clientWidth + 1;
    const left = table.getBoundingClientRect().left;
    const columns = new Map<string, number>();
    if (scrolls && frame.scrollLeft === 0) {
      const labels = [...table.querySelectorAll(".innermost")].map((each) => each.getBoundingClientRect());
      // On a phone the last column of labels stays alone, at the edge.
      const last = narrow && labels.length > 0 ? Math.max(...labels.map((each) => each.left)) : left;
      columns.set("--labels", Math.round((labels[0]?.right ?? last) - last));
      for (let column = 0; column < 5; column += 1) {
        const cell = table.querySelector(`.s${column}`);
        if (cell) columns.set(`--s${column}`, Math.round(cell.getBoundingClientRect().left - last));
      }
    }
    return { table, frame, scrolls, columns };
  });
  for (const { table, frame, scrolls, columns } of read) {
    if (frame.classList.contains("scrolls") !== scrolls) {
      frame.classList.toggle("scrolls", scrolls);
      if (scrolls) frame.tabIndex = 0;
      else frame.removeAttribute("tabindex");
    }
    for (const [name, left] of columns) table.style.setProperty(name, `${left}px`);
  }
}
