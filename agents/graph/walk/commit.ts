import { lstatSync, realpathSync } from "node:fs";
import path from "node:path";
import { readRegular } from "./open.ts";

const hash = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/**
 * The commit of a checkout, read from the plain files of its .git without running git; null when
 * there is none or when a part of it lies outside of the root.
 *
 * @param root absolute, real path
 */
export function readCommit(root: string): string | null {
  const directory = gitDirectory(root);
  if (directory === undefined) return null;
  let value = firstLine(root, path.join(directory, "HEAD"));
  // A symbolic reference may name another one; a loop must end.
  for (let hop = 0; hop < 5 && value !== undefined; hop++) {
    if (hash.test(value)) return value;
    const ref = /^ref:\s*(refs\/[^\s]+)$/.exec(value)?.[1];
    if (ref === undefined || ref.split("/").includes("..")) return null;
    const name = ref;
    const common = commonDirectory(root, directory);
    value = [...new Set([directory, common])]
      .map((place) => firstLine(root, path.join(place, name)) ?? packed(root, place, name))
      .find((found) => found !== undefined);
  }
  return null;
}

function gitDirectory(root: string): string | undefined {
  const place = path.join(root, ".git");
  try {
    const stats = lstatSync(place);
    if (stats.isDirectory()) return place;
    if (!stats.isFile()) return undefined;
  } catch {
    return undefined;
  }
  const target = /^gitdir:\s*(.+)$/.exec(firstLine(root, place) ?? "")?.[1];
  if (target === undefined) return undefined;
  const directory = path.resolve(root, target);
  return inside(root, directory) ? directory : undefined;
}

/** Worktrees keep their HEAD apart and share the rest with the directory that `commondir` names. */
function commonDirectory(root: string, directory: string): string {
  const named = firstLine(root, path.join(directory, "commondir"));
  if (named === undefined) return directory;
  const common = path.resolve(directory, named);
  return inside(root, common) ? common : directory;
}

function packed(root: string, directory: string, ref: string): string | undefined {
  const text = textOf(root, path.join(directory, "packed-refs"), 8 << 20) ?? "";
  for (const line of text.split("\n")) {
    if (line.endsWith(` ${ref}`)) return line.slice(0, -ref.length - 1);
  }
  return undefined;
}

function firstLine(root: string, file: string): string | undefined {
  return textOf(root, file, 64 << 10)
    ?.split("\n", 1)[0]
    ?.trim();
}

function textOf(root: string, file: string, limit: number): string | undefined {
  // The real directory is checked, since a directory on the way may be a symbolic link.
  if (!inside(root, path.dirname(file))) return undefined;
  const opened = readRegular(file, limit);
  return "bytes" in opened ? opened.bytes.toString("utf8") : undefined;
}

function inside(root: string, place: string): boolean {
  try {
    const real = realpathSync(place);
    return real === root || real.startsWith(root.endsWith(path.sep) ? root : root + path.sep);
  } catch {
    return false;
  }
}
