import { lstatSync, readdirSync, type Dirent } from "node:fs";
import { isUtf8 } from "node:buffer";
import { setImmediate } from "node:timers/promises";
import type { ExclusionReason } from "../../../protocols/repository.ts";
import { HindcastError } from "../../../protocols/errors.ts";
import { decodeText } from "./decode.ts";
import { isIgnored, noRules, withRules, type IgnoreRules } from "./ignored.ts";
import { listDirectory, readRegular } from "./open.ts";
import { vendoredReason } from "./vendored.ts";

/** Something found in the tree: a file to read, or an entry that is left out unread. */
export interface Found {
  /** Relative to the root; ends in `/` when it stands for a whole directory. */
  path: string;
  /** Where it is, as bytes, since a name need not be UTF-8. */
  location: Buffer;
  reason?: ExclusionReason;
}

/** How far a walk goes. */
export interface WalkBounds {
  /** Patterns in .gitignore syntax to leave out. */
  exclude: readonly string[];
  /** More entries than this end the walk. */
  maxEntries: number;
  signal?: AbortSignal;
}

interface Directory {
  path: string;
  location: Buffer;
  depth: number;
  rules: IgnoreRules;
}

const maxDepth = 64;
const slash = Buffer.from("/");

/**
 * Lists a tree without following a symbolic link and without running anything. Directories that
 * are ignored, vendored or a repository of their own are one entry each.
 *
 * @param root absolute path of a directory
 * @throws HindcastError REPOSITORY_UNREADABLE, REPOSITORY_TOO_LARGE, INTERRUPTED
 */
export async function walkTree(root: string, bounds: WalkBounds): Promise<Found[]> {
  const found: Found[] = [];
  const excluded = withRules(noRules, "", bounds.exclude.join("\n"));
  const location = Buffer.from(root);
  const stack: Directory[] = [
    { path: "", location, depth: 0, rules: addRules(noRules, "", location, ".git/info/exclude") },
  ];
  for (let visited = 1; stack.length > 0; visited++) {
    const directory = stack.pop();
    if (directory === undefined) break;
    walkDirectory(directory, excluded, found, stack);
    if (found.length > bounds.maxEntries) {
      throw new HindcastError(
        "REPOSITORY_TOO_LARGE",
        `${root} holds more than ${bounds.maxEntries} entries`,
      );
    }
    if (visited % 64 === 0) await setImmediate();
    if (bounds.signal?.aborted === true) throw new HindcastError("INTERRUPTED", "during the walk");
  }
  const sorted = found.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  // An escaped name can look like another name; a manifest lists each path once.
  return sorted.filter((item, index) => item.path !== sorted[index - 1]?.path);
}

function walkDirectory(
  directory: Directory,
  excluded: IgnoreRules,
  found: Found[],
  stack: Directory[],
): void {
  let entries: Dirent<Buffer>[];
  try {
    entries = listDirectory(directory.location);
  } catch (error) {
    if (directory.depth === 0) {
      throw new HindcastError("REPOSITORY_UNREADABLE", directory.location.toString(), {
        cause: error,
      });
    }
    found.push({ path: directory.path, location: directory.location, reason: "unreadable" });
    return;
  }
  const names = new Set(entries.map((entry) => entry.name.toString()));
  if (directory.depth > 0 && names.has(".git")) {
    found.push({ path: directory.path, location: directory.location, reason: "submodule" });
    return;
  }
  // What a run wrote, this one or an earlier one, is no part of the repository that it stands in.
  if (directory.depth > 0 && names.has("log.hlog")) {
    found.push({ path: directory.path, location: directory.location, reason: "generated" });
    return;
  }
  let rules = directory.rules;
  if (names.has(".gitignore")) {
    rules = addRules(rules, directory.path, directory.location, ".gitignore");
  }
  for (const entry of entries) {
    const location = Buffer.concat([directory.location, slash, entry.name]);
    const name = nameOf(entry.name);
    const kind = kindOf(entry, location);
    const path = `${directory.path}${name.text}${kind === "directory" ? "/" : ""}`;
    if (directory.depth === 0 && name.text === ".git") continue;
    const leave = (reason: ExclusionReason): void => {
      found.push({ path, location, reason });
    };
    if (!name.plain) leave("name");
    else if (isIgnored(excluded, path)) leave("excluded");
    else if (isIgnored(rules, path)) leave("ignored");
    else if (kind === "file") found.push({ path, location });
    else if (kind !== "directory") leave(kind);
    else {
      const reason = vendoredReason(name.text, names, () => namesIn(location));
      if (reason !== undefined) leave(reason);
      else if (directory.depth + 1 >= maxDepth) leave("too_large");
      else stack.push({ path, location, depth: directory.depth + 1, rules });
    }
  }
}

type Kind = "file" | "directory" | "symlink" | "special";

function kindOf(entry: Dirent<Buffer>, location: Buffer): Kind {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "directory";
  if (entry.isSymbolicLink()) return "symlink";
  if (entry.isFIFO() || entry.isSocket() || entry.isCharacterDevice() || entry.isBlockDevice()) {
    return "special";
  }
  // Some file systems do not say what an entry is when they list it.
  try {
    const stats = lstatSync(location);
    if (stats.isFile()) return "file";
    if (stats.isDirectory()) return "directory";
    return stats.isSymbolicLink() ? "symlink" : "special";
  } catch {
    return "special";
  }
}

/**
 * A name as text. Names that are not UTF-8 or hold control characters are shown escaped and left
 * out: they could not be written back, or would forge lines of a plan.
 */
function nameOf(bytes: Buffer): { text: string; plain: boolean } {
  const text = isUtf8(bytes) ? bytes.toString() : undefined;
  // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
  if (text !== undefined && !/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text)) {
    return { text, plain: true };
  }
  let shown = "";
  for (const byte of bytes) {
    shown +=
      byte >= 0x20 && byte < 0x7f && byte !== 0x5c
        ? String.fromCharCode(byte)
        : `\\x${byte.toString(16).padStart(2, "0")}`;
  }
  return { text: shown, plain: false };
}

function addRules(outer: IgnoreRules, base: string, location: Buffer, file: string): IgnoreRules {
  const opened = readRegular(Buffer.concat([location, slash, Buffer.from(file)]), 1 << 20);
  if (!("bytes" in opened)) return outer;
  const decoded = decodeText(opened.bytes);
  return "text" in decoded ? withRules(outer, base, decoded.text) : outer;
}

function namesIn(location: Buffer): ReadonlySet<string> {
  try {
    return new Set(readdirSync(location));
  } catch {
    return new Set();
  }
}
