// The files of a drop or of the file dialogue, those in folders included.

/** Files that no one means: hidden ones, and the lock files of office programs. */
const isOwn = (name: string): boolean => !/^(\.|~\$|Thumbs\.db$)/i.test(name);

/** The paths of files that came in folders: a dropped file does not tell its own. */
const paths = new WeakMap<File, string>();

/** A file's name with the folders that it came in. */
export const pathOf = (file: File): string => paths.get(file) ?? (file.webkitRelativePath || file.name);

/** All files of a drop in the order of their names. */
export async function filesOf(data: DataTransfer): Promise<File[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (!entries.some((entry) => entry?.isDirectory)) return [...data.files];
  const files: File[] = [];
  const walk = async (entry: FileSystemEntry): Promise<void> => {
    if (entry.isFile) {
      const file = await new Promise<File>((resolve, reject) =>
        (entry as FileSystemFileEntry).file(resolve, reject),
      );
      if (!isOwn(file.name)) return;
      paths.set(file, entry.fullPath.replace(/^\//, ""));
      files.push(file);
      return;
    }
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
        reader.readEntries(resolve, reject),
      );
      if (some.length === 0) return;
      for (const each of some) await walk(each);
    }
  };
  for (const entry of entries) if (entry) await walk(entry);
  return files.sort((one, other) => pathOf(one).localeCompare(pathOf(other), "zh", { numeric: true }));
}

/** Endings of the files that can be read: a help for the file dialogue only, the content decides. */
const endings =
  ".html,.htm,.mht,.mhtml,.eml,.md,.txt,.csv,.doc,.docx,.docm,.dotx,.wps,.odt,.rtf,.xml,.pdf,.xls,.xlsx,.xlsm,.et,.ods,.zip";

/** Opens the file dialogue. */
export function choose(
  take: (files: File[]) => void,
  how: { multiple?: boolean; folder?: boolean } = {},
): void {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = how.multiple ?? false;
  if (how.folder) input.webkitdirectory = true;
  else input.accept = endings;
  input.onchange = () => {
    take([...(input.files ?? [])].filter((file) => pathOf(file).split("/").every(isOwn)));
  };
  input.click();
}
