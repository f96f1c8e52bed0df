// The files of a drop or of the file dialogue, those in folders included.

import { sliced, sorted } from "../slices.ts";

/** The paths of files that came in folders: a dropped file does not tell its own. */
const paths = new WeakMap<File, string>();

/** A file's name with the folders that it came in. */
export const pathOf = (file: File): string => paths.get(file) ?? (file.webkitRelativePath || file.name);

/** Whether a file is one that no one means: hidden, kept by a system, or left by an office program for an open file. */
export const isSideFile = (path: string): boolean =>
  path.split("/").some((part) => /^(\.|~\$|__MACOSX$|(Thumbs\.db|desktop\.ini)$)/i.test(part));

/** Something in a drop: a file, or a folder of others. */
interface Item {
  path: string;
  file(): Promise<File>;
  /** What is in a folder; nothing where it is a file. */
  list: (() => Promise<Item[]>) | undefined;
}

const entryItem = (entry: FileSystemEntry): Item => ({
  path: entry.fullPath.replace(/^\//, ""),
  file: () => new Promise((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)),
  list: entry.isDirectory
    ? async () => {
        const reader = (entry as FileSystemDirectoryEntry).createReader();
        const all: Item[] = [];
        for (;;) {
          const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
            reader.readEntries(resolve, reject),
          );
          if (some.length === 0) return all;
          all.push(...some.map(entryItem));
        }
      }
    : undefined,
});

type Handle = FileSystemFileHandle | FileSystemDirectoryHandle;

const handleItem = (handle: Handle, folder = ""): Item => {
  const path = folder + handle.name;
  return {
    path,
    file: () => (handle as FileSystemFileHandle).getFile(),
    list:
      handle.kind === "directory"
        ? async () => {
            const all: Item[] = [];
            const values = (handle as unknown as { values(): AsyncIterable<Handle> }).values();
            for await (const each of values) all.push(handleItem(each, `${path}/`));
            return all;
          }
        : undefined,
  };
};

/** What lies in a drop, asked for at once: later the browser gives nothing. */
function itemsOf(data: DataTransfer): Item[] {
  type Giving = DataTransferItem & { getAsFileSystemHandle?: () => Promise<Handle | null> };
  return [...data.items].flatMap((given: Giving) => {
    const entry = given.webkitGetAsEntry?.();
    if (!entry) return [];
    const item = entryItem(entry);
    const handle = given.getAsFileSystemHandle?.().catch(() => null);
    // A page from disk is refused what is in a folder the one way, and given it the other (Chromium).
    const other = async () => {
      const found = await handle;
      return found ? handleItem(found) : undefined;
    };
    const { list } = item;
    return {
      path: item.path,
      file: () => item.file().catch(async (error) => (await other())?.file() ?? Promise.reject(error)),
      list: list && (() => list().catch(async (error) => (await other())?.list?.() ?? Promise.reject(error))),
    };
  });
}

/** Files that are asked for at once. */
const together = 50;

/** All files of a drop, part by part, each folder in the order of its names. */
export function filesOf(data: DataTransfer): AsyncIterable<File[]> {
  const items = itemsOf(data);
  return items.some(({ list }) => list) ? walk(items) : only([...data.files]);
}

/** Files that are there already. */
export async function* only(files: File[]): AsyncGenerator<File[]> {
  yield files;
}

async function* walk(items: Item[]): AsyncGenerator<File[]> {
  const list = await sliced(sorted(items, (one, other) => collator.compare(one.path, other.path)));
  let waiting: Item[] = [];
  for (const item of list) {
    if (item.list === undefined) waiting.push(item);
    if (waiting.length === together || item.list) {
      yield await filesIn(waiting);
      waiting = [];
    }
    if (item.list && !isSideFile(item.path)) yield* walk(await item.list());
  }
  yield await filesIn(waiting);
}

const filesIn = (items: Item[]): Promise<File[]> =>
  Promise.all(
    items.map(async (item) => {
      const file = await item.file();
      paths.set(file, item.path);
      return file;
    }),
  );

const collator = new Intl.Collator("zh", { numeric: true });

/** Endings of the files that can be read: a help for the file dialogue only, the content decides. */
const endings =
  ".html,.htm,.mht,.mhtml,.eml,.md,.txt,.csv,.doc,.docx,.docm,.dotx,.wps,.odt,.rtf,.xml,.pdf,.ofd,.xls,.xlsx,.xlsm,.et,.ods,.zip";

/** The inputs whose dialogues are open: nothing else holds them, and a browser may collect them meanwhile. */
const asking = new Set<HTMLInputElement>();

/** Opens the file dialogue. */
export function choose(
  take: (files: File[]) => void,
  how: { multiple?: boolean; folder?: boolean } = {},
): void {
  const input = document.createElement("input");
  asking.add(input);
  input.type = "file";
  input.multiple = how.multiple ?? false;
  if (how.folder) input.webkitdirectory = true;
  else input.accept = endings;
  input.oncancel = () => asking.delete(input);
  input.onchange = async () => {
    asking.delete(input);
    const files = [...(input.files ?? [])];
    // A folder comes as the disk has it.
    const order = how.folder ? (file: File) => file.webkitRelativePath : undefined;
    take(
      order ? await sliced(sorted(files, (one, other) => collator.compare(order(one), order(other)))) : files,
    );
  };
  input.click();
}
