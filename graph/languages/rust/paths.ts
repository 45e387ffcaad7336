import type { FileSet } from "../../resolve/file-set.ts";
import type { CargoPackage } from "./cargo.ts";
import { CrateNames } from "./crate-names.ts";
import type { Module, ModuleTree } from "./module-tree.ts";

/** Modules that a path leads to, or what is known of a path that leads to none. */
export type Found =
  | {
      type: "modules";
      /** More than one where conditions choose. */
      modules: readonly Module[];
      /** The path names nothing after them. */
      isWhole: boolean;
    }
  | { type: "package"; name: string; builtin: boolean }
  | { type: "own" }
  | { type: "missing" };

/** A path that a `use` of a module brings in. */
interface Passed {
  readonly segments: readonly string[];
  /** Other crates see it too. */
  readonly isPublic: boolean;
}

/** What a module takes in by its `use`: by name, and all that another module holds. */
interface PassedOn {
  readonly named: ReadonlyMap<string, readonly Passed[]>;
  readonly globs: readonly Passed[];
}

/** A module of which another one takes in all. */
interface Glob {
  readonly target: Module;
  readonly isPublic: boolean;
}

/** Enums whose variants `use` can take without saying where they come from. */
const preludeEnums: ReadonlySet<string> = new Set(["Option", "Result"]);

/** Resolves paths as code writes them, from a file of the crates of a repository. */
export class PathResolver {
  readonly #files: FileSet;
  readonly #tree: ModuleTree;
  readonly #crates: CrateNames;
  readonly #uses = new Map<Module, PassedOn>();
  readonly #globs = new Map<Module, Glob[]>();
  readonly #named = new Map<Module, Map<string, readonly Module[]>>();
  /** Names that are being followed, for they may lead back to themselves. */
  readonly #followed = new Set<string>();

  constructor(files: FileSet, packages: readonly CargoPackage[], tree: ModuleTree) {
    this.#files = files;
    this.#tree = tree;
    this.#crates = new CrateNames(packages, tree);
  }

  /** The modules that a path leads to, as the file's own module would write it. */
  resolve(from: string, segments: readonly string[]): Found {
    const [first = "", ...rest] = segments;
    if (first.startsWith("::")) return this.#global(from, first.slice(2), rest);
    for (const own of this.#tree.modulesOf(from)) {
      const start = this.#start(own, first, rest);
      if (start !== undefined) return start;
    }
    return this.#byName(from, first, rest);
  }

