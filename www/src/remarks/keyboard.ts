// The keyboard among the remarks: what had it may be gone with the next drawing.

const headlines = (root: ParentNode): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(".headline")];

/** Gives the keyboard to what comes in the place of what had it. */
export class Keyboard {
  private held: { element: Element; at: number } | undefined;
  /** Where it was put for want of a better place: what is chosen next is one. */
  private placed: HTMLElement | null | undefined;

  /** Before drawing: what has it now. */
  before(root: ShadowRoot | null): void {
    const element = root?.activeElement?.closest(".remarks *");
    this.held = undefined;
    if (!root || !element) return;
    const item = element.closest(".remark");
    this.held = { element, at: headlines(root).findIndex((each) => item?.contains(each)) };
  }

  /** After drawing; `chosen` is the headline of a remark that was chosen by it. */
  after(root: ShadowRoot, chosen: HTMLElement | undefined): void {
    const { held, placed } = this;
    if (placed && placed === root.activeElement) chosen?.focus({ preventScroll: true });
    if (!held || (held.element.isConnected && !held.element.matches(":disabled"))) return;
    const find = (what: string) => root.querySelector<HTMLElement>(what);
    const all = headlines(root);
    this.placed =
      find(".dismiss-form input") ??
      find(".remark.open .headline") ??
      all[held.at] ??
      all.pop() ??
      find(".changes button:enabled:first-child") ??
      find(".result");
    this.placed?.focus({ preventScroll: true });
  }
}
