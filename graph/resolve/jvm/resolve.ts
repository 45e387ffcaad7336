import type { ImportRecord, SymbolRecord } from "../../parse/record.ts";
import { declaredNames, nearest, type Declaration, type DeclaredNames } from "../declared/index.ts";
import type { FileSet } from "../file-set.ts";
import { directoryOf } from "../paths.ts";
import type { Resolver, Target } from "../resolver.ts";
import { meantExtensions, ownExtensions, type Held, type Receivers } from "./extensions.ts";
import { facadesOf, type Facades } from "./facades.ts";
import { maySee } from "./platforms.ts";
import { typeTable, type TypeTable } from "./type-table.ts";
import { javaModules, moduleTargets, type JavaModules } from "./java-modules.ts";
import { libraryNamer, moduleNamer, sourceRoots, type LibraryNamer } from "./libraries.ts";
import { outside, type Surroundings } from "./outside.ts";

/** A name in the code. */
interface Mentioned {
  /** The first part of the name. */
  name: string;
  /** It is used on something, as in `.name`. */
  isMember: boolean;
}

/** What decides how the names of one file are looked up. */
interface Scope extends Held {
  packageName: string;
  /** Names that the file imports one by one. */
  imported: ReadonlySet<string>;
  /** Names in the code. */
  mentions: readonly ImportRecord[];
}

interface World extends Surroundings {
  isKotlin: boolean;
  scopeOf: (path: string) => Scope;
  receivers: Receivers;
  facades: Facades;
  modules: JavaModules;
  moduleLibrary: LibraryNamer;
}

/**
 * Imports of Java and Kotlin files by full name, as the compilers look them up: what the file
 * defines or imports by name, its own package, then whole packages. An import of a whole package
 * leads to the files of it that the code names; a name of the file's own package needs no import.
 * A Kotlin function that several files define leads to all of them. Extensions of the own package
 * are found by their name alone, and only when no type that the file names has such a member.
 */
export function jvmResolver(
  files: FileSet,
  language: "java" | "kotlin",
  members: ReadonlySet<string> = new Set(),
): Resolver {
  const world = worldOf(files, language === "kotlin", members);
  return (from, record) => {
    const { specifier, kind } = record;
    if (specifier.startsWith("module ")) return wholeModule(world, from, specifier.slice(7));
    if (kind === "reference" || !specifier.includes(".")) return inCode(world, from, record);
    if (specifier.endsWith(".*")) return wholePackage(world, from, specifier.slice(0, -2));
    return named(world, from, record);
  };
}

function worldOf(files: FileSet, isKotlin: boolean, members: ReadonlySet<string>): World {
  const sources = files.paths.filter((path) => /\.(?:java|kt)$/.test(path));
  const names = declaredNames(files, sources, ".");
  const scopes = new Map<string, Scope>();
  const types = typeTable(files, isKotlin ? sources : []);
  const library = libraryNamer(files);
  return {
    files,
    names,
    isKotlin,
    receivers: { files, types, library: members },
    facades: facadesOf(files, names),
    roots: sourceRoots(
      sources.map((path) => [directoryOf(path), names.namespacesOf(path)[0] ?? ""] as const),
    ),
    library,
    moduleLibrary: moduleNamer(files, library),
    modules: javaModules(files, names, sources),
    scopeOf(path) {
      const known = scopes.get(path);
      if (known !== undefined) return known;
      const scope = scopeIn(files, names, types, path);
      scopes.set(path, scope);
      return scope;
    },
  };
}

function scopeIn(files: FileSet, names: DeclaredNames, types: TypeTable, path: string): Scope {
  const record = files.record(path);
  const defined = new Set<string>();
  const imported = new Set<string>();
  const mentions: ImportRecord[] = [];
  for (const { name, local } of record?.symbols ?? []) if (!local) defined.add(name);
  for (const each of record?.imports ?? []) {
    if (each.kind === "reference" || !each.specifier.includes(".")) mentions.push(each);
    else for (const name of each.names) imported.add(name);
  }
  const mentioned = new Set(imported);
  const given = new Set<string>();
  for (const each of mentions) {
    const { name, isMember } = mentionedIn(each);
    if (!isMember) mentioned.add(name);
    for (const type of types.given(name)) given.add(type);
  }
  for (const name of imported) for (const type of types.given(name)) given.add(type);
  const packageName = names.namespacesOf(path)[0] ?? "";
  return { packageName, defined, imported, mentions, mentioned, given };
}

/** Whether an import by name or a definition of the file comes before what other files have. */
function isTaken({ defined, imported }: Scope, { name, isMember }: Mentioned): boolean {
  return imported.has(name) || (!isMember && defined.has(name));
}

function mentionedIn({ specifier }: ImportRecord): Mentioned {
  const isMember = specifier.startsWith(".");
  return { name: specifier.slice(isMember ? 1 : 0).split(".", 1)[0] ?? "", isMember };
}

/** `import a.b.C`, optionally followed by members of `C`. */
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
    const all = world.names.declaring(packageName, simple);
    const seen = all.filter(({ path }) => maySee(from, path));
    const found = seen.length > 0 ? seen : all;
    if (found.length > 0) {
      const isOwn = found.some(({ path, symbol }) => path === from && !isFunction(symbol.kind));
      if (isOwn) return [];
      const paths = filesOf(from, found);
      return at === parts.length - 1 ? withExpected(paths, found) : paths;
    }
    const facade = facadeIn(world, from, packageName, parts.slice(at));
    if (facade.length > 0) return facade;
  }
  return undefined;
}

