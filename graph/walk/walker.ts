import { lstatSync, readdirSync, readlinkSync, type Dirent } from "node:fs";
import { isUtf8 } from "node:buffer";
import type { ExclusionReason } from "../../protocols/repository.ts";
import { HindcastError } from "../../protocols/errors/index.ts";
import { unsafePath } from "../../protocols/file-path.ts";
import {
  attributesOf,
  privateAttributes,
  withAttributes,
  type AttributeRules,
  type Attributes,
} from "./attributes.ts";
import { directoryOf, joinInside } from "../resolve/paths.ts";
import { decodeLines } from "./decode.ts";
import { enclosingCheckout } from "./enclosing.ts";
import type { Effort } from "./glob.ts";
import { isIgnored, noRules, withRules, type IgnoreRules } from "./ignored.ts";
import { listDirectory, readRegular } from "./open.ts";
import { pauses } from "../../runtime/threads/index.ts";
import type { Tracked } from "./git/index.ts";
import { vendoredReason } from "./vendored.ts";

/** Something found in the tree: a file to read, or an entry that is left out unread. */
export interface FoundEntry {
  /** Relative to the root; ends in `/` for a whole directory. */
  path: string;
  /** Where it is, as bytes, since a name need not be UTF-8. */
  location: Buffer;
  reason?: ExclusionReason;
  /** What .gitattributes files say of a file; absent when they say nothing. */
  attributes?: Attributes;
  /** The path below the root that a symbolic link names. */
  link?: string;
}

/** How far a walk goes. */
export interface WalkBounds {
  /** Patterns in .gitignore syntax to leave out. */
  exclude: readonly string[];
  /** Reasons that leave nothing out. */
  keep: ReadonlySet<ExclusionReason>;
  tracked: Tracked;
  /** What holds for this checkout alone. */
  private: {
    /** Lines in .gitignore syntax; those of the tree come after them. */
    exclude: string;
    /** Lines in .gitattributes syntax; they come after those of the tree. */
    attributes: string;
  };
  /** More entries than this end the walk. */
  maxEntries: number;
  signal?: AbortSignal;
}

interface Directory {
  path: string;
  location: Buffer;
  depth: number;
  rules: IgnoreRules;
  attributes: AttributeRules;
  /** It is ignored as a whole, and visited for what of it is tracked. */
  ignored: boolean;
}

const maxDepth = 64;
/** Longer than any path of the system may be, in UTF-16 units. */
const longestLink = 4096;
/** Steps of matching that the patterns of a repository may cost: some ten seconds. */
const maxEffort = 2e9;
const slash = Buffer.from("/");

/**
 * Lists a tree without following a symbolic link and without running anything. Directories that
 * are ignored, vendored or a repository of their own are one entry each.
 *
 * @param root absolute path of a directory
 * @throws HindcastError REPOSITORY_UNREADABLE, REPOSITORY_TOO_LARGE, INTERRUPTED
 */
export async function walkTree(root: string, bounds: WalkBounds): Promise<FoundEntry[]> {
  const found: FoundEntry[] = [];
  const effort: Effort = { left: maxEffort };
  const excluded = withRules(noRules, "", bounds.exclude.join("\n"));
  const location = Buffer.from(root);
  const enclosing = enclosingCheckout(root, effort);
  const tracked = enclosing?.tracked ?? bounds.tracked;
  const rules = withRules(enclosing?.rules ?? noRules, "", bounds.private.exclude);
  const attributes = privateAttributes(bounds.private.attributes);
  const pause = pauses();
  const stack: Directory[] = [{ path: "", location, depth: 0, rules, attributes, ignored: false }];
  for (let directory = stack.pop(); directory; directory = stack.pop()) {
    const visit = walkDirectory(directory, { excluded, effort }, { ...bounds, tracked });
    for (const item of visit) {
      if ("depth" in item) stack.push(item);
      else found.push(item);
      await pause();
      if (bounds.signal?.aborted === true)
        throw new HindcastError("INTERRUPTED", "during the walk");
    }
    if (found.length > bounds.maxEntries) {
      throw new HindcastError(
        "REPOSITORY_TOO_LARGE",
        `${root} holds more than ${bounds.maxEntries} entries`,
      );
    }
  }
  found.push(...emptySubmodules(found, tracked, location));
  const sorted = found.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  // An escaped name can look like another name; a manifest lists each path once.
  return sorted.filter((item, index) => item.path !== sorted[index - 1]?.path);
}

/** Submodules that are not checked out: they leave an empty directory, or none. */
function emptySubmodules(
  found: readonly FoundEntry[],
  tracked: Tracked,
  root: Buffer,
): FoundEntry[] {
  const known = new Set(found.map(({ path }) => path));
  return tracked.submodules
    .filter((path) => {
      for (let at = path.length - 1; at > 0; at = path.lastIndexOf("/", at - 1)) {
        if (known.has(path.slice(0, at + 1))) return false;
      }
      return nameOf(Buffer.from(path.slice(0, path.endsWith("/") ? -1 : undefined))).plain;
    })
    .map((path) => ({
      path,
      location: Buffer.concat([root, slash, Buffer.from(path)]),
      reason: "submodule",
    }));
}

