// TinyMCE 5 and later: call it in `setup`, and put `gouji` into the toolbar.

import { type Gate, type GateOptions, gate, toolbar } from "./gate.ts";

interface TinyMce {
  getContent(): string;
  setContent(html: string): void;
  getContainer(): HTMLElement;
  on(name: "init" | "remove", run: () => void): void;
  undoManager: { transact(run: () => void): void };
  ui: { registry: { addButton(name: string, button: object): void } };
}

/** The gate of a TinyMCE editor. */
export function tinymce(editor: TinyMce, options: GateOptions = {}): Gate {
  const own = gate(
    {
      get: () => editor.getContent(),
      set: (html) => editor.undoManager.transact(() => editor.setContent(html)),
    },
    options,
  );
  const { text, title } = toolbar(options);
  editor.ui.registry.addButton("gouji", { text, tooltip: title, onAction: () => void own.check() });
  editor.on("init", () => editor.getContainer().after(own.element));
  editor.on("remove", own.remove);
  return own;
}
