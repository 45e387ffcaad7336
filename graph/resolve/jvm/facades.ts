import type { DeclaredNames } from "../declared/index.ts";
import type { FileSet } from "../file-set.ts";
import { baseOf } from "../paths.ts";

/** The files whose functions Java finds in a class of this name in a package. */
export type Facades = (packageName: string, simple: string) => readonly string[];

const named =
  /^[ \t]*@file[ \t]*:[ \t]*(?:\[[^\]\n\r]*)?JvmName\([ \t]*(?:name[ \t]*=[ \t]*)?"(\w+)"/m;

/**
 * The classes in which Java sees the top-level declarations of Kotlin files: `TextKt` for `text.kt`, or
 * the name that the file gives with `@file:JvmName`, which several files may share.
 */
export function facadesOf(files: FileSet, names: DeclaredNames): Facades {
  const known = new Map<string, ReadonlyMap<string, readonly string[]>>();
  return (packageName, simple) => {
    let table = known.get(packageName);
    if (table === undefined) {
      table = tableOf(
        files,
        names.filesOf(packageName).filter((path) => path.endsWith(".kt")),
      );
      known.set(packageName, table);
    }
    return table.get(simple) ?? [];
  };
}

function tableOf(files: FileSet, paths: readonly string[]): Map<string, string[]> {
  const table = new Map<string, string[]>();
  for (const path of paths) {
    const stem = baseOf(path).slice(0, -".kt".length);
    const name = named.exec(files.text(path) ?? "")?.[1] ?? `${capital(stem)}Kt`;
    const known = table.get(name);
    if (known === undefined) table.set(name, [path]);
    else known.push(path);
  }
  return table;
}

function capital(stem: string): string {
  return stem.slice(0, 1).toUpperCase() + stem.slice(1);
}
