import type { FileSet } from "../file-set.ts";
import { ancestorsOf, baseOf, directoryOf, within } from "../paths.ts";
import { isRecord, parseJsonc } from "../jsonc.ts";

/** What the repository itself has under a name that an import begins with. */
export interface OwnNames {
  /** A file or a directory of the name where a module's search would begin: above the file, in `src`. */
  isModule: (from: string, name: string, extensions: readonly string[]) => boolean;
  /** A directory of the name anywhere that has files with one of the extensions. */
  isDirectory: (name: string, extensions: readonly string[]) => boolean;
  /** A package or namespace that begins with the same parts. */
  isNamespace: (parts: readonly string[], separator: string) => boolean;
  /** The scope of some package of the repository. */
  isScope: (scope: string) => boolean;
}

/** Directories that hold sources beside the file's own and those above it. */
const sourceDirectories = ["", "src", "lib"];

/** Collects the names of a repository's directories, files, packages and namespaces on demand. */
export function ownNames(files: FileSet): OwnNames {
  let directories: Map<string, Set<string>> | undefined;
  let scopes: Set<string> | undefined;
  const below = new Map<string, boolean>();
  const endingsBelow = (place: string, extensions: readonly string[]): boolean => {
    const key = `${place}:${extensions.join()}`;
    const known = below.get(key) ?? hasFiles(files, place, extensions);
    below.set(key, known);
    return known;
  };
  const namespaces = new Map<string, Set<string>>();
  return {
    isModule(from, name, extensions) {
      for (const above of ancestorsOf(from)) {
        for (const source of sourceDirectories) {
          const place = within(within(above, source), name);
          if (extensions.some((extension) => files.has(`${place}.${extension}`))) return true;
          if (files.hasDirectory(place) && endingsBelow(place, extensions)) return true;
        }
      }
      return false;
    },
    isDirectory(name, extensions) {
      directories ??= directoryNames(files);
      const found = directories.get(name);
      return found !== undefined && extensions.some((extension) => found.has(extension));
    },
    isNamespace(parts, separator) {
      let found = namespaces.get(separator);
      if (found === undefined)
        namespaces.set(separator, (found = namespaceRoots(files, separator)));
      return found.has(parts.join(separator));
    },
    isScope(scope) {
      scopes ??= packageScopes(files);
      return scopes.has(scope);
    },
  };
}

function hasFiles(files: FileSet, directory: string, extensions: readonly string[]): boolean {
  return files.paths.some(
    (path) =>
      path.startsWith(`${directory}/`) &&
      extensions.includes(path.slice(path.lastIndexOf(".") + 1)),
  );
}

/** The extensions of the files right in the directories of a name. */
function directoryNames(files: FileSet): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const path of files.paths) {
    const name = baseOf(directoryOf(path));
    const known = found.get(name) ?? new Set();
    known.add(path.slice(path.lastIndexOf(".") + 1));
    found.set(name, known);
  }
  return found;
}

/** Every beginning of a declared package or namespace. */
function namespaceRoots(files: FileSet, separator: string): Set<string> {
  const found = new Set<string>();
  for (const path of files.paths) {
    for (const { kind, name } of files.record(path)?.symbols ?? []) {
      if (kind !== "package" && kind !== "namespace") continue;
      const parts = name.split(separator);
      for (let end = 1; end <= parts.length; end++) found.add(parts.slice(0, end).join(separator));
    }
  }
  return found;
}

function packageScopes(files: FileSet): Set<string> {
  const found = new Set<string>();
  for (const path of files.paths) {
    if (!/^(?:package|deno|jsr)\.jsonc?$/.test(baseOf(path))) continue;
    const manifest = parseJsonc(files.text(path) ?? "");
    const name = isRecord(manifest) ? manifest["name"] : undefined;
    const scope = typeof name === "string" ? /^@[^/]+(?=\/)/.exec(name)?.[0] : undefined;
    if (scope !== undefined) found.add(scope);
  }
  return found;
}
