import type { FileSet } from "../../resolve/file-set.ts";
import { baseOf, directoryOf } from "../../resolve/paths.ts";

/** A Go file and the package that it says it is part of. */
export interface GoFile {
  readonly path: string;
  /** As in the package clause, with `_test` for the outer tests of a package. */
  readonly package: string;
  readonly isTest: boolean;
  /** Names declared at its top level. */
  readonly declares: ReadonlySet<string>;
}

/** The Go files of a directory, in the order of their paths. */
export type PackageFiles = (directory: string) => readonly GoFile[];

/** Reads the Go files of the directories of a repository, each when first asked for. */
export function packageFiles(files: FileSet): PackageFiles {
  const paths = new Map<string, string[]>();
  for (const path of files.paths) {
    if (!path.endsWith(".go")) continue;
    const directory = directoryOf(path);
    const known = paths.get(directory);
    if (known === undefined) paths.set(directory, [path]);
    else known.push(path);
  }
  const read = new Map<string, readonly GoFile[]>();
  return (directory) => {
    let found = read.get(directory);
    if (found === undefined) {
      found = (paths.get(directory) ?? []).map((path) => goFile(files, path));
      read.set(directory, found);
    }
    return found;
  };
}

/** The files that an import of a directory means: no tests, no commands, one package. */
export function importable(found: readonly GoFile[]): GoFile[] {
  const files = found.filter((file) => !file.isTest);
  // A directory may hold generators of `package main` beside its package.
  const library = files.filter(
    (file) => file.package !== "main" && file.package !== "documentation",
  );
  return library.length > 0 ? library : files;
}

function goFile(files: FileSet, path: string): GoFile {
  const declares = new Set<string>();
  for (const symbol of files.record(path)?.symbols ?? []) {
    if (symbol.depth === 0 && !symbol.local) declares.add(symbol.name);
  }
  const text = (files.text(path) ?? "").replace(/\/\*[\s\S]*?(?:\*\/|$)/g, "");
  return {
    path,
    package: /^[ \t]*package[ \t]+([^\s;/]+)/m.exec(text)?.[1] ?? "",
    isTest: baseOf(path).endsWith("_test.go"),
    declares,
  };
}
