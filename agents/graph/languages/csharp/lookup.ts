import type { ImportRecord } from "../../parse/record.ts";
import { nearest, type Declaration, type DeclaredNames } from "../../resolve/declared/index.ts";
import type { Projects } from "../../resolve/dotnet/index.ts";
import { arityOf, typeKinds, type MemberTables } from "./declarations.ts";

/** Where a name in the code leads, and by which namespace it was found. */
export interface Found {
  paths: readonly string[];
  /** The namespace that a `using` of the file opens; absent when no `using` was needed. */
  using?: string;
}

/** What decides how the names of one file are looked up. */
export interface Scope {
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
export function lookUp(tables: Tables, scope: Scope, record: ImportRecord): Found | undefined {
  const { specifier, line } = record;
  const around = enclosing(tables.names.namespaceAt(scope.path, line));
  if (specifier.startsWith(".")) return extension(tables, scope, specifier.slice(1), around);
  if (!specifier.startsWith("@")) return typeNamed(tables, scope, specifier, around);
  const name = specifier.slice(1);
  return (
    typeNamed(tables, scope, name, around) ?? typeNamed(tables, scope, `${name}Attribute`, around)
  );
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
  scope: Scope,
  name: string,
  around: readonly string[],
): Found | undefined {
  const { path, aliases, usings, shared } = scope;
  const parts = name.split(".");
  const first = parts[0] ?? "";
  const alias = aliases.get(first);
  // An alias of a type is an edge of its `using`; one of a namespace stands for it.
  if (alias !== undefined) {
    return parts.length < 2
      ? undefined
      : foundAt(fullName(tables, path, [alias, ...parts.slice(1)].join(".")));
  }
  for (const namespace of around) {
    const own = part(tables, parts, pick(path, typesIn(tables.names, namespace, first)));
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
    const opened = part(tables, parts, pick(path, typesIn(tables.names, using, first)));
    if (opened !== undefined) return { paths: opened, using };
  }
  for (const using of shared.usings) {
    const opened = part(tables, parts, pick(path, typesIn(tables.names, using, first)));
    if (opened !== undefined) return { paths: opened };
  }
  return undefined;
}

/** Of a type in several parts, those that have the member which is named with it. */
function part(
  { members }: Tables,
  [, member]: readonly string[],
  paths: readonly string[] | undefined,
): readonly string[] | undefined {
  if (paths === undefined || paths.length < 2 || member === undefined) return paths;
  const having = paths.filter((path) => members.get(path)?.has(member) === true);
  return having.length > 0 ? having : paths;
}

function foundAt(paths: readonly string[]): Found | undefined {
  return paths.length === 0 ? undefined : { paths };
}

function extension(
  { extensions, methods, projects }: Tables,
  { path, usings, shared }: Scope,
  name: string,
  around: readonly string[],
): Found | undefined {
  // A method of the type itself, or one of LINQ, comes before any other extension.
  if (methods.has(name)) return undefined;
  const inside = (namespace: string): readonly string[] =>
    (extensions.get(namespace)?.get(name) ?? []).filter((other) => other !== path);
  const direct = [...around, ...shared.usings].flatMap(inside);
  const opened = usings.flatMap((using) => inside(using).map((file) => ({ file, using })));
  // Of extensions in several files only the types can tell which is meant, unless one alone is of
  // the own project.
  const all = new Set([...direct, ...opened.map(({ file }) => file)]);
  const near = [...all].filter((file) => projects.of(file) === projects.of(path));
  const [only, other] = near.length === 1 ? near : all;
  if (only === undefined || other !== undefined) return undefined;
  const using = direct.includes(only) ? undefined : opened.find(({ file }) => file === only)?.using;
  return { paths: [only], ...(using !== undefined && { using }) };
}

/** The files of the type that a full name begins with, the longest namespace first. */
export function fullName({ names }: Tables, from: string, name: string): readonly string[] {
  const parts = name.split(".");
  for (let at = parts.length - 1; at > 0; at--) {
    const found = typesIn(names, parts.slice(0, at).join("."), parts[at] ?? "");
    if (found.length > 0) return pick(from, found) ?? [];
  }
  return pick(from, typesIn(names, "", parts[0] ?? "")) ?? [];
}

function typesIn(names: DeclaredNames, namespace: string, name: string): readonly Declaration[] {
  const [simple = "", arity = "0"] = name.split("`");
  return names
    .declaring(namespace, simple)
    .filter(({ symbol }) => typeKinds.has(symbol.kind) && arityOf(symbol) === Number(arity));
}

/** All parts of a partial type; of other types of one name the nearest is meant. */
function pick(from: string, declarations: readonly Declaration[]): readonly string[] | undefined {
  if (declarations.length === 0) return undefined;
  if (declarations.some(({ path }) => path === from)) return [];
  const paths = [...new Set(declarations.map(({ path }) => path))];
  if (paths.length === 1) return paths;
  const isPartial = declarations.every(({ symbol }) => /\bpartial\b/.test(symbol.signature));
  if (isPartial) return paths;
  const best = nearest(from, paths);
  return best === undefined ? [] : [best];
}
