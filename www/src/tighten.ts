// The page's policy, made narrower where the browser understands the narrower words.

/**
 * Takes `'unsafe-eval'` out of the policy in force. Chromium before 97 and Safari before 16 compile wasm under that word
 * alone and do not know `'wasm-unsafe-eval'`, so both stand in the page; a second policy can only forbid more. What is
 * looked for came with, or a little after, the narrower word. The element is taken away again, since a page that is saved
 * must not keep it; the policy stays.
 *
 * `scripts` are the sources of what is still to be loaded: a website's script for lists comes from beside the page, the
 * one file has all its scripts in it, and they have run by then.
 */
export function tighten(scripts = ""): void {
  if (!("timeout" in AbortSignal)) return;
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content = `script-src ${scripts} 'wasm-unsafe-eval'; worker-src 'self' blob:`;
  document.head.append(meta);
  meta.remove();
}
