// Lists of reports as the page sees them: how one begins, and what a row of it is read from.

import { type CheckSource, compile, GoujiError, read, readAll } from "../engine/gouji.ts";
import { choose } from "../intake/files.ts";
import type { Many, Row } from "./entries.ts";
import { type ManyHost, manyPart } from "./many.ts";

/** What the page does for its lists. */
export interface ListPage
  extends Pick<ManyHost, "language" | "verdict" | "kinds" | "open" | "say" | "dismissed" | "keeps" | "take"> {
  changed(many: Many): void;
}

/** A list, from what was kept of it where there is something. */
export async function listOf(id: string, record: object | undefined, page: ListPage): Promise<Many> {
  const part = await manyPart();
  const entry: { id: string; kind: "many"; list?: Many["list"] } = { id, kind: "many" };
  const many = entry as Many;
  entry.list = await part.begin(
    {
      ...page,
      open: (row, previous) => {
        row.list = many;
        page.open(row, previous);
      },
      changed: () => page.changed(many),
      module: compile,
      read: ({ source, name }) => read(source, { name }),
      choose,
      take: (files) => page.take(files),
    },
    id,
    record,
  );
  return many;
}

/** What a row is read from: for a file of an archive, the document that is in it. */
export async function sourceOf({ source, name, inside }: Row): Promise<CheckSource> {
  if (inside === undefined) return source;
  const files = await readAll(source, name);
  const file = files.find((each) => each.name === inside);
  if (!file?.input) throw new GoujiError(file?.failure ?? { code: "file", zh: inside, en: inside });
  return file.input;
}
