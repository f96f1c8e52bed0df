// CKEditor 5: put `plugin` into `plugins`, and `gouji` into the toolbar's items. Without its plugin
// GeneralHtmlSupport the editor drops what it does not know, which then cannot be checked either.

import { type Gate, type GateOptions, gate, toolbar } from "./gate.ts";

interface Button {
  set(values: object): void;
  on(name: "execute", run: () => void): void;
}

interface CkEditor5 {
  getData(): string;
  setData(html: string): void;
  once(name: "ready" | "destroy", run: () => void): void;
  ui: { view: { element: HTMLElement }; componentFactory: { add(name: string, make: () => Button): void } };
}

/** The plugin and the gate of a CKEditor 5; `ButtonView` is the editor's own class. */
export function ckeditor5(
  ButtonView: new () => Button,
  options: GateOptions = {},
): { plugin: (editor: CkEditor5) => void; gate: Gate } {
  let editor: CkEditor5 | undefined;
  const own = gate({ get: () => editor?.getData() ?? "", set: (html) => editor?.setData(html) }, options);
  const { text, title } = toolbar(options);
  // The editor calls it with `new`.
  function plugin(started: CkEditor5) {
    editor = started;
    started.ui.componentFactory.add("gouji", () => {
      const button = new ButtonView();
      button.set({ label: text, tooltip: title, withText: true });
      button.on("execute", () => void own.check());
      return button;
    });
    started.once("ready", () => started.ui.view.element.after(own.element));
    started.once("destroy", own.remove);
  }
  return { plugin, gate: own };
}
