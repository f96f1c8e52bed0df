// The ways in: what is pasted, dropped or chosen, and the keys of the page.

import type { LitElement, ReactiveController } from "lit";
import { fieldBlock } from "../out/table.ts";
import { filesOf, only } from "./files.ts";

/** Who takes what comes in. */
export interface Taker {
  files(files: AsyncIterable<File[]>): void;
  rich(html: string): void;
  text(text: string): void;
  /** Fields for the cells from the current one on; whether they were meant for cells. */
  block(fields: string[][], target: EventTarget | undefined): boolean;
  key(event: KeyboardEvent): void;
  dragging(dragging: boolean): void;
}

/** Listens on the whole document where the element is the page, else on the element alone. */
export class Intake implements ReactiveController {
  private target: EventTarget | undefined;

  constructor(
    private readonly host: LitElement & { page: boolean },
    private readonly taker: Taker,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.target = this.host.page ? document : this.host;
    for (const [name, handler] of this.handlers) this.target.addEventListener(name, handler);
  }

  hostDisconnected(): void {
    for (const [name, handler] of this.handlers) this.target?.removeEventListener(name, handler);
  }

  private readonly handlers: [string, (event: Event) => void][] = [
    ["paste", (event) => this.onPaste(event as ClipboardEvent)],
    ["dragover", (event) => this.onDrag(event as DragEvent)],
    ["dragleave", (event) => this.onDrag(event as DragEvent)],
    ["drop", (event) => this.onDrop(event as DragEvent)],
    ["keydown", (event) => this.taker.key(event as KeyboardEvent)],
  ];

  private onPaste(event: ClipboardEvent): void {
    const [target] = event.composedPath();
    const field = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
    const data = event.clipboardData;
    if (!data || (field && !target.classList.contains("intake") && !target.classList.contains("editor")))
      return;
    const text = data.getData("text/plain");
    const rich = data.getData("text/html");
    const fields = fieldBlock(text);
    // Into the editor of a cell goes text; only several fields are meant for several cells.
    const several = fields !== undefined && (fields.length > 1 || (fields[0]?.length ?? 0) > 1);
    if (field && target.classList.contains("editor") && !several) return;
    if (fields && this.taker.block(fields, target)) {
      event.preventDefault();
      return;
    }
    if (field && target.classList.contains("editor")) return;
    const files = [...data.files];
    if (!rich && !text && files.length === 0) return;
    event.preventDefault();
    if (rich) this.taker.rich(rich);
    else if (text) this.taker.text(text);
    else this.taker.files(only(files));
  }

  private onDrag(event: DragEvent): void {
    if (!event.dataTransfer?.types.some((type) => ["Files", "text/html", "text/plain"].includes(type)))
      return;
    event.preventDefault();
    this.taker.dragging(!(event.type === "dragleave" && event.relatedTarget === null));
  }

  private onDrop(event: DragEvent): void {
    this.taker.dragging(false);
    const data = event.dataTransfer;
    if (!data) return;
    event.preventDefault();
    const rich = data.getData("text/html");
    const text = data.getData("text/plain");
    if (data.files.length > 0) this.taker.files(filesOf(data));
    else if (rich) this.taker.rich(rich);
    else if (text) this.taker.text(text);
  }
}