/** The entries of a directory: what was found, and the directories to visit. */
function* walkDirectory(
  directory: Directory,
  { excluded, effort }: { excluded: IgnoreRules; effort: Effort },
  { keep, tracked }: WalkBounds,
): Generator<FoundEntry | Directory> {
  let entries: Dirent<Buffer>[];
  try {
    entries = listDirectory(directory.location);
  } catch (error) {
    if (directory.depth === 0) {
      throw new HindcastError("REPOSITORY_UNREADABLE", directory.location.toString(), {
        cause: error,
      });
    }
    yield { path: directory.path, location: directory.location, reason: "unreadable" };
    return;
  }
  const names = new Set(entries.map((entry) => entry.name.toString()));
  if (directory.depth > 0 && names.has(".git")) {
    yield { path: directory.path, location: directory.location, reason: "submodule" };
    return;
  }
  // The output of this run or an earlier one inside the repository is not part of it.
  if (directory.depth > 0 && names.has("log.hlog")) {
    yield { path: directory.path, location: directory.location, reason: "generated" };
    return;
  }
  let rules = directory.rules;
  if (names.has(".gitignore")) {
    rules = withRules(rules, directory.path, linesOf(directory.location, ".gitignore") ?? "");
  }
  let attributes = directory.attributes;
  if (names.has(".gitattributes")) {
    const lines = linesOf(directory.location, ".gitattributes") ?? "";
    attributes = withAttributes(attributes, directory.path, lines);
  }
  for (const entry of entries) {
    if (effort.left < 0) {
      throw new HindcastError(
        "REPOSITORY_TOO_LARGE",
        `the patterns of .gitignore and .gitattributes take too long to match, at ${directory.path}`,
      );
    }
    const location = Buffer.concat([directory.location, slash, entry.name]);
    const name = nameOf(entry.name);
    const kind = kindOf(entry, location);
    const path = `${directory.path}${name.text}${kind === "directory" ? "/" : ""}`;
    if (directory.depth === 0 && name.text === ".git") continue;
    const left = (reason: ExclusionReason): FoundEntry => ({ path, location, reason });
    const ignored = directory.ignored || isIgnored(rules, path, effort);
    const counts =
      keep.has("ignored") || (kind === "directory" ? tracked.hasBelow(path) : tracked.has(path));
    if (!name.plain) yield left("name");
    else if (isIgnored(excluded, path, effort)) yield left("excluded");
    else if (ignored && !counts) yield left("ignored");
    else if (kind === "file") {
      const said = attributesOf(attributes, path, effort);
      yield { path, location, ...(Object.keys(said).length > 0 && { attributes: said }) };
    } else if (kind === "symlink") {
      const link = linkedPath(path, location);
      yield { path, location, reason: kind, ...(link !== undefined && { link }) };
    } else if (kind !== "directory") yield left(kind);
    else {
      // A pattern that reaches whatever is in the directory speaks of all of it.
      const said = attributesOf(attributes, `${path}\0`, effort);
      const known = vendoredReason(name.text, names, () => namesIn(location));
      const reason = known !== undefined && said[known] === false ? undefined : known;
      const depth = directory.depth + 1;
      if (reason !== undefined && !keep.has(reason)) yield left(reason);
      else if (depth >= maxDepth) yield left("too_large");
      else yield { path, location, depth, rules, attributes, ignored };
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

/** Where a relative link leads below the root, by its text alone: nothing there is opened. */
function linkedPath(path: string, location: Buffer): string | undefined {
  try {
    const bytes = readlinkSync(location, { encoding: "buffer" });
    const text = isUtf8(bytes) ? bytes.toString() : "/";
    if (text.startsWith("/") || text.length > longestLink) return undefined;
    const inside = joinInside(directoryOf(path), text) ?? "";
    return unsafePath(inside) === undefined ? inside : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A name as text. Names that are not UTF-8 or hold control characters are shown escaped and left
 * out: they could not be written back, or would forge lines of a plan. So are names that some file
 * system takes for `.git`.
 */
function nameOf(bytes: Buffer): { text: string; plain: boolean } {
  const text = isUtf8(bytes) ? bytes.toString() : undefined;
  if (text !== undefined && unsafePath(text) === undefined) {
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

function linesOf(location: Buffer, file: string): string | undefined {
  const opened = readRegular(Buffer.concat([location, slash, Buffer.from(file)]), 1 << 20);
  return "bytes" in opened ? decodeLines(opened.bytes) : undefined;
}

function namesIn(location: Buffer): ReadonlySet<string> {
  try {
    return new Set(readdirSync(location));
  } catch {
    return new Set();
  }
}
