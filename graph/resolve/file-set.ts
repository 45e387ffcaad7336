import type { ExclusionReason, ManifestEntry } from "../../protocols/repository.ts";
import type { FileRecord } from "../parse/record.ts";
import { directoryOf, joinInside } from "./paths.ts";

/**
 * The included files of a snapshot as resolvers see them. Where a path is asked for, it may lead
 * through symbolic links inside of the root.
 */
export interface FileSet {
  /** Included paths in code-unit order. */
  readonly paths: readonly string[];
  has: (path: string) => boolean;
  /** The path without the symbolic links in it; undefined when one leads out of the root or in a circle. */
  real: (path: string) => string | undefined;
  /** Whether the directory contains an included file at any depth; `""` is the root. */
  hasDirectory: (path: string) => boolean;
  /** Why a path is in the tree but not included. */
  exclusion: (path: string) => ExclusionReason | undefined;
  /** Why a directory's own files with an extension are not included, when one is not. */
  exclusionIn: (directory: string, extension: string) => ExclusionReason | undefined;
  text: (path: string) => string | undefined;
  /** What an included file says, when its language is read; of a parsed file only. */
  record: (path: string) => FileRecord | undefined;
}

/** A file set over a manifest. */
export function fileSetOf(
  manifest: readonly ManifestEntry[],
  text: (path: string) => string | undefined,
  record: (path: string) => FileRecord | undefined,
): FileSet {
  const included = new Set<string>();
  const excluded = new Map<string, ExclusionReason>();
  const excludedIn = new Map<string, ExclusionReason>();
  const directories = new Set<string>([""]);
  const real = realPaths(manifest);
  for (const entry of manifest) {
    if (!entry.included) {
      const reason = entry.reason ?? "excluded";
      excluded.set(entry.path, reason);
      const extension = /\.[^./]+$/.exec(entry.path)?.[0];
      if (extension !== undefined) {
        excludedIn.set(`${directoryOf(entry.path)}/*${extension}`, reason);
      }
      continue;
    }
    included.add(entry.path);
    for (let at = entry.path.lastIndexOf("/"); at > 0; at = entry.path.lastIndexOf("/", at - 1)) {
      const directory = entry.path.slice(0, at);
      if (directories.has(directory)) break;
      directories.add(directory);
    }
  }
  return {
    paths: [...included],
    has: (path) => included.has(real(path) ?? path),
    real,
    hasDirectory: (path) => directories.has(real(path) ?? path),
    exclusion(named) {
      const path = real(named) ?? named;
      const own = excluded.get(path);
      if (own !== undefined) return own;
      for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
        const reason = excluded.get(path.slice(0, at + 1));
        if (reason !== undefined) return reason;
        // A link out of the root may lead to a directory; its target is not examined.
        if (excluded.get(path.slice(0, at)) === "symlink") return "symlink";
      }
      return undefined;
    },
    exclusionIn: (directory, extension) => excludedIn.get(`${directory}/*.${extension}`),
    text: (path) => text(real(path) ?? path),
    record: (path) => record(real(path) ?? path),
  };
}

/** As many links as systems follow on the way to one file. */
const maxLinks = 40;

function realPaths(manifest: readonly ManifestEntry[]): FileSet["real"] {
  const links = new Map<string, string>();
  for (const { path, link } of manifest) if (link !== undefined) links.set(path, link);
  if (links.size === 0) return (path) => path;
  return (path) => {
    let current = path;
    for (let followed = 0; followed <= maxLinks; followed++) {
      const found = firstLink(links, current);
      if (found === undefined) return current;
      const next = joinInside(found.target, `.${found.rest}`);
      if (next === undefined) return undefined;
      current = next;
    }
    return undefined;
  };
}

/** The first link on a path, and what of the path comes after it. */
function firstLink(
  links: ReadonlyMap<string, string>,
  path: string,
): { target: string; rest: string } | undefined {
  for (let at = path.indexOf("/"); ; at = path.indexOf("/", at + 1)) {
    const end = at < 0 ? path.length : at;
    const target = links.get(path.slice(0, end));
    if (target !== undefined) return { target, rest: path.slice(end) };
    if (at < 0) return undefined;
  }
}
