// An example report of a town that does not exist, with two slips of the kind that real ones have.

import text from "../../example.html";

/** The report as HTML. */
export const example: string = text;
