import type { SymbolRecord } from "../../parse/record.ts";
import type { DeclaredNames } from "../../resolve/declared/index.ts";
import type { FileSet } from "../../resolve/file-set.ts";
import { members } from "./standard-library.ts";

/** Kinds of symbols that are types. */
export const typeKinds: ReadonlySet<string> = new Set([
  "class",
  "struct",
  "interface",
  "record",
  "enum",
  "delegate",
]);

/** Methods by what they can be called on. */
export interface MethodTables {
  /** Files of extension methods by namespace and name. */
  extensions: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  /** Names of methods that are called on the type that has them, the platform's types included. */
  methods: ReadonlySet<string>;
}

/** Collects the methods of all files. */
export function methodTables(
  files: FileSet,
  paths: readonly string[],
  names: DeclaredNames,
): MethodTables {
  const extensions = new Map<string, Map<string, string[]>>();
  const methods = new Set(members.split(" "));
  for (const path of paths) {
    for (const { kind, name, line, local } of files.record(path)?.symbols ?? []) {
      if (kind === "method" && !local) methods.add(name);
      if (kind !== "extension") continue;
      const namespace = names.namespaceAt(path, line);
      const table = extensions.get(namespace) ?? new Map<string, string[]>();
      extensions.set(namespace, table);
      const known = table.get(name) ?? [];
      if (!known.includes(path)) table.set(name, [...known, path]);
    }
  }
  return { extensions, methods };
}

/** How many type parameters a type has, by its signature. */
export function arityOf({ name, signature }: SymbolRecord): number {
  const at = signature.search(new RegExp(`\\b${name}\\s*<`));
  if (at < 0) return 0;
  const list = /<([^>]*)>/.exec(signature.slice(at))?.[1] ?? "";
  return list.split(",").length;
}
