// Style sheets in the words of browsers that do not know those of today. Used by the build too, which names the digests
// of what comes out in the page's policy.

/** A sheet for browsers that take no constructed style sheets: Firefox before 101, Safari before 16.4. */
export const lowered = (css: string): string =>
  css.replace(/:focus-visible/g, ":focus") + (css.includes("dialog::backdrop") ? dialogs : "");

/** A dialog that is an unknown element: Firefox before 98, Safari before 15.4. */
const dialogs =
  "dialog:not([open]){display:none}dialog[open]{display:block;position:fixed;top:8vh;left:0;right:0;z-index:9;max-height:80vh;margin:0 auto;overflow:auto;box-shadow:0 0 0 200vmax rgba(0,0,0,.4)}";

/** Space between the items of a row for browsers that know no `gap` there: each but the first keeps it at its left. */
export const spaced = (css: string): string =>
  css.replace(
    /([^{}]+)\{([^{}]*display:(?:inline-)?flex[^{}]*)\}/g,
    (rule, selector: string, body: string) => {
      const gap = /(?:^|;)gap:([^;]+)/.exec(body)?.[1]?.split(" ").pop();
      if (gap === undefined || body.includes("column") || selector.includes("(")) return rule;
      const items = selector.split(",").map((each) => `${each}>*+*`);
      return `${rule}${items.join(",")}{margin-left:${gap}}`;
    },
  );
