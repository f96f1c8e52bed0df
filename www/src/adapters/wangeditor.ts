// wangEditor 5: `register(Boot)` once, before any toolbar is made, and `gouji` among the toolbar's keys
// (`insertKeys`); then the gate for each editor.

import { type Gate, type GateOptions, gate, toolbar } from "./gate.ts";

interface WangEditor {
  getHtml(): string;
  setHtml(html: string): void;
  getEditableContainer(): HTMLElement;
  on(name: "destroyed", run: () => void): void;
}

const gates = new WeakMap<WangEditor, Gate>();

/** Makes the button known to wangEditor. */
export function register(
  Boot: { registerMenu(menu: { key: string; factory(): object }): void },
  options: GateOptions = {},
): void {
  const { text } = toolbar(options);
  Boot.registerMenu({
    key: "gouji",
    factory: () => ({
      title: text,
      tag: "button",
      getValue: () => "",
      isActive: () => false,
      isDisabled: () => false,
      exec: (editor: WangEditor) => void gates.get(editor)?.check(),
    }),
  });
}

/** The gate of a wangEditor; the remarks stand behind the element that the editor was made in, or at `place`. */
export function wangeditor(editor: WangEditor, options: GateOptions = {}): Gate {
  const own = gate({ get: () => editor.getHtml(), set: (html) => editor.setHtml(html) }, options);
  gates.set(editor, own);
  if (!options.place) editor.getEditableContainer().after(own.element);
  editor.on("destroyed", own.remove);
  return own;
}
