// The cells whose sum is a kind of result, for the views that show kinds and not rows.

const rows = (group: string, names: string[]) => names.map((name) => `t3.${group}.${name}.total`);

/** What came of requests, by kind. */
export const results = {
  granted: ["t3.granted.total"],
  partial: ["t3.partial.total"],
  denied: rows("denied", [
    "state_secret",
    "forbidden_by_law",
    "safety_stability",
    "third_party",
    "internal_affairs",
    "process",
    "enforcement_file",
    "administrative_query",
  ]),
  unavailable: rows("unavailable", ["not_held", "needs_creation", "unclear"]),
  refused: rows("refused", ["petition", "repeated", "publication", "excessive", "confirmation"]),
};
