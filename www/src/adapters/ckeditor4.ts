// CKEditor 4: call it with what `CKEDITOR.replace` returns. With an own toolbar, name the button `Gouji` there.

import { type Gate, type GateOptions, gate, icon, toolbar } from "./gate.ts";

interface CkEditor4 {
  getData(): string;
  setData(html: string): void;
  container: { $: HTMLElement };
  addCommand(name: string, command: object): void;
  on(name: "pluginsLoaded" | "instanceReady" | "destroy", run: () => void): void;
  ui: { addButton(name: string, button: object): void };
}

/** The gate of a CKEditor 4. */
export function ckeditor4(editor: CkEditor4, options: GateOptions = {}): Gate {
  const own = gate({ get: () => editor.getData(), set: (html) => editor.setData(html) }, options);
  const { text, title } = toolbar(options);
  editor.on("pluginsLoaded", () => {
    editor.addCommand("gouji", { exec: () => void own.check(), readOnly: 1, canUndo: false });
    editor.ui.addButton("Gouji", { label: `${text}：${title}`, command: "gouji", toolbar: "others", icon });
  });
  editor.on("instanceReady", () => editor.container.$.after(own.element));
  editor.on("destroy", own.remove);
  return own;
}
