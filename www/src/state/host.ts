// What the desk knows of the element around it.

/** What the desk asks of the element that shows it. */
export interface Host {
  refresh(): void;
  /** Brings a place of the paper into sight; `focus` puts the keyboard there as well, `arrive` lets the page draw first. */
  show(target: { key?: string; group?: number; block?: number }, how: "show" | "focus" | "arrive"): void;
  /** Puts the keyboard on the verdict, which says what came of it. */
  announce(): void;
  tell(detail: unknown): void;
}
