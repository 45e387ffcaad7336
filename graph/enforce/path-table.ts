import { LRUCache } from "lru-cache";
import type { RepositoryIndex } from "../graph/repository-index.ts";

/** Paths of which is remembered whether some text has them. */
const KNOWN_PATHS = 10_000;

/** Whether a path is one of the repository's. */
export interface PathTable {
  /**
   * `exists`: a file or directory, named by any tail of its path, with or without extension, or
   * as an import names it; `mentioned`: only in some text; otherwise `unknown`.
   */
  standing: (path: string) => "exists" | "mentioned" | "unknown";
  /** Whether a name is a file's or a directory's, without its extension, or a part of one. */
  isNamed: (name: string) => boolean;
  /** Whether a name is a directory at the top of the repository. */
  isTop: (name: string) => boolean;
}

/** The paths of an index, those that are left out too. */
export function pathTable(index: RepositoryIndex, specifiers: ReadonlySet<string>): PathTable {
  const texts = [...index.files.values()].map((file) => file.text);
  const paths = index.manifest.map((entry) => entry.path);
  // A look through all texts is long, and thoughts name the same paths again.
  const known = new LRUCache<string, boolean>({ max: KNOWN_PATHS });
  return pathsOf(paths, index.repository.name, specifiers, (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const occurs = texts.some((text) => text.includes(path));
    known.set(path, occurs);
    return occurs;
  });
}

/**
 * A table over plain paths.
 *
 * @param name of the repository, with which paths may begin
 * @param occurs whether some text has a path in it
 */
export function pathsOf(
  paths: readonly string[],
  name: string,
  specifiers: ReadonlySet<string>,
  occurs: (path: string) => boolean,
): PathTable {
  const table = new Set<string>();
  const words = new Set<string>();
  const top = new Set<string>();
  for (const path of paths) {
    const parts = path.replace(/\/$/, "").split("/");
    if (parts.length > 1 || path.endsWith("/")) top.add(parts[0] ?? "");
    for (const part of parts) for (const word of part.split(/[^\w$]+/)) words.add(word);
    for (let end = parts.length; end > 0; end--) {
      for (let start = 0; start < end; start++) {
        const tail = parts.slice(start, end).join("/");
        if (end < parts.length && table.has(tail)) continue;
        table.add(tail);
        if (end === parts.length) table.add(tail.replace(/(?:\.d)?\.[^./]+$/, ""));
      }
    }
  }
  table.add(name);
  const bare = name.slice(name.lastIndexOf("/") + 1);
  return {
    isNamed: (named) => table.has(named) || words.has(named),
    isTop: (directory) => top.has(directory),
    standing(path) {
      if (specifiers.has(path)) return "exists";
      const plain = path
        .replace(/:\d{1,9}(?:[:-]\d{1,9}){0,3}$/, "")
        .replace(/^(?:\.{1,2}\/)+/, "")
        .replace(/^\/|\/$/g, "");
      if (plain === "" || table.has(plain)) return "exists";
      if (plain.startsWith(`${bare}/`) && table.has(plain.slice(bare.length + 1))) return "exists";
      return plain.length >= 4 && occurs(plain) ? "mentioned" : "unknown";
    },
  };
}
