import { lstatSync, realpathSync } from "node:fs";
import path from "node:path";
import { readRegular } from "../open.ts";
import { gitConfig, type GitConfig } from "./config.ts";

/** The .git directory of a checkout. */
export interface GitDirectory {
  /** What belongs to this checkout alone, such as HEAD and the index. */
  readonly own: string;
  /** What worktrees share, such as references and the configuration. */
  readonly common: string;
  /** What the repository's own configuration says, and nothing of the user's. */
  readonly config: GitConfig;
  /** The bytes of one of its files; undefined when there is none or it lies elsewhere. */
  read: (directory: string, name: string, limit: number) => Buffer | undefined;
}

type Read = GitDirectory["read"];

const SMALL = 64 << 10;

/**
 * Finds the .git directory without running git; undefined when there is none. It lies inside of the
 * root, or it says itself that the root is its checkout, as that of a linked worktree and that of a
 * submodule do: a tree from elsewhere could name any directory of this machine, but cannot make it
 * point back.
 *
 * @param root absolute, real path
 */
export function gitDirectory(root: string): GitDirectory | undefined {
  const inside = reader(root);
  const own = ownDirectory(root, inside);
  if (own === undefined) return undefined;
  if (isInside(root, own)) {
    const named = commonDirectory(own, inside);
    const common = isInside(root, named) ? named : own;
    return { own, common, config: configuration(own, common, inside), read: inside };
  }
  const within = reader(own);
  if (!pointsBack(own, root, within)) return undefined;
  // A worktree's directory is `worktrees/NAME` of the shared one; no other place is believed.
  const parent = path.dirname(path.dirname(own));
  const common = commonDirectory(own, within) === parent ? parent : own;
  const shared = reader(common);
  const read: Read = (directory, name, limit) =>
    (directory === own ? within : shared)(directory, name, limit);
  return { own, common, config: configuration(own, common, read), read };
}

/** Whether a directory holds what a .git directory does, and so nothing that was written by hand. */
export function isBare(root: string): boolean {
  const kinds = ["HEAD", "config", "objects", "refs"].map((name) => {
    const stats = lstatSync(path.join(root, name), { throwIfNoEntry: false });
    return stats?.isDirectory() === true ? "directory" : stats?.isFile() === true ? "file" : "";
  });
  return kinds.join(" ") === "file file directory directory";
}

/** Reads files below a directory alone. */
function reader(root: string): Read {
  return (directory, name, limit) => {
    const file = path.join(directory, name);
    // The real directory is checked, since a directory on the way may be a symbolic link.
    if (!isInside(root, path.dirname(file))) return undefined;
    const opened = readRegular(file, limit);
    return "bytes" in opened ? opened.bytes : undefined;
  };
}

function ownDirectory(root: string, read: Read): string | undefined {
  const place = path.join(root, ".git");
  try {
    const stats = lstatSync(place);
    if (stats.isDirectory()) return place;
    if (!stats.isFile()) return undefined;
    const line = firstLine(read(root, ".git", SMALL)) ?? "";
    const target = line.startsWith("gitdir:") ? line.slice("gitdir:".length).trim() : "";
    return target === "" ? undefined : realpathSync(path.resolve(root, target));
  } catch {
    return undefined;
  }
}

/** A checkout may have its own settings beside those that worktrees share. */
function configuration(own: string, common: string, read: Read): GitConfig {
  const text = (directory: string, name: string): string =>
    read(directory, name, 1 << 20)?.toString("utf8") ?? "";
  return gitConfig(text(common, "config"), text(own, "config.worktree"));
}

/** Worktrees keep their HEAD apart and share the rest with the directory that this file names. */
function commonDirectory(own: string, read: Read): string {
  const named = firstLine(read(own, "commondir", SMALL));
  try {
    return named === undefined ? own : realpathSync(path.resolve(own, named));
  } catch {
    return own;
  }
}

/** Whether a .git directory names a root as its checkout; see gitrepository-layout(5). */
function pointsBack(own: string, root: string, read: Read): boolean {
  const worktree = firstLine(read(own, "gitdir", SMALL));
  const submodule = configuration(own, own, read).values("core", undefined, "worktree").at(-1);
  const named = worktree === undefined ? submodule : path.dirname(worktree);
  try {
    return named !== undefined && realpathSync(path.resolve(own, named)) === root;
  } catch {
    return false;
  }
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
