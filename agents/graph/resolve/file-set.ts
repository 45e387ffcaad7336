import type { ExclusionReason, ManifestEntry } from "../../../protocols/repository.ts";

/** The included files of a snapshot as resolvers see them. */
export interface FileSet {
  /** Included paths in code-unit order. */
  readonly paths: readonly string[];
  has: (path: string) => boolean;
  /** Whether an included file stands somewhere below the directory; `""` is the root. */
  hasDirectory: (path: string) => boolean;
  /** Why a path is in the tree but not included. */
  exclusion: (path: string) => ExclusionReason | undefined;
  text: (path: string) => string | undefined;
}

/** A file set over a manifest. */
export function fileSetOf(
  manifest: readonly ManifestEntry[],
  text: (path: string) => string | undefined,
): FileSet {
  const included = new Set<string>();
  const excluded = new Map<string, ExclusionReason>();
  const directories = new Set<string>([""]);
  for (const entry of manifest) {
    if (!entry.included) {
      excluded.set(entry.path, entry.reason ?? "excluded");
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
      }
      return undefined;
    },
    text,
  };
}
