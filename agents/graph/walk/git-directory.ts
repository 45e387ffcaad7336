import { lstatSync, realpathSync } from "node:fs";
import path from "node:path";
import { readRegular } from "./open.ts";

/** The .git directory of a checkout, all of it inside of the checkout's root. */
export interface GitDirectory {
  /** What belongs to this checkout alone, such as HEAD and the index. */
  readonly own: string;
  /** What worktrees share, such as references and the configuration. */
  readonly common: string;
  /** The bytes of one of its files; undefined when there is none or it lies outside. */
  read: (directory: string, name: string, limit: number) => Buffer | undefined;
}

/**
 * Finds the .git directory without running git; undefined when there is none, or when it lies
 * outside of the root, as that of a linked worktree does.
 *
 * @param root absolute, real path
 */
export function gitDirectory(root: string): GitDirectory | undefined {
  const read = (directory: string, name: string, limit: number): Buffer | undefined => {
    const file = path.join(directory, name);
    // The real directory is checked, since a directory on the way may be a symbolic link.
    if (!isInside(root, path.dirname(file))) return undefined;
    const opened = readRegular(file, limit);
    return "bytes" in opened ? opened.bytes : undefined;
  };
  const own = ownDirectory(root, read);
  if (own === undefined) return undefined;
  // Worktrees keep their HEAD apart and share the rest with the directory that this file names.
  const named = firstLine(read(own, "commondir", 64 << 10));
  const common = named === undefined ? own : path.resolve(own, named);
  return { own, common: isInside(root, common) ? common : own, read };
}

function ownDirectory(root: string, read: GitDirectory["read"]): string | undefined {
  const place = path.join(root, ".git");
  try {
    const stats = lstatSync(place);
    if (stats.isDirectory()) return place;
    if (!stats.isFile()) return undefined;
  } catch {
    return undefined;
  }
  const target = /^gitdir:\s*(.+)$/.exec(firstLine(read(root, ".git", 64 << 10)) ?? "")?.[1];
  if (target === undefined) return undefined;
  const directory = path.resolve(root, target);
  return isInside(root, directory) ? directory : undefined;
}

/** The first line of a file of text, trimmed. */
export function firstLine(bytes: Buffer | undefined): string | undefined {
  return bytes?.toString("utf8").split("\n", 1)[0]?.trim();
}

function isInside(root: string, place: string): boolean {
  try {
    const real = realpathSync(place);
    return real === root || real.startsWith(root.endsWith(path.sep) ? root : root + path.sep);
  } catch {
    return false;
  }
}
