import type { FileSet } from "../../resolve/file-set.ts";
import { ancestorsOf, directoryOf, within } from "../../resolve/paths.ts";

/** Finds the directory from which a file's own package is imported, each directory once. */
export function rootFinder(files: FileSet): (path: string) => string {
  const known = new Map<string, string>();
  const find = (directory: string): string => {
    let root = known.get(directory);
    if (root === undefined) {
      root =
        directory !== "" && hasInit(files, directory) ? find(directoryOf(directory)) : directory;
      known.set(directory, root);
    }
    return root;
  };
  return (path) => find(directoryOf(path));
}

/** Whether a directory is a package by its `__init__`. */
export function hasInit(files: FileSet, directory: string): boolean {
  return (
    files.has(within(directory, "__init__.py")) || files.has(within(directory, "__init__.pyi"))
  );
}

/** The file of the module at a path, for a stub the stub. */
export function moduleAt(files: FileSet, path: string, from: string): string | undefined {
  const order = from.endsWith(".pyi") ? [".pyi", ".py"] : [".py", ".pyi"];
  // A package wins over a module of the same name, as in CPython's finder.
  for (const extension of order) {
    const init = within(path, `__init__${extension}`);
    if (files.has(init)) return init;
  }
  if (path === "") return undefined;
  // A module of Cython is compiled from the file of its name.
  return [...order, ".pyx"].map((extension) => path + extension).find((file) => files.has(file));
}

/**
 * The directory that is on the path when a file is run and not imported, though it is inside of a
 * package: its own when it is a script, or that of Django's `manage.py` above it.
 */
export function scriptDirectory(files: FileSet, from: string): string | undefined {
  for (const directory of ancestorsOf(from)) {
    if (files.has(within(directory, "manage.py"))) return directory;
  }
  const isScript = /^#!|^if __name__ == ["']__main__["']/m.test(files.text(from) ?? "");
  return isScript ? directoryOf(from) : undefined;
}

/**
 * The directories that a project's packages are imported from, by the project's own: that one, and
 * its `src`. A project is a directory with a file that says how it is built.
 */
export function projectRoots(files: FileSet): ReadonlyMap<string, readonly string[]> {
  const roots = new Map<string, readonly string[]>();
  for (const path of files.paths) {
    if (!/(?:^|\/)(?:pyproject\.toml|setup\.(?:py|cfg))$/.test(path)) continue;
    const directory = directoryOf(path);
    const source = within(directory, "src");
    const isRoot = files.hasDirectory(source) && !hasInit(files, source);
    roots.set(directory, isRoot ? [directory, source] : [directory]);
  }
  return roots;
}
