import { lstat, mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";

/**
 * Makes the directories of a relative path below a root, and the root. What a symbolic link
 * stands for is not entered: a directory that somebody else prepared must not lead writes away.
 *
 * @returns the innermost directory
 * @throws Error from the system, or for a link or a file on the way
 */
export async function makeDirectories(root: string, ...parts: readonly string[]): Promise<string> {
  await mkdir(root, { recursive: true });
  let directory = root;
  for (const part of parts) {
    directory = path.join(directory, part);
    try {
      await mkdir(directory);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      if (!(await lstat(directory)).isDirectory()) {
        throw new Error(`${directory} is a link or a file, not a directory`, { cause: error });
      }
    }
  }
  return directory;
}

/**
 * Writes a file whole or not at all, by renaming a new one. A link that stands at the path is
 * replaced, never followed.
 *
 * @param durable whether the bytes and the name are on the disk when it resolves
 */
export async function writeAtomically(
  file: string,
  content: string | Uint8Array,
  { durable = false }: { readonly durable?: boolean } = {},
): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await rm(draft, { force: true });
    await writeFile(draft, content, { flag: "wx", flush: durable });
    await rename(draft, file);
    if (durable) await syncDirectory(path.dirname(file));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Waits until the names in a directory are on the disk; some systems cannot, and need not. */
export async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, "r").catch(() => undefined);
  try {
    await handle?.sync().catch(() => {});
  } finally {
    await handle?.close();
  }
}
