import type { ImportRecord } from "../../parse/record.ts";
import {
  declaredNames,
  nearest,
  type Declaration,
  type DeclaredNames,
} from "../../resolve/declared/index.ts";
import { dotnetProjects, type Projects } from "../../resolve/dotnet/index.ts";
import type { FileSet } from "../../resolve/file-set.ts";
import { arityOf, memberTables, typeKinds, type MemberTables } from "./declarations.ts";

/** Where a name in the code leads, and by which namespace it was found. */
export interface Found {
  paths: readonly string[];
  /** The namespace that a `using` of the file opens; absent when no `using` was needed. */
  using?: string;
}

/** Everything that the names of C# files are looked up in. */
export interface World {
  files: FileSet;
  names: DeclaredNames;
  projects: Projects;
  /** Where the names of a file lead, by the specifiers of their records. */
  foundIn: (path: string) => ReadonlyMap<string, Found>;
  /** The files that declare the type of a full name. */
  typeFiles: (from: string, name: string) => readonly string[];
}

interface Scope {
  path: string;
  usings: readonly string[];
  /** Namespaces that other files or the project open for all files. */
  shared: readonly string[];
  aliases: ReadonlyMap<string, string>;
}

interface Tables extends MemberTables {
  names: DeclaredNames;
}

/** Makes the tables of a repository; each file's names are looked up when first asked for. */
export function csharpWorld(files: FileSet): World {
  const sources = files.paths.filter((path) => path.endsWith(".cs"));
  const names = declaredNames(files, sources, ".");
  const projects = dotnetProjects(files);
  const tables: Tables = { names, ...memberTables(files, sources, names) };
  const shared = sharedUsings(files, sources, projects);
  const found = new Map<string, ReadonlyMap<string, Found>>();
  return {
    files,
    names,
    projects,
    typeFiles: (from, name) => fullName(tables, from, name),
    foundIn(path) {
      const known = found.get(path);
      if (known !== undefined) return known;
      const imports = files.record(path)?.imports ?? [];
      const scope = scopeIn(names, path, imports, shared.get(projects.of(path)) ?? []);
      const result = new Map<string, Found>();
      for (const record of imports.filter(isMention)) {
        const place = lookUp(tables, scope, record);
        if (place !== undefined) result.set(record.specifier, place);
      }
      found.set(path, result);
      return result;
    },
  };
}

/** A name in the code: a `using` binds `*` or an alias. */
export function isMention({ kind, names, specifier }: ImportRecord): boolean {
  if (kind === "reference") return true;
  return names.length === 0 || names[0] === specifier.replace(/^@|`\d+$/g, "");
}

function sharedUsings(
  files: FileSet,
  sources: readonly string[],
  projects: Projects,
): Map<string, string[]> {
  const shared = new Map<string, string[]>();
  for (const path of sources) {
    const project = projects.of(path);
    const known = shared.get(project) ?? [...projects.usings(project)];
    for (const { specifier, names } of files.record(path)?.imports ?? []) {
      if (/^global (?!static )/.test(specifier) && names[0] === "*") known.push(specifier.slice(7));
    }
    shared.set(project, known);
  }
  return shared;
}

function scopeIn(
  known: DeclaredNames,
  path: string,
  imports: readonly ImportRecord[],
  shared: readonly string[],
): Scope {
  const usings: string[] = [];
  const aliases = new Map<string, string>();
  for (const record of imports) {
    if (isMention(record)) continue;
    const { specifier, names } = record;
    const name = specifier.replace(/^global /, "");
    if (names[0] !== "*") aliases.set(names[0] ?? "", openedName(known, path, record));
    else if (!name.startsWith("static ")) usings.push(openedName(known, path, record));
  }
  return { path, usings, aliases, shared };
}

/**
 * The full name that a `using` directive opens: inside of a namespace it may be written from there
 * or from one around it.
 */
export function openedName(names: DeclaredNames, path: string, record: ImportRecord): string {
  const name = record.specifier.replace(/^(?:global )?(?:static )?/, "");
  for (const namespace of enclosing(names.namespaceAt(path, record.line))) {
    const full = namespace === "" ? name : `${namespace}.${name}`;
    if (names.has(full) || names.isOuter(full)) return full;
    const at = full.lastIndexOf(".");
    const [simple = ""] = full.slice(at + 1).split("`");
    if (names.declaring(full.slice(0, Math.max(0, at)), simple).length > 0) return full;
  }
  return name;
}

function lookUp(tables: Tables, scope: Scope, record: ImportRecord): Found | undefined {
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
function enclosing(namespace: string): string[] {
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
  for (const using of usings) {
    const opened = part(tables, parts, pick(path, typesIn(tables.names, using, first)));
    if (opened !== undefined) return { paths: opened, using };
  }
  for (const using of shared) {
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
  { extensions, methods }: Tables,
  { path, usings, shared }: Scope,
  name: string,
  around: readonly string[],
): Found | undefined {
  // A method of the type itself, or one of LINQ, comes before any other extension.
  if (methods.has(name)) return undefined;
  const inside = (namespace: string): readonly string[] =>
    (extensions.get(namespace)?.get(name) ?? []).filter((other) => other !== path);
  const direct = [...around, ...shared].flatMap(inside);
  const opened = usings.flatMap((using) => inside(using).map((file) => ({ file, using })));
  // Of extensions in several files only the types can tell which is meant.
  const all = new Set([...direct, ...opened.map(({ file }) => file)]);
  const [only] = all;
  if (all.size !== 1 || only === undefined) return undefined;
  const using = direct.length > 0 ? undefined : opened[0]?.using;
  return { paths: [only], ...(using !== undefined && { using }) };
}

/** The files of the type that a full name begins with, the longest namespace first. */
function fullName({ names }: Tables, from: string, name: string): readonly string[] {
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