  /** From `crate`, `self`, `super` or a child of the module. */
  #start(own: Module, first: string, rest: readonly string[]): Found | undefined {
    const home = rootOf(own);
    if (first === "crate" || first === "$crate") return this.#descend(home, rest, home);
    if (first === "self" || first === "super") {
      const ups = first === "super" ? [first, ...rest] : rest;
      const start = ups.findIndex((part) => part !== "super");
      const count = start < 0 ? ups.length : start;
      let module: Module | undefined = own;
      for (let up = 0; up < count; up++) module = module?.parent;
      return module === undefined ? undefined : this.#descend(module, ups.slice(count), home);
    }
    return own.children.has(first) ? this.#descend(own, [first, ...rest], home) : undefined;
  }

  #byName(from: string, first: string, rest: readonly string[]): Found {
    if (first === "super" || first === "crate") return { type: "missing" };
    const record = this.#files.record(from);
    const alias = record?.imports.find(
      ({ names, specifier }) => names.includes(first) && specifier !== first,
    );
    const key = `${from}\n${first}`;
    if (alias !== undefined && !alias.specifier.startsWith("mod ") && !this.#followed.has(key)) {
      const name = alias.imported[alias.names.indexOf(first)];
      const inner = name === undefined ? rest : [name, ...rest];
      this.#followed.add(key);
      const found = this.resolve(from, [...segmentsOf(alias.specifier), ...inner]);
      this.#followed.delete(key);
      return found;
    }
    const crate = this.#ofCrate(from, first, rest);
    if (crate.type !== "missing") return crate;
    for (const own of this.#tree.modulesOf(from)) {
      if (this.#passedOn(own, first, false).length === 0) continue;
      return this.#descend(own, [first, ...rest], rootOf(own));
    }
    if (record?.symbols.some((symbol) => symbol.name === first) === true) return { type: "own" };
    const found = this.#fromRoot(from, first, rest);
    const isPrelude = found.type === "missing" && preludeEnums.has(first);
    return isPrelude ? { type: "package", name: "std", builtin: true } : found;
  }

  /** `::a::b` */
  #global(from: string, first: string, rest: readonly string[]): Found {
    const crate = this.#ofCrate(from, first, rest);
    return crate.type === "missing" ? this.#fromRoot(from, first, rest) : crate;
  }

  /** The 2015 edition takes paths from the crate's root. */
  #fromRoot(from: string, first: string, rest: readonly string[]): Found {
    for (const own of this.#tree.modulesOf(from)) {
      const root = rootOf(own);
      if (this.#within(root, first, root).length === 0) continue;
      return this.#descend(root, [first, ...rest], root);
    }
    return { type: "missing" };
  }

  #ofCrate(from: string, first: string, rest: readonly string[]): Found {
    const crate = this.#crates.find(from, first);
    if (crate === undefined) return { type: "missing" };
    if ("file" in crate) return this.#descend(crate, rest, undefined);
    return { type: "package", ...crate };
  }

  /** Goes down as far as the path names modules; other crates than `home` show public ones only. */
  #descend(start: Module, path: readonly string[], home: Module | undefined): Found {
    let at: readonly Module[] = [start];
    for (const part of path) {
      const next = new Set(at.flatMap((module) => this.#within(module, part, home)));
      if (next.size === 0) return { type: "modules", modules: at, isWhole: false };
      at = [...next];
    }
    return { type: "modules", modules: at, isWhole: true };
  }

  /** The modules of a name in a module: its own, else those that it passes on. */
  #within(module: Module, name: string, home: Module | undefined): Module[] {
    const isForeign = rootOf(module) !== home;
    const own = visible(module.children.get(name), isForeign);
    return own.length > 0 ? own : this.#passedOn(module, name, isForeign);
  }

  /** The modules of a name that a module takes in by name, else with all of another module. */
  #passedOn(module: Module, name: string, isForeign: boolean): Module[] {
    const found = new Set<Module>(this.#byUse(module, name, isForeign));
    const visited = new Set([module]);
    const left = found.size > 0 ? [] : this.#globsOf(module, isForeign);
    for (const target of left) {
      if (visited.has(target)) continue;
      visited.add(target);
      const isOther = isForeign || rootOf(target) !== rootOf(module);
      const own = visible(target.children.get(name), isOther);
      const held = own.length > 0 ? own : this.#byUse(target, name, isOther);
      for (const item of held) found.add(item);
      if (held.length === 0) left.push(...this.#globsOf(target, isOther));
    }
    return [...found];
  }

  #byUse(module: Module, name: string, isForeign: boolean): readonly Module[] {
    const uses = this.#usesOf(module).named.get(name) ?? [];
    const passed = isForeign ? uses.filter(({ isPublic }) => isPublic) : uses;
    if (passed.length === 0) return [];
    const key = `${name} ${isForeign}`;
    const kept = this.#named.get(module) ?? new Map<string, readonly Module[]>();
    this.#named.set(module, kept);
    const known = kept.get(key);
    if (known !== undefined) return known;
    kept.set(key, []);
    const found = passed.flatMap(({ segments }) => this.#whole(module, segments));
    kept.set(key, found);
    return found;
  }

  #globsOf(module: Module, isForeign: boolean): Module[] {
    let globs = this.#globs.get(module);
    if (globs === undefined) {
      // The later ones may need what the earlier ones bring in.
      globs = [];
      this.#globs.set(module, globs);
      for (const { segments, isPublic } of this.#usesOf(module).globs) {
        for (const target of this.#whole(module, segments)) globs.push({ target, isPublic });
      }
    }
    return globs.filter(({ isPublic }) => isPublic || !isForeign).map(({ target }) => target);
  }

  #whole(module: Module, segments: readonly string[]): readonly Module[] {
    const found = this.resolve(module.file, segments);
    return found.type === "modules" && found.isWhole ? found.modules : [];
  }

  #usesOf(module: Module): PassedOn {
    const known = this.#uses.get(module);
    if (known !== undefined) return known;
    const named = new Map<string, Passed[]>();
    const globs: Passed[] = [];
    const record = this.#files.record(module.file);
    const blocks = (record?.symbols ?? []).filter(
      ({ kind, depth, local }) => kind === "module" && depth === 0 && !local,
    );
    for (const { specifier, names, imported, kind, line } of record?.imports ?? []) {
      if (names.length === 0 || /^(?:mod|include) /.test(specifier)) continue;
      const block = blocks.find((item) => item.line <= line && line <= item.endLine);
      if (block?.name !== module.inner[0]) continue;
      const isPublic = kind === "reexport";
      for (const [index, name] of names.entries()) {
        const last = imported[index];
        const base = segmentsOf(specifier);
        const segments = last === undefined || last === "*" ? base : [...base, last];
        if (name === "*") globs.push({ segments, isPublic });
        else named.set(name, [...(named.get(name) ?? []), { segments, isPublic }]);
      }
    }
    const found = { named, globs };
    this.#uses.set(module, found);
    return found;
  }
}

/** Other crates see public modules only. */
function visible(modules: readonly Module[] | undefined, isForeign: boolean): Module[] {
  return (modules ?? []).filter(({ isPublic }) => isPublic || !isForeign);
}

function rootOf(module: Module): Module {
  return module.root ?? module;
}

/** The parts of a path as an import record has it; `::` in front stays with the first. */
export function segmentsOf(specifier: string): string[] {
  if (specifier === "") return [];
  const parts = specifier.replace(/^::/, "").split("::");
  return specifier.startsWith("::") ? [`::${parts[0] ?? ""}`, ...parts.slice(1)] : parts;
}
