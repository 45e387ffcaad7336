import type { ImportRecord } from "../../parse/record.ts";
import { composerAutoload, type Autoload } from "../../resolve/composer/index.ts";
import { declaredNames, nearest, type DeclaredNames } from "../../resolve/declared/index.ts";
import type { FileSet } from "../../resolve/file-set.ts";
import { directoryOf, joinInside } from "../../resolve/paths.ts";
import type { Resolver, Target } from "../../resolve/resolver.ts";
import { languageOf } from "../names.ts";
import { isStandardName } from "./vocabulary.ts";

interface World {
  files: FileSet;
  names: DeclaredNames;
  autoload: Autoload;
  scopeOf: (path: string) => Scope;
}

/** What the `use` statements of a file bind. */
interface Scope {
  types: ReadonlyMap<string, string>;
  functions: ReadonlyMap<string, string>;
}

/**
 * Imports of PHP files. Names are made full by the rules of the language (`use`, the file's
 * namespace, a leading separator); classes are then found as Composer does, by PSR-4, PSR-0 and at
 * last by who declares them, functions by who declares them. Included paths lead from the file's
 * own directory, or from the root when the search path decides.
 */
export function phpResolver(files: FileSet): Resolver {
  const sources = files.paths.filter(
    (path) => files.record(path) !== undefined && languageOf(path, files.text(path)) === "php",
  );
  const scopes = new Map<string, Scope>();
  const names = declaredNames(files, sources, "\\");
  const world: World = {
    files,
    names,
    autoload: composerAutoload(files),
    scopeOf(path) {
      const scope = scopes.get(path) ?? scopeIn(files, path);
      scopes.set(path, scope);
      return scope;
    },
  };
  return (from, record) => {
    const { kind, specifier } = record;
    if (kind === "require" || kind === "lazy") return included(world, from, record);
    if (specifier.endsWith("()")) return called(world, from, record);
    return isMention(record) ? mentioned(world, from, record) : used(world, from, record);
  };
}

/** A name in the code, and not in a `use` statement, whose names are never as short as it binds. */
function isMention({ kind, names, specifier }: ImportRecord): boolean {
  return kind === "reference" || names.length === 0 || names[0] === specifier;
}

function scopeIn(files: FileSet, path: string): Scope {
  const types = new Map<string, string>();
  const functions = new Map<string, string>();
  for (const record of files.record(path)?.imports ?? []) {
    const { specifier, names: bound, kind } = record;
    if (kind !== "static" || isMention(record) || specifier.startsWith("const ")) continue;
    const table = specifier.startsWith("function ") ? functions : types;
    table.set((bound[0] ?? "").toLowerCase(), specifier.replace(/^(?:function )?\\?/, ""));
  }
  return { types, functions };
}

function used(world: World, from: string, record: ImportRecord): Target[] {
  const { specifier, names, imported } = record;
  const isType = !/^(?:function|const) /.test(specifier);
  const name = specifier.replace(/^(?:(?:function|const) )?\\?/, "");
  const path = isType ? findType(world, from, name) : findOther(world, from, name);
  if (path === from) return [];
  if (path !== undefined) return [{ type: "file", path, names, imported }];
  // Functions and constants of no namespace come with PHP or with an extension of it.
  if (!isType && !name.includes("\\")) return [{ type: "package", name: "php", builtin: true }];
  // A namespace is bound so that the names in it can be written shorter: those are mentions.
  if (isType && isNamespace(world, name)) return [];
  return [outside(world, name)];
}

function mentioned(world: World, from: string, record: ImportRecord): Target[] {
  const { specifier } = record;
  const scope = world.scopeOf(from);
  const simple = specifier.slice(specifier.lastIndexOf("\\") + 1);
  if (!specifier.includes("\\") && scope.types.has(simple.toLowerCase())) return [];
  const name = fullName(specifier, world.names.namespaceAt(from, record.line), scope.types);
  const path = findType(world, from, name);
  if (path === from) return [];
  if (path !== undefined) return [{ type: "file", path, names: [simple], imported: [simple] }];
  const isFull = name.includes("\\") && specifier.includes("\\");
  return isFull ? [outside(world, name)] : [];
}

