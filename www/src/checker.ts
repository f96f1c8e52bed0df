// <gouji-checker>: the page.

import { css, html, LitElement } from "lit";
import { version } from "./gouji.ts";

/** Checks a report that is pasted, dropped or chosen, and shows it with its inconsistent cells lit. */
export class GoujiChecker extends LitElement {
  static override properties = { version: { state: true } };

  static override styles = css`
    :host {
      display: block;
      color: light-dark(#22201c, #e8e3d8);
      font-family: system-ui, "Noto Sans CJK SC", sans-serif;
    }
    main {
      max-width: 42em;
      margin: 10vh auto;
      padding: 3em;
      background: light-dark(#fdfcf8, #201e1b);
    }
  `;

  declare version: string;

  constructor() {
    super();
    this.version = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    version().then((text) => {
      this.version = text;
    });
  }

  override render() {
    return html`<main>
      <h1>勾稽</h1>
      <p>把年报粘贴到这里，或把文件拖进来</p>
      <p data-version>${this.version}</p>
    </main>`;
  }
}
