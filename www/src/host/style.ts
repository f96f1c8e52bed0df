// Styles inside a shadow root, in any browser and under any policy.

/** Gives a shadow root its styles, as a sheet where a browser knows that, and as an element with the nonce otherwise. */
export function style(root: ShadowRoot, text: string, nonce?: string): void {
  try {
    const made = new CSSStyleSheet();
    made.replaceSync(text);
    root.adoptedStyleSheets = [made];
  } catch {
    const element = document.createElement("style");
    if (nonce) element.nonce = nonce;
    element.textContent = text;
    root.prepend(element);
  }
}
