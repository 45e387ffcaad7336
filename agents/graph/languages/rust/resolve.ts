import type { ImportRecord } from "../../parse/record.ts";
import type { FileSet } from "../../resolve/file-set.ts";
import { directoryOf, joinInside } from "../../resolve/paths.ts";
import type { Resolver, Target } from "../../resolve/resolver.ts";
import { cargoPackages, codeName, type CargoPackage } from "./cargo.ts";
import { moduleTree, type Module, type ModuleTree } from "./module-tree.ts";
import { standardCrates } from "./standard-library.ts";

/** A module that a path leads to, or what is known of a path that leads to none. */
type Found =
  | { type: "module"; module: Module }
  | { type: "package"; name: string; builtin: boolean }
  | { type: "own" }
  | { type: "missing" };

/**
 * Imports of Rust files. `mod x;` leads to the file that holds the module. A path leads to the
 * file of the last module that it names; an item that this module only passes on (`pub use`) is
 * not followed further. Crates of the repository are found by the packages that `Cargo.toml`
 * declares. A path in code that leads to no module is no import.
 */
export function rustResolver(files: FileSet): Resolver {
  const packages = cargoPackages(files);
  const tree = moduleTree(files, packages);
  const paths = new PathResolver(files, packages, tree);
  return (from, record) => {
    const { specifier } = record;
    if (specifier.startsWith("mod ")) return declaredModule(files, tree, from, record);
    if (specifier.startsWith("include ")) return included(files, from, record);
    const isInCode = record.names.length === 0;
    const base = segmentsOf(specifier);
    if (record.imported.length === 0) {
      return targetsOf(record, [paths.resolve(from, base)], isInCode);
    }
    const found = record.imported.map((name) =>
      paths.resolve(from, name === "*" ? base : [...base, name]),
    );
    return targetsOf(record, found, isInCode);
  };
}

function declaredModule(
  files: FileSet,
  tree: ModuleTree,
  from: string,
  record: ImportRecord,
): Target[] {
  const path = tree.declared(from, record.specifier);
  if (path !== undefined) return [{ type: "file", path, names: record.names, imported: [] }];
  const name = record.names[0] ?? "";
  const directory = directoryOf(from);
  const excluded =
    files.exclusion(joinInside(directory, `${name}.rs`) ?? "") ??
    files.exclusion(joinInside(directory, `${name}/mod.rs`) ?? "");
  return [
    { type: "unresolved", reason: excluded === undefined ? "missing" : `excluded: ${excluded}` },
  ];
}

/** `include!`, `include_str!` and `include_bytes!` name a file beside their own. */
function included(files: FileSet, from: string, record: ImportRecord): Target[] {
  const path = joinInside(directoryOf(from), record.specifier.slice("include ".length));
  if (path === undefined) return [{ type: "unresolved", reason: "outside" }];
  if (files.has(path)) return [{ type: "file", path, names: [], imported: [] }];
  const excluded = files.exclusion(path);
  return [
    { type: "unresolved", reason: excluded === undefined ? "missing" : `excluded: ${excluded}` },
  ];
}

function targetsOf(record: ImportRecord, found: readonly Found[], isInCode: boolean): Target[] {
  const targets = new Map<string, Target>();
  for (const [index, item] of found.entries()) {
    if (item.type === "own") continue;
    if (item.type === "missing") {
      if (!isInCode) targets.set("missing", { type: "unresolved", reason: "missing" });
      continue;
    }
    if (item.type === "package") {
      targets.set(`package ${item.name}`, item);
      continue;
    }
    const { module } = item;
    const known = targets.get(module.file);
    const target =
      known?.type === "file"
        ? known
        : { type: "file" as const, path: module.file, names: [], imported: [] };
    const name = record.names[index];
    const imported = record.imported[index];
    targets.set(module.file, {
      ...target,
      names: name === undefined ? target.names : [...target.names, name],
      imported: imported === undefined ? target.imported : [...target.imported, imported],
      ...(module.inferred && { rule: "layout" }),
    });
  }
  return [...targets.values()];
}

class PathResolver {
  readonly #files: FileSet;
  readonly #packages: readonly CargoPackage[];
  readonly #tree: ModuleTree;
  readonly #libraries = new Map<string, Module>();

