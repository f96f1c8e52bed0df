// The letters that a person sees in somebody else's page, each with its place in the page's own tree.

/** Elements whose text is no text of the page. */
const silent = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "HEAD", "TITLE", "DEL", "S", "STRIKE"]);

const blank = /[\s\u00ad\u200b-\u200f\u2060\ufeff]/g;

/** A text without white space and invisible characters: what two ways of reading the same words agree on. */
export const squeezed = (text: string): string => text.replaceAll(blank, "");

/** Whether an element is hidden by its own attributes; a page that is shown is asked about its style sheets as well. */
function hidden(element: Element): boolean {
  if (element.hasAttribute("hidden") || element.getAttribute("aria-hidden") === "true") return true;
  const view = element.ownerDocument.defaultView;
  if (view) return view.getComputedStyle(element).display === "none";
  return /display\s*:\s*none/i.test(element.getAttribute("style") ?? "");
}

/** Every text node below an element that is read, in order; those of tables inside it only where asked for. */
export function textNodes(root: Node, inside = true): Text[] {
  const found: Text[] = [];
  const walk = (node: Node) => {
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === 3) found.push(child as Text);
      else if (child.nodeType === 1) {
        const element = child as Element;
        const passed = silent.has(element.tagName) || (!inside && element.tagName === "TABLE");
        if (!passed && !hidden(element)) walk(element);
      }
    }
  };
  walk(root);
  return found;
}

/** The letters below an element as one text, with the way back to where each stands. */
export class Letters {
  readonly text: string;
  private readonly nodes: Text[];
  /** For each node the number of letters before it. */
  private readonly starts: number[] = [];

  constructor(root: Node) {
    this.nodes = textNodes(root);
    let text = "";
    for (const node of this.nodes) {
      this.starts.push(text.length);
      text += squeezed(node.data);
    }
    this.text = text;
  }

  /** Where a letter stands: its node, and its offset there. */
  at(index: number): { node: Text; offset: number } | undefined {
    let low = 0;
    let high = this.nodes.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    const node = this.nodes[low];
    if (!node || index < 0 || index >= this.text.length) return undefined;
    let left = index - (this.starts[low] ?? 0);
    for (let offset = 0; offset < node.data.length; offset += 1) {
      if (squeezed(node.data.charAt(offset)) === "") continue;
      if (left === 0) return { node, offset };
      left -= 1;
    }
    return undefined;
  }

  /** The stretch of the page from one letter up to another. */
  range(start: number, end: number): Range | undefined {
    const first = this.at(start);
    const last = this.at(Math.max(start, end - 1));
    if (!first || !last || end <= start) return undefined;
    const range = first.node.ownerDocument.createRange();
    range.setStart(first.node, first.offset);
    range.setEnd(last.node, last.offset + 1);
    return range;
  }
}
