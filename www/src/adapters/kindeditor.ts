// KindEditor 4: `register(KindEditor)` once, `gouji` among the `items`, and the gate with what `create` returns.

import { type Gate, type GateOptions, gate, toolbar } from "./gate.ts";

interface KindEditor {
  html(): string;
  html(html: string): void;
  container: { [index: number]: HTMLElement };
  clickToolbar(name: string, run: () => void): void;
}

/** Makes the button known to KindEditor. */
export function register(
  K: { lang(words: object): void; plugin(name: string, plugin: () => void): void },
  options: GateOptions = {},
): void {
  K.lang({ gouji: toolbar(options).title });
  // The button is bound to its editor below; without a plugin of that name the editor would look for a file of it.
  K.plugin("gouji", () => {});
}

/** The gate of a KindEditor. */
export function kindeditor(editor: KindEditor, options: GateOptions = {}): Gate {
  const own = gate({ get: () => editor.html(), set: (html) => editor.html(html) }, options);
  editor.clickToolbar("gouji", () => void own.check());
  const container = editor.container[0];
  container?.after(own.element);
  const button = container?.querySelector<HTMLElement>(".ke-icon-gouji");
  if (button) {
    // The editor draws its buttons from one picture; this one is a word.
    button.textContent = toolbar(options).text;
    button.style.cssText = "background:none;width:auto;text-indent:0;font-size:12px;line-height:16px";
  }
  return own;
}
