// Files that come in: one is checked by itself, several go into a list, and what is no report is told as such.

import { GoujiError } from "../engine/error.ts";
import { isSideFile, pathOf } from "../intake/files.ts";
import { shown } from "../out/inert.ts";
import { words } from "../words/words.ts";
import type { Given, ManyList } from "./entries.ts";

const refused = {
  code: "folder",
  zh: "浏览器不让网页读这个文件夹：请按“打开文件夹”来选，或者把里面的文件选中后拖进来。",
  en: "The browser does not let the page read this folder: please choose it with “Open a folder”, or drag the files in it.",
};

/** What came: one file by itself, or files that are in a list now; and what has to be said. */
export interface Arrived {
  one: Given | undefined;
  listed: boolean;
  error: GoujiError | undefined;
}

/** Takes files part by part; `begin` begins a list where there are several and no list yet. */
export async function arrived(
  files: AsyncIterable<File[]>,
  list: ManyList | undefined,
  begin: () => Promise<ManyList | undefined>,
): Promise<Arrived> {
  let into = list;
  const given: Given[] = [];
  const aside: string[] = [];
  let error: GoujiError | undefined;
  try {
    for await (const some of files) {
      for (const each of some) {
        const name = pathOf(each);
        if (isSideFile(name)) aside.push(name);
        else given.push({ name, source: each });
      }
      if (!into && given.length > 1) {
        into = await begin();
        if (!into) return { one: undefined, listed: true, error: undefined };
      }
      into?.add(given.splice(0), aside.splice(0));
    }
  } catch {
    error = new GoujiError(refused);
  }
  const [one] = given;
  if (into || error) return { one: undefined, listed: into !== undefined, error };
  const said = (language: "zh" | "en") => {
    const { sideFiles, folderEmpty } = words(language);
    return aside.length > 0 ? sideFiles(aside.length, aside.slice(0, 3).map(shown)) : folderEmpty;
  };
  return {
    one: one && { ...one, name: one.name?.split("/").at(-1) },
    listed: false,
    error:
      one && aside.length === 0
        ? undefined
        : new GoujiError({ code: "side-file", zh: said("zh"), en: said("en") }),
  };
}