/** The Kotlin files of a class that only Java sees: those with the member, when one is named. */
function facadeIn(
  { facades, names }: World,
  from: string,
  packageName: string,
  [simple = "", member]: readonly string[],
): readonly string[] {
  const paths = facades(packageName, simple).filter((path) => path !== from);
  if (member === undefined) return paths;
  const declaring = new Set(names.declaring(packageName, member).map(({ path }) => path));
  const meant = paths.filter((path) => declaring.has(path));
  return meant.length > 0 ? meant : paths;
}

/** An import of what is `actual` on the own platform names what is `expect` in common as well. */
function withExpected(paths: readonly string[], found: readonly Declaration[]): readonly string[] {
  const isActual = found.some(({ path, symbol }) => paths.includes(path) && has("actual", symbol));
  if (!isActual) return paths;
  const expected = found.filter(({ symbol }) => has("expect", symbol)).map(({ path }) => path);
  return [...new Set([...paths, ...expected])];
}

/** Whether a declaration has a modifier before its name. */
function has(modifier: string, { name, signature }: SymbolRecord): boolean {
  const before = signature.slice(0, Math.max(0, signature.indexOf(name)));
  return before.split(" ").includes(modifier);
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
  return fileTargets(meantIn(world, from, [name]));
}

/**
 * `import module a.b`: its declaration, and of the packages that it exports the files that the code
 * names. Imports by name and of whole packages come before it.
 */
function wholeModule(world: World, from: string, name: string): Target[] {
  const { modules, moduleLibrary, files, names } = world;
  const declared = moduleTargets(modules, moduleLibrary, from, name);
  if (from.endsWith("module-info.java") || modules.named(name) === undefined) return declared;
  const packages = (files.record(from)?.imports ?? [])
    .filter(({ specifier, kind }) => kind !== "reference" && specifier.endsWith(".*"))
    .map(({ specifier }) => specifier.slice(0, -2));
  const found = meantIn(world, from, modules.packagesFor(from, name), (simple) =>
    packages.some((other) => names.declaring(other, simple).length > 0),
  );
  return [...declared, ...fileTargets(found)];
}

/** The files of packages that define what the code names and nothing nearer does. */
function meantIn(
  world: World,
  from: string,
  packages: readonly string[],
  isNearer: (simple: string) => boolean = () => false,
): Map<string, string[]> {
  const scope = world.scopeOf(from);
  const { packageName, mentions } = scope;
  const found = new Map<string, string[]>();
  for (const mention of mentions) {
    const parts = mentionedIn(mention);
    const simple = parts.name;
    if (isTaken(scope, parts) || visible(world, from, packageName, mention).length > 0) continue;
    if (isNearer(simple)) continue;
    for (const name of packages) {
      const paths = visible(world, from, name, mention);
      const all = world.names.declaring(name, simple);
      for (const path of withExpected(paths, all)) append(found, path, simple);
    }
  }
  return found;
}

/** The files of a package that define what a mention names, as far as the file may see it. */
function visible(
  world: World,
  from: string,
  packageName: string,
  mention: ImportRecord,
): readonly string[] {
  const { name, isMember } = mentionedIn(mention);
  const found = world.names.declaring(packageName, name).filter(({ path, symbol }) => {
    if (symbol.visibility === "private" && path !== from) return false;
    if (world.isKotlin && !maySee(from, path)) return false;
    // Files without a package do not see those of other directories.
    if (packageName === "" && directoryOf(path) !== directoryOf(from)) return false;
    return world.isKotlin || (/[A-Z_]/.test(name) && !isFunction(symbol.kind));
  });
  const plain = found.filter(({ symbol }) => symbol.kind !== "extension");
  const extensions = found.filter(({ symbol }) => symbol.kind === "extension");
  const meant = isMember
    ? meantExtensions(world.receivers, from, name, extensions, world.scopeOf(from))
    : plain.length > 0
      ? plain
      : ownExtensions(world.receivers, from, extensions);
  return meant.some(({ path }) => path === from) ? [] : filesOf(from, meant);
}

/** A name in the code: of the own package, or a full one. */
function inCode(world: World, from: string, record: ImportRecord): Target[] {
  const { specifier } = record;
  const scope = world.scopeOf(from);
  const parts = mentionedIn(record);
  const { name: simple, isMember } = parts;
  if (isTaken(scope, parts)) return [];
  const own = visible(world, from, scope.packageName, record);
  const isFull = specifier.includes(".") && !isMember;
  const facadeHere = (): readonly string[] =>
    world.isKotlin ? [] : facadeIn(world, from, scope.packageName, specifier.split("."));
  const paths =
    own.length > 0 ? own : isFull ? (lookUp(world, from, specifier) ?? []) : facadeHere();
  const rule = isMember ? ({ rule: "name" } as const) : {};
  return paths
    .filter((path) => path !== from)
    .map((path) => ({ type: "file", path, names: [simple], imported: [simple], ...rule }));
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
