import type { SymbolRecord } from "../../parse/record.ts";
import type { DeclaredNames } from "../../resolve/declared/index.ts";
import type { FileSet } from "../../resolve/file-set.ts";
import { methods as platformMethods } from "./standard-library.ts";

/** Kinds of symbols that are types. */
export const typeKinds: ReadonlySet<string> = new Set([
  "class",
  "struct",
  "interface",
  "record",
  "enum",
  "delegate",
]);

/** Methods that LINQ has on `Enumerable` alone: a value that has one has an extension of that name. */
const onEnumerable = ["Range", "Repeat"];

/** What types have, by name. */
export interface MemberTables {
  /** Names of the members of each file's types. */
  members: ReadonlyMap<string, ReadonlySet<string>>;
  /** Files of extension methods by namespace and name. */
  extensions: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  /** Names of methods that are called on the type that has them, the platform's types included. */
  methods: ReadonlySet<string>;
}

/** Collects the members of all files. */
export function memberTables(
  files: FileSet,
  paths: readonly string[],
  names: DeclaredNames,
): MemberTables {
  const extensions = new Map<string, Map<string, string[]>>();
  const methods = new Set(platformMethods.split(" "));
  for (const name of onEnumerable) methods.delete(name);
  const members = new Map<string, Set<string>>();
  for (const path of paths) {
    const own = new Set<string>();
    members.set(path, own);
    for (const { kind, name, line, local, depth } of files.record(path)?.symbols ?? []) {
      if (depth > 0 && !local) own.add(name);
      if (kind === "method" && !local) methods.add(name);
      if (kind !== "extension") continue;
      const namespace = names.namespaceAt(path, line);
      const table = extensions.get(namespace) ?? new Map<string, string[]>();
      extensions.set(namespace, table);
      const known = table.get(name) ?? [];
      if (!known.includes(path)) table.set(name, [...known, path]);
    }
  }
  return { members, extensions, methods };
}

/** How many type parameters a type has, by its signature. */
export function arityOf({ name, signature }: SymbolRecord): number {
  const at = signature.search(new RegExp(`\\b${name}\\s*<`));
  if (at < 0) return 0;
  const list = /<([^>]*)>/.exec(signature.slice(at))?.[1] ?? "";
  return list.split(",").length;
}
