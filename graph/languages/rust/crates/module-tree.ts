import type { FileSet } from "../../../resolve/file-set.ts";
import { baseOf, directoryOf, joinInside, within } from "../../../resolve/paths.ts";
import type { CargoPackage } from "./cargo.ts";

/** A module: a file, or a part of one in braces. */
export interface Module {
  readonly file: string;
  /** Names of the braces inside of the file. */
  readonly inner: readonly string[];
  readonly parent: Module | undefined;
  readonly root: Module | undefined;
  /** The modules of a name; conditions may leave one of several. */
  readonly children: Map<string, Module[]>;
  /** Other crates may name what it holds. */
  readonly isPublic: boolean;
  /** A `path` named its file, so that the files of its modules are beside it. */
  readonly isPlaced: boolean;
  /** Its place in the tree follows from its path alone: no `mod` that can be read declares it. */
  readonly inferred: boolean;
}

/** The modules of all crates of a repository. */
export interface ModuleTree {
  /** The modules that a file is, one for each crate that it is part of. */
  modulesOf: (file: string) => readonly Module[];
  /** The files that a `mod` of a file may declare: more than one where conditions choose. */
  declared: (file: string, specifier: string) => readonly string[];
}

const declaration = /^mod ([\w:]+)(?: "([^"]+)")?(?: in "([^"]+)")?$/;

/**
 * Builds the trees that `mod` declares from the crates' roots. A file that no tree reaches, as
 * when a macro hides its `mod`, is placed by its path, or is a separate crate.
 */
export function moduleTree(files: FileSet, packages: readonly CargoPackage[]): ModuleTree {
  const modules = new Map<string, Module[]>();
  const roots = packages.flatMap((item) => item.roots);
  const add = (module: Module): void => {
    const known = modules.get(module.file);
    if (known === undefined) modules.set(module.file, [module]);
    else known.push(module);
    addChildren(files, module, modules, add);
  };
  for (const root of roots) if (!modules.has(root)) add(moduleAt(root, undefined, false));
  const rest = files.paths.filter((path) => path.endsWith(".rs"));
  // Short paths first, so that a parent is there before its children.
  for (const path of rest.toSorted((a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1))) {
    if (modules.has(path)) continue;
    const parent = parentByPath(path, modules);
    if (parent === undefined) {
      add(moduleAt(path, undefined, false));
      continue;
    }
    const module = moduleAt(path, parent, true);
    const name = moduleName(path);
    if (!parent.children.has(name)) parent.children.set(name, [module]);
    add(module);
  }
  return {
    modulesOf: (file) => modules.get(file) ?? [],
    declared: (file, specifier) =>
      declaredFiles(files, modules.get(file)?.[0], file, specifier).map((found) => found.file),
  };
}

/** Whether a file's children are beside it and not in a directory with its name. */
function ownsDirectory(module: Module | undefined, file: string): boolean {
  return module?.parent === undefined || module.isPlaced || baseOf(file) === "mod.rs";
}

function addChildren(
  files: FileSet,
  module: Module,
  modules: ReadonlyMap<string, readonly Module[]>,
  add: (module: Module) => void,
): void {
  const record = files.record(module.file);
  for (const symbol of record?.symbols ?? []) {
    if (symbol.kind !== "module" || symbol.local || symbol.depth > 0) continue;
    innerModule(module, symbol.name, symbol.visibility === "public");
  }
  for (const { specifier, kind } of record?.imports ?? []) {
    const path = declaration.exec(formsOf(specifier)[0] ?? "")?.[1]?.split("::");
    const name = path?.pop();
    if (path === undefined || name === undefined) continue;
    for (const { file, isPlaced } of declaredFiles(files, module, module.file, specifier)) {
      if (isAbove(module, file)) continue;
      let holder = module;
      for (const part of path) holder = innerModule(holder, part, false);
      const child = { ...moduleAt(file, holder, false), isPlaced, isPublic: kind === "reexport" };
      addChild(holder, name, child);
      // A file may be part of several crates, but a tree without an end must not be built.
      if ((modules.get(file)?.length ?? 0) < 4) add(child);
    }
  }
}

/** The module in braces of a name, made when it is not known yet. */
function innerModule(holder: Module, name: string, isPublic: boolean): Module {
  const known = holder.children.get(name)?.find(({ inner }) => inner.length > holder.inner.length);
  if (known !== undefined) return known;
  const module: Module = {
    file: holder.file,
    inner: [...holder.inner, name],
    parent: holder,
    root: holder.root ?? holder,
    children: new Map(),
    isPublic,
    isPlaced: false,
    inferred: false,
  };
  addChild(holder, name, module);
  return module;
}

function addChild(holder: Module, name: string, child: Module): void {
  const known = holder.children.get(name);
  if (known === undefined) holder.children.set(name, [child]);
  else if (!known.some(({ file }) => file === child.file)) known.push(child);
}

/** The forms of a `mod`, of which conditions choose one. */
function formsOf(specifier: string): readonly string[] {
  return specifier.split(/ or (?=mod )/);
}

function declaredFiles(
  files: FileSet,
  module: Module | undefined,
  from: string,
  specifier: string,
): readonly { file: string; isPlaced: boolean }[] {
  const found = new Map<string, boolean>();
  for (const form of formsOf(specifier)) {
    const file = declaredFile(files, module, from, form);
    if (file !== undefined && !found.has(file)) {
      found.set(file, declaration.exec(form)?.[2] !== undefined);
    }
  }
  return [...found].map(([file, isPlaced]) => ({ file, isPlaced }));
}

function declaredFile(
  files: FileSet,
  module: Module | undefined,
  file: string,
  specifier: string,
): string | undefined {
  const [, path = "", written, moved] = declaration.exec(specifier) ?? [];
  const parts = path.split("::");
  const name = parts.pop() ?? "";
  const stem = baseOf(file).replace(/\.rs$/, "");
  const beside = directoryOf(file);
  const own = ownsDirectory(module, file) ? beside : within(beside, stem);
  if (moved !== undefined) {
    const place = moved.startsWith("*/")
      ? joinInside(own, moved.slice(2))
      : joinInside(beside, moved);
    const forms = written === undefined ? [`${name}.rs`, `${name}/mod.rs`] : [written];
    return forms
      .map((form) => (place === undefined ? undefined : joinInside(place, form)))
      .find((found) => found !== undefined && files.has(found));
  }
  if (written !== undefined) {
    // Outside of braces a path is taken from the directory of the file, inside from the module's.
    const from = parts.length === 0 ? beside : within(own, parts.join("/"));
    const place = joinInside(from, written);
    return place !== undefined && files.has(place) ? place : undefined;
  }
  const places = [own, ...(module === undefined ? [within(beside, stem)] : [])];
  for (const place of places) {
    const directory = parts.length === 0 ? place : within(place, parts.join("/"));
    for (const end of [`${name}.rs`, `${name}/mod.rs`]) {
      if (files.has(within(directory, end))) return within(directory, end);
    }
  }
  return undefined;
}

function parentByPath(
  path: string,
  modules: ReadonlyMap<string, readonly Module[]>,
): Module | undefined {
  const directory = baseOf(path) === "mod.rs" ? directoryOf(directoryOf(path)) : directoryOf(path);
  const stems = [`${directory}.rs`, within(directory, "mod.rs")];
  const roots = [within(directory, "lib.rs"), within(directory, "main.rs")];
  for (const candidate of [...stems, ...roots]) {
    const known = modules.get(candidate)?.[0];
    if (known !== undefined && candidate !== path) return known;
  }
  return undefined;
}

function isAbove(module: Module, file: string): boolean {
  for (let at: Module | undefined = module; at !== undefined; at = at.parent) {
    if (at.file === file) return true;
  }
  return false;
}

function moduleAt(file: string, parent: Module | undefined, inferred: boolean): Module {
  const root = parent === undefined ? undefined : (parent.root ?? parent);
  return {
    file,
    inner: [],
    parent,
    root,
    children: new Map(),
    isPublic: true,
    isPlaced: false,
    inferred,
  };
}

function moduleName(path: string): string {
  const name = baseOf(path);
  return name === "mod.rs" ? baseOf(directoryOf(path)) : name.replace(/\.rs$/, "");
}

function depthOf(path: string): number {
  const parts = path.split("/").length;
  return /^(?:mod|lib|main)\.rs$/.test(baseOf(path)) ? parts - 0.5 : parts;
}
