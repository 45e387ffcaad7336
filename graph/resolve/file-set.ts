import type { ExclusionReason, ManifestEntry } from "../../protocols/repository.ts";
import type { FileRecord } from "../parse/record.ts";
import { directoryOf } from "./paths.ts";

/** The included files of a snapshot as resolvers see them. */
export interface FileSet {
  /** Included paths in code-unit order. */
  readonly paths: readonly string[];
  has: (path: string) => boolean;
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
    has: (path) => included.has(path),
    hasDirectory: (path) => directories.has(path),
    exclusion(path) {
      const own = excluded.get(path);
      if (own !== undefined) return own;
      for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
        const reason = excluded.get(path.slice(0, at + 1));
        if (reason !== undefined) return reason;
        // A link may lead to a directory; its target is not examined.
        if (excluded.get(path.slice(0, at)) === "symlink") return "symlink";
      }
      return undefined;
    },
    exclusionIn: (directory, extension) => excludedIn.get(`${directory}/*.${extension}`),
    text,
    record,
  };
}