  constructor(files: FileSet, packages: readonly CargoPackage[], tree: ModuleTree) {
    this.#files = files;
    this.#packages = packages;
    this.#tree = tree;
    for (const { library, directory } of packages) {
      const module = library === undefined ? undefined : tree.modulesOf(library.root)[0];
      if (module !== undefined) this.#libraries.set(directory, module);
    }
  }

  resolve(from: string, segments: readonly string[], depth = 0): Found {
    const [first = "", ...rest] = segments;
    if (first.startsWith("::")) return this.#global(from, first.slice(2), rest);
    for (const own of this.#tree.modulesOf(from)) {
      const start = this.#start(own, first, rest);
      if (start !== undefined) return start;
    }
    return this.#byName(from, first, rest, depth);
  }

  /** From `crate`, `self`, `super` or a child of the module. */
  #start(own: Module, first: string, rest: readonly string[]): Found | undefined {
    const root = own.root ?? own;
    if (first === "crate" || first === "$crate") return descend(root, rest);
    if (first === "self") return descend(own, rest);
    if (first === "super") {
      let module = own.parent;
      let at = 0;
      for (; rest[at] === "super"; at++) module = module?.parent;
      return module === undefined ? undefined : descend(module, rest.slice(at));
    }
    return own.children.has(first) ? descend(own, [first, ...rest]) : undefined;
  }

  #byName(from: string, first: string, rest: readonly string[], depth: number): Found {
    if (first === "super" || first === "crate") return { type: "missing" };
    const record = this.#files.record(from);
    const alias = record?.imports.find(
      ({ names, specifier }) => names.includes(first) && specifier !== first,
    );
    if (alias !== undefined && !alias.specifier.startsWith("mod ") && depth < 6) {
      const name = alias.imported[alias.names.indexOf(first)];
      const inner = name === undefined ? rest : [name, ...rest];
      return this.resolve(from, [...segmentsOf(alias.specifier), ...inner], depth + 1);
    }
    const crate = this.#global(from, first, rest);
    if (crate.type !== "missing") return crate;
    if (record?.symbols.some((symbol) => symbol.name === first) === true) return { type: "own" };
    // The 2015 edition takes paths from the crate's root.
    for (const { root } of this.#tree.modulesOf(from)) {
      if (root?.children.has(first) === true) return descend(root, [first, ...rest]);
    }
    return { type: "missing" };
  }

  #global(from: string, first: string, rest: readonly string[]): Found {
    const crate = this.#crate(from, first);
    if (crate === undefined) return { type: "missing" };
    return "file" in crate ? descend(crate, rest, true) : crate;
  }

  #crate(from: string, name: string): Module | Found | undefined {
    if (standardCrates.has(name)) return { type: "package", name, builtin: true };
    const own = this.#packageOf(from);
    const dependency = own?.dependencies.get(name);
    if (dependency !== undefined) {
      const local = this.#localPackage(dependency.directory, dependency.package);
      const module = local === undefined ? undefined : this.#libraries.get(local.directory);
      return module ?? { type: "package", name: dependency.package, builtin: false };
    }
    // Programs, tests and examples use the library of their own package by its name.
    if (own?.library?.name === name) return this.#libraries.get(own.directory);
    const named = this.#packages.find((item) => item.library?.name === name);
    return named === undefined ? undefined : this.#libraries.get(named.directory);
  }

  #localPackage(directory: string | undefined, name: string): CargoPackage | undefined {
    if (directory !== undefined) return this.#packages.find((item) => item.directory === directory);
    return this.#packages.find((item) => codeName(item.name) === codeName(name));
  }

  #packageOf(from: string): CargoPackage | undefined {
    let best: CargoPackage | undefined;
    for (const item of this.#packages) {
      const holds = item.directory === "" || from.startsWith(`${item.directory}/`);
      if (holds && item.directory.length >= (best?.directory.length ?? 0)) best = item;
    }
    return best;
  }
}

/** Goes down as far as the path names modules; from another crate only public ones are seen. */
function descend(module: Module, path: readonly string[], isForeign = false): Found {
  let at = module;
  for (const part of path) {
    const child = at.children.get(part);
    if (child === undefined || (isForeign && !child.isPublic)) break;
    at = child;
  }
  return { type: "module", module: at };
}

function segmentsOf(specifier: string): string[] {
  if (specifier === "") return [];
  const parts = specifier.replace(/^::/, "").split("::");
  return specifier.startsWith("::") ? [`::${parts[0] ?? ""}`, ...parts.slice(1)] : parts;
}
