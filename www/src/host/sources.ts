// What of a page is handed to the checker: its own text, and that of its frames that it may look into.

/** The markup of a document as it is shown: what was typed into fields stands in them. */
function markup(page: Document): string {
  // In a document that is shown nowhere: copies within the page would have its pictures and films asked for once more,
  // and its own elements begin to work.
  const clone = document.implementation.createHTMLDocument("").importNode(page.documentElement, true);
  const typed = page.querySelectorAll<HTMLInputElement>("input");
  clone.querySelectorAll("input").forEach((field, index) => {
    const value = typed[index]?.value;
    if (value && field.type !== "password") field.setAttribute("value", value);
  });
  for (const own of clone.querySelectorAll("gouji-panel")) own.remove();
  return `<!DOCTYPE html>${clone.outerHTML}`;
}

/** A page and its frames of the same origin, the page first. */
export function pages(page: Document): Document[] {
  const inside = [...page.querySelectorAll<HTMLIFrameElement>("iframe, frame")].flatMap((frame) => {
    try {
      return frame.contentDocument?.body ? pages(frame.contentDocument) : [];
    } catch {
      return [];
    }
  });
  return [page, ...inside];
}

/** The markup of all of them. */
export const sources = (page: Document): string[] => pages(page).map(markup);

/** The names of the files that a page links to and that could hold a report. */
export function attachments(page: Document): string[] {
  const links = pages(page).flatMap((each) => [...each.querySelectorAll<HTMLAnchorElement>("a[href]")]);
  const named = links
    .filter((link) => /\.(docx?|wps|pdf|ofd|xlsx?|et|rtf|odt|zip)$/i.test(link.pathname))
    .map((link) => link.textContent?.trim() || decodeURIComponent(link.pathname.split("/").at(-1) ?? ""));
  return [...new Set(named)].slice(0, 5);
}
