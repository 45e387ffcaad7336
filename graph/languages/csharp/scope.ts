import type { ImportRecord } from "../../parse/record.ts";
import { declaredNames, type DeclaredNames } from "../../resolve/declared/index.ts";
import { dotnetProjects, type Projects } from "../../resolve/dotnet/index.ts";
import type { FileSet } from "../../resolve/file-set.ts";
import { memberTables } from "./declarations.ts";
import {
  enclosing,
  fullName,
  lookUp,
  type FoundName,
  type CsharpScope,
  type Shared,
  type Tables,
} from "./lookup.ts";

/** Everything that the names of C# files are looked up in. */
export interface World {
  files: FileSet;
  names: DeclaredNames;
  projects: Projects;
  /** Where the names of a file lead, by the specifiers of their records. */
  foundIn: (path: string) => ReadonlyMap<string, FoundName>;
  /** The files that declare the type of a full name. */
  typeFiles: (from: string, name: string) => readonly string[];
}

/** Makes the tables of a repository; each file's names are looked up when first asked for. */
export function csharpWorld(files: FileSet): World {
  const sources = files.paths.filter((path) => path.endsWith(".cs"));
  const names = declaredNames(files, sources, ".");
  const projects = dotnetProjects(files);
  const tables: Tables = { names, projects, ...memberTables(files, sources, names, projects) };
  const shared = sharedUsings(files, sources, projects);
  const found = new Map<string, ReadonlyMap<string, FoundName>>();
  return {
    files,
    names,
    projects,
    typeFiles: (from, name) => fullName(tables, from, name),
    foundIn(path) {
      const known = found.get(path);
      if (known !== undefined) return known;
      const imports = files.record(path)?.imports ?? [];
      const scope = scopeIn(names, path, imports, shared(projects.of(path)));
      const result = new Map<string, FoundName>();
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
): (project: string) => Shared {
  const shared = new Map<string, Shared>();
  const of = (project: string): Shared => {
    const known = shared.get(project) ?? {
      usings: [...projects.usings(project)],
      aliases: new Map(),
    };
    shared.set(project, known);
    return known;
  };
  for (const path of sources) {
    for (const { specifier, names } of files.record(path)?.imports ?? []) {
      const name = /^global (?!static )(.*)/.exec(specifier)?.[1];
      if (name === undefined) continue;
      const { usings, aliases } = of(projects.of(path));
      if (names[0] === "*") usings.push(name);
      else aliases.set(names[0] ?? "", name);
    }
  }
  return of;
}

function scopeIn(
  known: DeclaredNames,
  path: string,
  imports: readonly ImportRecord[],
  shared: Shared,
): CsharpScope {
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
