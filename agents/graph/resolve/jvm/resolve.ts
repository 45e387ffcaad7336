import type { ImportRecord } from "../../parse/record.ts";
import { declaredNames, nearest, type Declaration, type DeclaredNames } from "../declared/index.ts";
import type { FileSet } from "../file-set.ts";
import { baseOf, directoryOf } from "../paths.ts";
import type { Resolver, Target } from "../resolver.ts";
import {
  isStandard,
  libraryNamer,
  sourceRoots,
  typePaths,
  type LibraryNamer,
} from "./libraries.ts";

/** What decides how the names of one file are looked up. */
interface Scope {
  packageName: string;
  /** Names that the file itself defines or imports one by one. */
  taken: ReadonlySet<string>;
  /** Names in the code, and `.name` for members that may be extensions. */
  mentions: readonly string[];
  /** The first parts of the names in the code. */
  simpleNames: ReadonlySet<string>;
}

interface World {
  files: FileSet;
  names: DeclaredNames;
  roots: ReadonlySet<string>;
  library: LibraryNamer;
  isKotlin: boolean;
  scopeOf: (path: string) => Scope;
  /** Types that have a function of a name as a member, so that a call may mean that one. */
  members: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Imports of Java and Kotlin files by full name, as the compilers look them up: what the file
 * defines or imports by name, its own package, then whole packages. An import of a whole package
 * leads to the files of it that the code names; a name of the file's own package needs no import.
 * A Kotlin function that several files define leads to all of them. Extensions of the own package
 * are found by their name alone, and only when no type that the file names has such a member.
 */
export function jvmResolver(files: FileSet, language: "java" | "kotlin"): Resolver {
  const world = worldOf(files, language === "kotlin");
  return (from, record) => {
    const { specifier, kind } = record;
    if (specifier.startsWith("module ")) return moduleTargets(world, from, specifier.slice(7));
    if (kind === "reference" || !specifier.includes(".")) return mentioned(world, from, record);
    if (specifier.endsWith(".*")) return wholePackage(world, from, specifier.slice(0, -2));
    return named(world, from, record);
  };
}

function worldOf(files: FileSet, isKotlin: boolean): World {
  const sources = files.paths.filter((path) => /\.(?:java|kt)$/.test(path));
  const names = declaredNames(files, sources, ".");
  const scopes = new Map<string, Scope>();
  const members = new Map<string, Set<string>>();
  for (const path of isKotlin ? sources : []) {
    for (const { kind, name, local, parent = "" } of files.record(path)?.symbols ?? []) {
      if (kind !== "method" || local) continue;
      members.set(name, (members.get(name) ?? new Set()).add(parent));
    }
  }
  return {
    files,
    names,
    isKotlin,
    members,
    roots: sourceRoots(
      sources.map((path) => [directoryOf(path), names.namespacesOf(path)[0] ?? ""] as const),
    ),
    library: libraryNamer(files),
    scopeOf(path) {
      const known = scopes.get(path);
      if (known !== undefined) return known;
      const scope = scopeIn(files, names, path);
      scopes.set(path, scope);
      return scope;
    },
  };
}

function scopeIn(files: FileSet, names: DeclaredNames, path: string): Scope {
  const record = files.record(path);
  const taken = new Set<string>();
  const mentions: string[] = [];
  for (const { name, local } of record?.symbols ?? []) if (!local) taken.add(name);
  for (const { kind, specifier, names: bound } of record?.imports ?? []) {
    if (kind === "reference" || !specifier.includes(".")) mentions.push(specifier);
    else for (const name of bound) taken.add(name);
  }
  const simpleNames = new Set(mentions.map((mention) => mention.split(".", 1)[0] ?? ""));
  return { packageName: names.namespacesOf(path)[0] ?? "", taken, mentions, simpleNames };
}

/** `import a.b.C`, with members of `C` behind it or not. */
function named(world: World, from: string, record: ImportRecord): Target[] {
  const { specifier, names, imported } = record;
  const found = lookUp(world, from, specifier);
  if (found === undefined) return [outside(world, specifier)];
  return found.map((path) => ({ type: "file", path, names, imported }));
}

/** The files that define what a full name begins with, without the asking one. */
function lookUp(world: World, from: string, name: string): readonly string[] | undefined {
  const parts = name.split(".");
  for (let at = parts.length - 1; at > 0; at--) {
    const packageName = parts.slice(0, at).join(".");
    const simple = parts[at] ?? "";
    const found = world.names.declaring(packageName, simple);
    if (found.length > 0) return filesOf(from, found);
    const facade = facadeOf(world, packageName, simple);
    if (facade !== undefined) return [facade];
  }
  return undefined;
}

/** Java calls the functions of `text.kt` members of a class `TextKt`. */
function facadeOf({ names }: World, packageName: string, simple: string): string | undefined {
  const stem = /^(\w+)Kt$/.exec(simple)?.[1]?.toLowerCase();
  if (stem === undefined) return undefined;
  return names.filesOf(packageName).find((path) => baseOf(path).toLowerCase() === `${stem}.kt`);
}

/** Several files may define a function of one name; of a type one of them is meant. */
function filesOf(from: string, declarations: readonly Declaration[]): readonly string[] {
  const paths = [...new Set(declarations.map(({ path }) => path))].filter((path) => path !== from);
  const best = nearest(from, paths);
  if (best === undefined || paths.length === 1) return paths;
  const isOpen = declarations.every(({ symbol }) => isFunction(symbol.kind));
  return isOpen ? paths.filter((path) => directoryOf(path) === directoryOf(best)) : [best];
}

function isFunction(kind: string): boolean {
  return kind === "function" || kind === "extension";
}

function wholePackage(world: World, from: string, name: string): Target[] {
  const inside = lookUp(world, from, name);
  if (inside !== undefined) return fileTargets(new Map(inside.map((path) => [path, ["*"]])));
  if (!world.names.has(name)) return [outside(world, `${name}.*`)];
  const { taken, packageName, mentions } = world.scopeOf(from);
  const found = new Map<string, string[]>();
  for (const mention of mentions) {
    const simple = mention.replace(/^\./, "").split(".", 1)[0] ?? "";
    if (taken.has(simple) || visible(world, from, packageName, mention).length > 0) continue;
    for (const path of visible(world, from, name, mention)) append(found, path, simple);
  }
  return fileTargets(found);
}

/** The files of a package that define what a mention names, as far as the file may see it. */
function visible(
  world: World,
  from: string,
  packageName: string,
  mention: string,
): readonly string[] {
  const isMember = mention.startsWith(".");
  const simple = mention.replace(/^\./, "").split(".", 1)[0] ?? "";
  if (isMember && mayBeMember(world, from, simple)) return [];
  const found = world.names.declaring(packageName, simple).filter(({ path, symbol }) => {
    if (symbol.visibility === "private" && path !== from) return false;
    if (!world.isKotlin) return /^[A-Z_]|^\w*[A-Z]/.test(simple) && !isFunction(symbol.kind);
    return isMember === (symbol.kind === "extension");
  });
  // Files without a package do not see those of other directories.
  const near = found.filter(
    ({ path }) => packageName !== "" || directoryOf(path) === directoryOf(from),
  );
  if (near.some(({ path }) => path === from)) return [];
  const paths = filesOf(from, near);
  // Of extensions in several files only the types can tell which is meant.
  return isMember && paths.length > 1 ? [] : paths;
}

/** Whether a type that the file names or defines has such a member. */
function mayBeMember({ members, scopeOf }: World, from: string, name: string): boolean {
  const owners = members.get(name);
  if (owners === undefined) return false;
  const { taken, simpleNames } = scopeOf(from);
  return [...owners].some((owner) => taken.has(owner) || simpleNames.has(owner));
}

/** A name in the code: of the own package, or a full one. */
function mentioned(world: World, from: string, record: ImportRecord): Target[] {
  const { specifier } = record;
  const { packageName, taken } = world.scopeOf(from);
  const simple = specifier.replace(/^\./, "").split(".", 1)[0] ?? "";
  if (taken.has(simple)) return [];
  const own = visible(world, from, packageName, specifier);
  const isDotted = specifier.includes(".") && !specifier.startsWith(".");
  const paths = own.length > 0 || !isDotted ? own : (lookUp(world, from, specifier) ?? []);
  const rule = specifier.startsWith(".") ? ({ rule: "name" } as const) : {};
  return paths
    .filter((path) => path !== from)
    .map((path) => ({ type: "file", path, names: [simple], imported: [simple], ...rule }));
}

function outside({ files, names, roots, library }: World, specifier: string): Target {
  const path = specifier.replace(/\.\*$/, "");
  const packageName = packageOf(specifier);
  if (isStandard(path)) return { type: "package", name: packageName, builtin: true };
  for (const place of typePaths(roots, path)) {
    const reason = files.exclusion(place);
    if (reason !== undefined) return { type: "unresolved", reason: `excluded: ${reason}` };
  }
  const name = library(packageName);
  const isOurs = name === packageName && names.isWithin(packageName);
  if (isOurs || names.has(packageName)) return { type: "unresolved", reason: "missing" };
  return { type: "package", name, builtin: false };
}

/** The package of a full name: what stands before the first part that is written like a type. */
function packageOf(specifier: string): string {
  const parts = specifier.replace(/\.\*$/, "").split(".");
  const type = parts.findIndex((part, index) => index > 0 && /^[A-Z]/.test(part));
  if (type > 0) return parts.slice(0, type).join(".");
  return specifier.endsWith(".*") ? parts.join(".") : parts.slice(0, -1).join(".");
}

/** `requires a.b` of a module declaration. */
function moduleTargets({ files }: World, from: string, name: string): Target[] {
  if (/^(?:java|jdk)\./.test(name)) return [{ type: "package", name, builtin: true }];
  const path = files.paths.find(
    (other) =>
      other.endsWith("module-info.java") &&
      files
        .record(other)
        ?.symbols.some((symbol) => symbol.kind === "module" && symbol.name === name),
  );
  if (path === undefined) return [{ type: "package", name, builtin: false }];
  return path === from ? [] : [{ type: "file", path, names: [], imported: [] }];
}

function fileTargets(found: ReadonlyMap<string, string[]>): Target[] {
  return [...found].map(([path, names]) => ({
    type: "file",
    path,
    names,
    imported: [...names],
  }));
}

function append(map: Map<string, string[]>, key: string, item: string): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [item]);
  else known.push(item);
}
