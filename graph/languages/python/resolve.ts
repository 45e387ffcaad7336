import type { ImportRecord } from "../../parse/record.ts";
import type { FileSet } from "../../resolve/file-set.ts";
import { ancestorsOf, baseOf, directoryOf, within } from "../../resolve/paths.ts";
import type { Resolver, Target, UnresolvedReason } from "../../resolve/resolver.ts";
import { declaredPackages, packageKey } from "./requirements.ts";
import { defines, rootPackageName } from "./root-package.ts";
import { hasInit, moduleAt, projectRoots, rootFinder, scriptDirectory } from "./roots.ts";
import { sourceRoots, type SourceRoots } from "./source-roots.ts";
import { standardModules } from "./standard-library.ts";

/**
 * Imports of Python files. Roots are the directories from which a file's own package is imported:
 * the first ancestor without `__init__.py`. A file's own root comes first, then those of its
 * project, then the others, the shallow ones before the deep ones. A name of the standard library
 * leads to a root only from a file directly inside it.
 *
 * A target in the file's own root, in the repository's or in the project's is where Python would
 * look; one in another root is a guess, since it holds only when that directory is on the path. A
 * file or directory there that is no package has to be the only one of its name, with all that is
 * imported from it. A guess is also a target in the directory of a script, which is on the path when
 * the script is run, and one under the name that the repository's own root must have when it is a
 * package itself.
 */
