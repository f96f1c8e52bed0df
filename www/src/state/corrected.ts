// The Word file that a report was read from, with the changes of the page in it and nothing else.

import { read } from "../engine/gouji.ts";
import type { ReportDocument } from "../types.ts";
import type { Report } from "./entries.ts";
import { hasManyPart, manyPart } from "./many.ts";

/** Whether there is something to write, and a file and a browser to write it with. */
export const canCorrect = ({ file, draft, outcome }: Report): boolean =>
  file !== undefined &&
  draft.changed &&
  outcome.input.format === "docx" &&
  hasManyPart() &&
  "CompressionStream" in window;

/** The file; nothing where what is read from it again is not what stands on the page. */
export async function correctedOf({ file, draft, name = "" }: Report): Promise<Blob | undefined> {
  const { corrected } = await manyPart();
  const after = draft.input.document;
  const blob = file && (await corrected(file, draft.original.document, after));
  if (!blob) return undefined;
  const again = await read(blob, { name });
  return lettersOf(again.document) === lettersOf(after) ? blob : undefined;
}

/** All texts in their order, whatever white space is between their letters. */
const lettersOf = ({ blocks }: ReportDocument): string =>
  blocks
    .flatMap((block) => (block.kind === "table" ? block.cells : [block]).map(({ text }) => text))
    .map((text) => text.replaceAll(/\s/g, ""))
    .join("|");
