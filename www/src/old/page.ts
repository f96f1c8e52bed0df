// For the page itself: what older browsers lack, and that it says so where it did not start.

import "./old.ts";

// The page's script has run by then or never will: changed on its way, not loaded, or in words that the browser lacks.
addEventListener("load", () =>
  document.querySelector("gouji-checker:not(:defined)")?.setAttribute("failed", ""),
);
