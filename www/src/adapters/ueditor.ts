// UEditor 1.4: call it before `UE.getEditor`; the gate of each editor is told to `ready`.

import { type Gate, type GateOptions, gate, toolbar } from "./gate.ts";

interface UEditor {
  getContent(): string;
  setContent(html: string): void;
  container: HTMLElement;
  addListener(name: "destroy", run: () => void): void;
  ready(run: () => void): void;
}

interface UE {
  registerUI(name: string, make: (editor: UEditor) => object): void;
  ui: { Button: new (button: object) => object };
}

/** Adds the button to every UEditor that is made afterwards. */
export function ueditor(
  ue: UE,
  options: GateOptions = {},
  ready: (gate: Gate, editor: UEditor) => void = () => {},
): void {
  const { text, title } = toolbar(options);
  ue.registerUI("gouji", (editor) => {
    const own = gate({ get: () => editor.getContent(), set: (html) => editor.setContent(html) }, options);
    editor.ready(() => {
      editor.container.after(own.element);
      ready(own, editor);
    });
    editor.addListener("destroy", own.remove);
    const onclick = () => void own.check();
    return new ue.ui.Button({ name: "gouji", label: text, title, showIcon: false, showText: true, onclick });
  });
}
