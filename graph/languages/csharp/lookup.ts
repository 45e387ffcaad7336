import type { ImportRecord } from "../../parse/record.ts";
import { nearest, type Declaration, type DeclaredNames } from "../../resolve/declared/index.ts";
import type { Projects } from "../../resolve/dotnet/index.ts";
import { arityOf, typeKinds, type MemberTables } from "./declarations.ts";
import { isPlatformType } from "./vocabulary.ts";

/** Where a name in the code leads, and by which namespace it was found. */
export interface FoundName {
  paths: readonly string[];
  /** The namespace that a `using` of the file opens; absent when no `using` was needed. */
  using?: string;
}

/** What decides how the names of one file are looked up. */
export interface CsharpScope {
  path: string;
  usings: readonly string[];
  shared: Shared;
  aliases: ReadonlyMap<string, string>;
}

/** What other files or the project say for all files of a project. */
export interface Shared {
  /** Namespaces that are open. */
  usings: string[];
  aliases: Map<string, string>;
}

/** What names are looked up in. */
export interface Tables extends MemberTables {
  names: DeclaredNames;
  projects: Projects;
}

/** Where a name in the code of a file leads. */
export function lookUp(
  tables: Tables,
  scope: CsharpScope,
  record: ImportRecord,
): FoundName | undefined {
  const { specifier, line } = record;
  const around = enclosing(tables.names.namespaceAt(scope.path, line));
  if (specifier.startsWith(".")) {
    const [receiver, name] = specifier.slice(1).split(".");
    if (name === undefined) return extension(tables, scope, receiver ?? "", around);
    return isType(tables, scope, receiver ?? "", around)
      ? undefined
      : extension(tables, scope, name, around);
  }
  if (!specifier.startsWith("@")) return typeNamed(tables, scope, specifier, around);
  const name = specifier.slice(1);
  // Only an attribute counts, so a class beside it that has the short name is not meant.
  const full = name.replace(/(?=`|$)/, "Attribute");
  return typeNamed(tables, scope, full, around) ?? typeNamed(tables, scope, name, around);
}

/** A namespace and the ones around it, down to the unnamed one. */
export function enclosing(namespace: string): string[] {
  const found = [namespace];
  for (let at = namespace; at !== ""; found.push(at))
    at = at.slice(0, Math.max(0, at.lastIndexOf(".")));
  return found;
}

function typeNamed(
  tables: Tables,
  scope: CsharpScope,
  name: string,
  around: readonly string[],
): FoundName | undefined {
  const { path, aliases, usings, shared } = scope;
  const parts = name.split(".");
  const first = parts[0] ?? "";
  const alias = aliases.get(first);
  // An alias of a type is an edge of its `using`; one of a namespace is replaced by it.
  if (alias !== undefined) {
    return parts.length < 2
      ? undefined
      : foundAt(fullName(tables, path, [alias, ...parts.slice(1)].join(".")));
  }
  for (const namespace of around) {
    const own = pick(tables, path, typesIn(tables.names, namespace, first), parts[1]);
    if (own !== undefined) return { paths: own };
    if (parts.length < 2) continue;
    const inner = fullName(tables, path, namespace === "" ? name : `${namespace}.${name}`);
    if (inner.length > 0) return { paths: inner };
  }
  const elsewhere = shared.aliases.get(first);
  if (elsewhere !== undefined) {
    return foundAt(fullName(tables, path, [elsewhere, ...parts.slice(1)].join(".")));
  }
  for (const using of usings) {
    const opened = pick(tables, path, typesIn(tables.names, using, first), parts[1]);
    if (opened !== undefined) return { paths: opened, using };
  }
  for (const using of shared.usings) {
    const opened = pick(tables, path, typesIn(tables.names, using, first), parts[1]);
    if (opened !== undefined) return { paths: opened };
  }
  return undefined;
}

/** Whether a method that is called on a name is a static one; a member may have its type's name. */
function isType(
  tables: Tables,
  scope: CsharpScope,
  name: string,
  around: readonly string[],
): boolean {
  if (tables.members.get(scope.path)?.has(name) === true) return false;
  if (isPlatformType(name) || scope.aliases.has(name)) return true;
  return typeNamed(tables, scope, name, around) !== undefined;
}

function foundAt(paths: readonly string[]): FoundName | undefined {
  return paths.length === 0 ? undefined : { paths };
}

function extension(
  { extensions, hasMethod, projects }: Tables,
  { path, usings, shared }: CsharpScope,
  name: string,
  around: readonly string[],
): FoundName | undefined {
  // A method of the type itself, or one of LINQ, comes before any other extension.
  if (hasMethod(path, name)) return undefined;
  const inside = (namespace: string): readonly string[] =>
    (extensions.get(namespace)?.get(name) ?? []).filter((other) => other !== path);
  const direct = [...around, ...shared.usings].flatMap(inside);
  const opened = usings.flatMap((using) => inside(using).map((file) => ({ file, using })));
  // Among extensions in several files, only the types determine which is meant, unless only one is of
  // the own project.
  const all = new Set([...direct, ...opened.map(({ file }) => file)]);
  const near = [...all].filter((file) => projects.of(file) === projects.of(path));
  const [only, other] = near.length === 1 ? near : all;
  if (only === undefined || other !== undefined) return undefined;
  const using = direct.includes(only) ? undefined : opened.find(({ file }) => file === only)?.using;
  return { paths: [only], ...(using !== undefined && { using }) };
}

/** The files of the type that a full name begins with, the longest namespace first. */
export function fullName(tables: Tables, from: string, name: string): readonly string[] {
  const parts = name.split(".");
  for (let at = parts.length - 1; at > 0; at--) {
    const found = typesIn(tables.names, parts.slice(0, at).join("."), parts[at] ?? "");
    if (found.length > 0) return pick(tables, from, found, parts[at + 1]) ?? [];
  }
  return pick(tables, from, typesIn(tables.names, "", parts[0] ?? ""), parts[1]) ?? [];
}

function typesIn(names: DeclaredNames, namespace: string, name: string): readonly Declaration[] {
  const [simple = "", arity = "0"] = name.split("`");
  return names
    .declaring(namespace, simple)
    .filter(({ symbol }) => typeKinds.has(symbol.kind) && arityOf(symbol) === Number(arity));
}

/**
 * The files of a type: of a partial one the parts with the member that is named after it, or all
 * of them; of other types of one name the nearest. None when the file itself declares what is meant.
 */
function pick(
  { members, projects }: Tables,
  from: string,
  declarations: readonly Declaration[],
  member: string | undefined,
): readonly string[] | undefined {
  if (declarations.length === 0) return undefined;
  const seen = ownFirst(projects, from, declarations);
  const paths = [...new Set(seen.map(({ path }) => path))];
  const isPartial = seen.every(({ symbol }) => /\bpartial\b/.test(symbol.signature));
  const having =
    isPartial && member !== undefined
      ? paths.filter((path) => members.get(path)?.has(member) === true)
      : [];
  const meant = having.length > 0 ? having : paths;
  if (meant.includes(from)) return [];
  if (meant.length === 1 || isPartial) return meant;
  const best = nearest(from, meant);
  return best === undefined ? [] : [best];
}

/** Declarations of the own project hide those of others, and what it sees hides the rest. */
function ownFirst(
  projects: Projects,
  from: string,
  declarations: readonly Declaration[],
): readonly Declaration[] {
  const project = projects.of(from);
  const own = declarations.filter(({ path }) => projects.of(path) === project);
  if (own.length > 0) return own;
  const seen = declarations.filter(({ path }) => projects.sees(project, projects.of(path)));
  return seen.length > 0 ? seen : declarations;
}
