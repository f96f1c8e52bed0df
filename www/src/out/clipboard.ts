// Copying and saving, also where the page was opened from disk.

/** Puts text, and the same as HTML, on the clipboard; false where the browser does not allow it. */
export async function copy(text: string, html?: string): Promise<boolean> {
  // HTML goes by the event: what is written directly is cleaned by the browser first, and loses its borders and widths.
  if (html !== undefined && copyByEvent(text, html)) return true;
  try {
    if (html !== undefined && typeof ClipboardItem !== "undefined") {
      const item = new ClipboardItem({
        "text/plain": new Blob([text], { type: "text/plain" }),
        "text/html": new Blob([html], { type: "text/html" }),
      });
      await navigator.clipboard.write([item]);
    } else {
      await navigator.clipboard.writeText(text);
    }
    return true;
  } catch {
    return copyByEvent(text, html);
  }
}

/** The browser asks what to copy, and is told. */
function copyByEvent(text: string, html?: string): boolean {
  let told = false;
  const tell = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData("text/plain", text);
    if (html !== undefined) event.clipboardData?.setData("text/html", html);
    told = true;
  };
  document.addEventListener("copy", tell, { capture: true });
  try {
    return document.execCommand("copy") && told;
  } catch {
    return false;
  } finally {
    document.removeEventListener("copy", tell, { capture: true });
  }
}

/** Offers a text as a file to save. */
export function save(name: string, text: string, type = "text/plain", mark = true): void {
  // The mark lets the text editors of older systems see that the file is UTF-8.
  saveBlob(name, new Blob([mark ? "\uFEFF" : "", text], { type: `${type};charset=utf-8` }));
}

/** Offers a file to save. */
export function saveBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
