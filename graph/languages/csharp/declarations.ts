import type { SymbolRecord } from "../../parse/record.ts";
import type { DeclaredNames } from "../../resolve/declared/index.ts";
import type { Projects } from "../../resolve/dotnet/index.ts";
import type { FileSet } from "../../resolve/file-set.ts";
import { platformMethods } from "./vocabulary.ts";

/** Kinds of symbols that are types. */
export const typeKinds: ReadonlySet<string> = new Set([
  "class",
  "struct",
  "interface",
  "record",
  "enum",
  "delegate",
]);

/** Methods that the platform has as static ones alone: a value with one has an extension. */
const staticMethods = ["Empty", "GetAssembly", "Range", "Repeat"];

/** What types have, by name. */
export interface MemberTables {
  /** Names of the members of each file's types. */
  members: ReadonlyMap<string, ReadonlySet<string>>;
  /** Files of extension methods by namespace and name. */
  extensions: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  /**
   * Whether a type that a file sees has a method of this name, which comes before an extension;
   * the platform's types are seen by all.
   */
  hasMethod: (path: string, name: string) => boolean;
}

/** Collects the members of all files. */
export function memberTables(
  files: FileSet,
  paths: readonly string[],
  names: DeclaredNames,
  projects: Projects,
): MemberTables {
  const extensions = new Map<string, Map<string, string[]>>();
  const platform = new Set(platformMethods());
  for (const name of staticMethods) platform.delete(name);
  // Private methods are called in their own file, others in the projects that see theirs.
  const methods = new Map<string, { files: Set<string>; projects: Set<string> }>();
  const members = new Map<string, Set<string>>();
  for (const path of paths) {
    const own = new Set<string>();
    members.set(path, own);
    const project = projects.of(path);
    for (const { kind, name, line, local, depth, visibility, signature } of files.record(path)
      ?.symbols ?? []) {
      if (depth > 0 && !local) own.add(name);
      // A static one is called on a type's name, where no extension is looked for.
      if (kind === "method" && !local && !/\bstatic\b/.test(signature)) {
        const places = methods.get(name) ?? { files: new Set(), projects: new Set() };
        methods.set(name, places);
        if (visibility === "private") places.files.add(path);
        else places.projects.add(project);
      }
      if (kind !== "extension") continue;
      const namespace = names.namespaceAt(path, line);
      const table = extensions.get(namespace) ?? new Map<string, string[]>();
      extensions.set(namespace, table);
      const known = table.get(name) ?? [];
      if (!known.includes(path)) table.set(name, [...known, path]);
    }
  }
  const hasMethod: MemberTables["hasMethod"] = (path, name) => {
    if (platform.has(name)) return true;
    const places = methods.get(name);
    if (places === undefined) return false;
    const project = projects.of(path);
    return (
      places.files.has(path) || [...places.projects].some((other) => projects.sees(project, other))
    );
  };
  return { members, extensions, hasMethod };
}

/** How many type parameters a type has, by its signature. */
export function arityOf({ name, signature }: SymbolRecord): number {
  const at = signature.search(new RegExp(`\\b${name}\\s*<`));
  if (at < 0) return 0;
  const open = signature.indexOf("<", at) + 1;
  const close = signature.indexOf(">", open);
  return close < 0 ? 1 : signature.slice(open, close).split(",").length;
}
