// The ways in: what is pasted, dropped or chosen, and the keys of the page.

import type { LitElement, ReactiveController } from "lit";
import { filesOf } from "./batch.ts";
import { valueBlock } from "./tables.ts";

/** Endings of the files that can be read: a help for the file dialogue only, the content decides. */
const endings =
  ".html,.htm,.mht,.mhtml,.eml,.md,.txt,.csv,.doc,.docx,.docm,.dotx,.wps,.odt,.rtf,.xml,.pdf,.xls,.xlsx,.xlsm,.et,.ods,.zip";

/** Who takes what comes in. */
export interface Taker {
  files(files: File[]): void;
  rich(html: string): void;
  text(text: string): void;
  /** Values for the cells from the current one on; whether they were taken. */
  block(values: string[][]): boolean;
  key(event: KeyboardEvent): void;
}

/** Listens on the whole document where the element is the page, else on the element alone. */
export class Intake implements ReactiveController {
  /** Whether something is being dragged over the page. */
  dragging = false;
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

  /** Opens the file dialogue. */
  choose(take: (files: File[]) => void, multiple = false): void {
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = multiple;
    input.accept = endings;
    input.onchange = () => {
      take([...(input.files ?? [])]);
    };
    input.click();
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
    if (!data || (field && !target.classList.contains("intake"))) return;
    const text = data.getData("text/plain");
    const rich = data.getData("text/html");
    const values = valueBlock(text);
    if (values && this.taker.block(values)) {
      event.preventDefault();
      return;
    }
    const files = [...data.files];
    if (!rich && !text && files.length === 0) return;
    event.preventDefault();
    if (rich) this.taker.rich(rich);
    else if (text) this.taker.text(text);
    else this.taker.files(files);
  }

  private onDrag(event: DragEvent): void {
    if (!event.dataTransfer?.types.some((type) => ["Files", "text/html", "text/plain"].includes(type)))
      return;
    event.preventDefault();
    this.show(!(event.type === "dragleave" && event.relatedTarget === null));
  }

  private onDrop(event: DragEvent): void {
    this.show(false);
    const data = event.dataTransfer;
    if (!data) return;
    event.preventDefault();
    const rich = data.getData("text/html");
    const text = data.getData("text/plain");
    if (data.files.length > 0) void filesOf(data).then((files) => this.taker.files(files));
    else if (rich) this.taker.rich(rich);
    else if (text) this.taker.text(text);
  }

  private show(dragging: boolean): void {
    if (this.dragging === dragging) return;
    this.dragging = dragging;
    this.host.requestUpdate();
  }
}