function fullName(
  specifier: string,
  namespace: string,
  types: ReadonlyMap<string, string>,
): string {
  if (specifier.startsWith("\\")) return specifier.slice(1);
  const [first = "", ...rest] = specifier.split("\\");
  if (first.toLowerCase() === "namespace") return [namespace, ...rest].filter(Boolean).join("\\");
  const bound = types.get(first.toLowerCase());
  if (bound !== undefined) return [bound, ...rest].join("\\");
  return namespace === "" ? specifier : `${namespace}\\${specifier}`;
}

function called(world: World, from: string, record: ImportRecord): Target[] {
  const specifier = record.specifier.slice(0, -2);
  const scope = world.scopeOf(from);
  const bare = !specifier.includes("\\");
  if (bare && scope.functions.has(specifier.toLowerCase())) return [];
  const namespace = world.names.namespaceAt(from, record.line);
  const full = fullName(specifier, namespace, bare ? new Map() : scope.types);
  // A namespace's own function of a name that PHP has is a stand-in, which the caller takes only
  // where it stands itself.
  const isBuiltIn = bare && isStandardName(specifier);
  const found =
    findOther(world, from, full) ?? (bare ? findOther(world, from, specifier) : undefined);
  const path = isBuiltIn && directoryOf(found ?? "") !== directoryOf(from) ? undefined : found;
  if (path === undefined || path === from) return [];
  const simple = specifier.slice(specifier.lastIndexOf("\\") + 1);
  return [{ type: "file", path, names: [simple], imported: [simple] }];
}

function findType(
  { files, names, autoload }: World,
  from: string,
  name: string,
): string | undefined {
  for (const path of autoload.candidates(name)) if (files.has(path)) return path;
  return declared(names, from, name, (kind) => kind !== "function" && kind !== "constant");
}

function findOther({ names }: World, from: string, name: string): string | undefined {
  return declared(names, from, name, (kind) => kind === "function" || kind === "constant");
}

function declared(
  names: DeclaredNames,
  from: string,
  name: string,
  isMeant: (kind: string) => boolean,
): string | undefined {
  const at = name.lastIndexOf("\\");
  const found = names
    .declaring(name.slice(0, Math.max(0, at)), name.slice(at + 1))
    .filter(({ symbol }) => isMeant(symbol.kind));
  if (found.some(({ path }) => path === from)) return from;
  return nearest(
    from,
    found.map(({ path }) => path),
  );
}

function isNamespace({ names, autoload }: World, name: string): boolean {
  return names.has(name) || autoload.isOwn(`${name}\\`);
}

function outside({ files, names, autoload }: World, name: string): Target {
  if (isStandardName(name)) return { type: "package", name: "php", builtin: true };
  for (const path of autoload.candidates(name)) {
    const reason = files.exclusion(path);
    if (reason !== undefined) return { type: "unresolved", reason: `excluded: ${reason}` };
  }
  const known = autoload.packageOf(name);
  if (known?.isNamed === true) return { type: "package", name: known.name, builtin: false };
  if (autoload.isOwn(name)) return { type: "unresolved", reason: "missing" };
  if (known !== undefined) return { type: "package", name: known.name, builtin: false };
  const namespace = name.slice(0, Math.max(0, name.lastIndexOf("\\")));
  if (namespace !== "" && names.isWithin(namespace)) {
    return { type: "unresolved", reason: "missing" };
  }
  return { type: "package", name: name.split("\\", 1)[0] ?? name, builtin: false };
}

function included({ files }: World, from: string, { specifier }: ImportRecord): Target[] {
  if (specifier.startsWith("…")) return [{ type: "unresolved", reason: "dynamic" }];
  if (specifier.startsWith("/")) return [{ type: "unresolved", reason: "outside" }];
  const bases = /^\.{1,2}\//.test(specifier) ? [directoryOf(from)] : [directoryOf(from), ""];
  let isInside = false;
  for (const base of bases) {
    const path = joinInside(base, specifier);
    if (path === undefined) continue;
    isInside = true;
    if (files.has(path)) return [{ type: "file", path, names: [], imported: [] }];
    const reason = files.exclusion(path);
    if (reason !== undefined) return [{ type: "unresolved", reason: `excluded: ${reason}` }];
  }
  return [{ type: "unresolved", reason: isInside ? "missing" : "outside" }];
}