export function pythonResolver(files: FileSet): Resolver {
  const rootOf = rootFinder(files);
  const projects = projectRoots(files);
  const ofProjects = new Set([...projects.values()].flat());
  const said = sourceRoots(files);
  const declaredRoots = new Set(said.flatMap((each) => each.roots));
  const roots = new Set<string>(["", ...ofProjects, ...declaredRoots]);
  for (const path of files.paths) {
    if (/\.pyi?$/.test(path)) roots.add(rootOf(path));
  }
  const depth = (root: string): number => (root === "" ? 0 : root.split("/").length);
  const shared = [...roots].toSorted((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
  const holds = (root: string, top: string): boolean =>
    files.hasDirectory(within(root, top)) || moduleAt(files, within(root, top), "") !== undefined;
  const only = new Map<string, boolean>();
  const isOnly = (top: string): boolean => {
    const known = only.get(top) ?? shared.filter((root) => holds(root, top)).length === 1;
    only.set(top, known);
    return known;
  };
  const declared = declaredPackages(files);
  const spaces = namespaceRoots(files);
  const isAround = ({ project }: SourceRoots, from: string): boolean =>
    project === "" || from.startsWith(`${project}/`);
  const rootName = rootPackageName(files, (top) => roots.has(top) || standardModules.has(top));

  return (from, record) => {
    const { specifier } = record;
    const level = /^\.*/.exec(specifier)?.[0].length ?? 0;
    const name = specifier.slice(level);
    if (level > 0) {
      const base = upwards(directoryOf(from), level - 1);
      if (base === undefined) return [{ type: "unresolved", reason: "outside" }];
      const inner = within(base, name.replaceAll(".", "/")).replace(/\/$/, "");
      return targetsIn(files, from, inner, record) ?? [missing(files, inner)];
    }
    const top = name.split(".", 1)[0] ?? name;
    const own = rootOf(from);
    const project = [...ancestorsOf(from)].find((directory) => projects.has(directory));
    const around = said.filter((each) => isAround(each, from));
    const near = [
      own,
      ...around.flatMap((each) => each.roots),
      ...(project === undefined ? [] : (projects.get(project) ?? [])),
      "",
      "src",
    ];
    const standard = standardModules.has(top);
    // A script's own directory comes before the standard library, any other root after it.
    const first = standard && directoryOf(from) !== own ? [] : [own];
    const inner = name.replaceAll(".", "/");
    const moved = standard ? undefined : movedTargets(files, said, from, record, name);
    if (moved !== undefined)
      return moved.map((target) => (around.length > 0 ? target : guessed(target)));
    for (const root of standard ? first : new Set([...near, ...shared])) {
      // A directory is only part of a name when some root holds its first part.
      const place = within(root, inner);
      const found = targetsIn(files, from, place, record);
      if (found === undefined) continue;
      if (near.includes(root)) return found;
      const isPackage =
        hasInit(files, within(root, top)) ||
        (ofProjects.has(root) && moduleAt(files, within(root, top), from) === undefined) ||
        from.startsWith(`${root}/`);
      if (isPackage || (isOnly(top) && defines(files, place, record, from))) {
        return found.map(guessed);
      }
    }
    if (standard) return [{ type: "package", name: top, builtin: true }];
    if (top === rootName) {
      const found = targetsIn(files, from, inner.slice(top.length + 1), record);
      return found?.map(guessed) ?? [missing(files, inner.slice(top.length + 1))];
    }
    const script = declared.has(packageKey(top)) ? undefined : scriptDirectory(files, from);
    const beside =
      script === undefined ? undefined : targetsIn(files, from, within(script, inner), record);
    if (beside !== undefined) return beside.map(guessed);
    // A namespace package may have a part in any directory that some path of the program names.
    const space = declared.has(packageKey(top))
      ? undefined
      : nearest(spaces(top), from).find((root) =>
          defines(files, within(root, inner), record, from),
        );
    const part =
      space === undefined ? undefined : targetsIn(files, from, within(space, inner), record);
    if (part !== undefined) return part.map(guessed);
    const excluded = near
      .map((root) => missing(files, within(root, inner)))
      .find((target) => target.type === "unresolved" && target.reason !== "missing");
    if (excluded !== undefined && !declared.has(packageKey(top))) return [excluded];
    const places = [own, ...shared];
    const isOurs =
      places.some((root) => hasInit(files, within(root, top))) ||
      // A directory without `__init__.py` gives way to an installed package of its name.
      (!declared.has(packageKey(top)) &&
        [own, ""].some((root) => isNamespace(files, within(root, top))));
    return [isOurs ? missing(files, inner) : { type: "package", name: top, builtin: false }];
  };
}

/** The targets of a module in a package whose directory has another name. */
function movedTargets(
  files: FileSet,
  said: readonly SourceRoots[],
  from: string,
  record: ImportRecord,
  name: string,
): Target[] | undefined {
  for (const { packages } of said) {
    if (packages.size === 0) continue;
    const parts = name.split(".");
    for (let end = parts.length; end > 0; end--) {
      const directory = packages.get(parts.slice(0, end).join("."));
      if (directory === undefined) continue;
      const found = targetsIn(files, from, [directory, ...parts.slice(end)].join("/"), record);
      return found ?? [missing(files, [directory, ...parts.slice(end)].join("/"))];
    }
  }
  return undefined;
}

/** The directories that hold a directory of a name with Python files below it. */
function namespaceRoots(files: FileSet): (top: string) => readonly string[] {
  const roots = new Map<string, Set<string>>();
  const seen = new Set<string>();
  for (const path of files.paths) {
    if (!/\.pyi?$/.test(path)) continue;
    for (const directory of ancestorsOf(path)) {
      if (directory === "" || seen.has(directory)) break;
      seen.add(directory);
      if (hasInit(files, directory)) continue;
      const top = baseOf(directory);
      roots.set(top, (roots.get(top) ?? new Set()).add(directoryOf(directory)));
    }
  }
  return (top) => [...(roots.get(top) ?? [])];
}

/** Directories, those first that have most in common with a path. */
function nearest(directories: readonly string[], path: string): string[] {
  const common = (directory: string): number => {
    const parts = directory.split("/");
    const others = path.split("/");
    const differ = parts.findIndex((part, index) => part !== others[index]);
    return differ < 0 ? parts.length : differ;
  };
  return directories.toSorted((a, b) => common(b) - common(a) || (a < b ? -1 : 1));
}

function guessed(target: Target): Target {
  return target.type === "file" ? { ...target, rule: "root" } : target;
}

/** Whether a directory without `__init__.py` holds Python files, so that it can be imported. */
function isNamespace(files: FileSet, directory: string): boolean {
  return (
    files.hasDirectory(directory) &&
    files.paths.some((path) => path.startsWith(`${directory}/`) && /\.pyi?$/.test(path))
  );
}

/** The files that an import of the module at a path leads to; undefined when there is no module. */
function targetsIn(
  files: FileSet,
  from: string,
  path: string,
  record: ImportRecord,
): Target[] | undefined {
  const module = moduleAt(files, path, from);
  const isDirectory = files.hasDirectory(path);
  if (module === undefined && !isDirectory) return undefined;
  const found = new Map<string, { names: string[]; imported: string[] }>();
  const add = (file: string, index: number): void => {
    const entry = found.get(file) ?? { names: [], imported: [] };
    const name = record.names[index];
    const imported = record.imported[index];
    if (name !== undefined) entry.names.push(name);
    if (imported !== undefined) entry.imported.push(imported);
    found.set(file, entry);
  };
  if (record.imported.length === 0) {
    if (module !== undefined) add(module, 0);
  } else {
    for (const [index, name] of record.imported.entries()) {
      const inner =
        isDirectory && name !== "*" ? moduleAt(files, within(path, name), from) : undefined;
      // A name that the package's own file binds hides a module only at run time; the module is
      // what the reader needs.
      const file = inner ?? module;
      if (file !== undefined) add(file, index);
    }
  }
  if (found.size === 0) return undefined;
  return [...found].map(([file, { names, imported }]) => ({
    type: "file",
    path: file,
    names,
    imported,
  }));
}

function upwards(directory: string, levels: number): string | undefined {
  let place = directory;
  for (let level = 0; level < levels; level++) {
    if (place === "") return undefined;
    place = directoryOf(place);
  }
  return place;
}

function missing(files: FileSet, path: string): Target {
  const excluded = files.exclusion(`${path}.py`) ?? files.exclusion(`${path}/__init__.py`);
  const reason: UnresolvedReason = excluded === undefined ? "missing" : `excluded: ${excluded}`;
  return { type: "unresolved", reason };
}
