// The part for lists as a file beside the script: for the module and the classic script.

import type { ManyPart } from "./many.ts";

/** The part as a file beside the script. */
export async function manyBeside(): Promise<ManyPart> {
  const beside: { part: ManyPart } = await import("./gouji-many.js" as string);
  return beside.part;
}
