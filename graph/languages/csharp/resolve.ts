import type { ImportRecord } from "../../parse/record.ts";
import type { FileSet } from "../../resolve/file-set.ts";
import type { Resolver, Target } from "../../resolve/resolver.ts";
import { csharpWorld, isMention, openedName, type World } from "./scope.ts";

const standard = /^(?:System|Microsoft\.(?:CSharp|Win32|VisualBasic)|Windows)(?:\.|$)/;

/**
 * Imports of C# files. A `using` of a namespace leads to the files of it whose types and extension
 * methods the code names; a name of an enclosing namespace or a full one needs no `using`. A type
 * in several parts is in all of their files. Extension methods are found by their name alone, and
 * only when no type of the repository has such a method.
 */
export function csharpResolver(files: FileSet): Resolver {
  const world = csharpWorld(files);
  return (from, record) =>
    isMention(record) ? mentioned(world, from, record) : used(world, from, record);
}

function mentioned(world: World, from: string, { specifier }: ImportRecord): Target[] {
  const found = world.foundIn(from).get(specifier);
  if (found === undefined || found.using !== undefined) return [];
  const simple = simpleName(specifier);
  const rule = specifier.startsWith(".") ? ({ rule: "name" } as const) : {};
  return found.paths
    .filter((path) => path !== from)
    .map((path) => ({ type: "file", path, names: [simple], imported: [simple], ...rule }));
}

function used(world: World, from: string, record: ImportRecord): Target[] {
  const { specifier, names, imported } = record;
  const name = openedName(world.names, from, record);
  const isType = names[0] !== "*" || /\bstatic /.test(specifier);
  if (isType) {
    const paths = world.typeFiles(from, name);
    if (paths.length > 0) return paths.map((path) => ({ type: "file", path, names, imported }));
  }
  const files = new Map<string, string[]>();
  for (const [mention, { paths, using }] of world.foundIn(from)) {
    if (using !== name || isType) continue;
    for (const path of paths) {
      const known = files.get(path) ?? [];
      const bound = simpleName(mention);
      if (path !== from && !known.includes(bound)) files.set(path, [...known, bound]);
    }
  }
  if (files.size > 0) {
    return [...files].map(([path, bound]) => ({
      type: "file",
      path,
      names: bound,
      imported: [...bound],
    }));
  }
  return outside(world, name);
}

function simpleName(mention: string): string {
  const name = mention.startsWith(".") ? mention.slice(mention.lastIndexOf(".")) : mention;
  return /^[.@]?(\w+)/.exec(name)?.[1] ?? name;
}

function outside({ names, projects }: World, name: string): Target[] {
  // A `using` of which nothing is used, or whose nested namespaces are used.
  if (names.has(name) || names.isOuter(name)) return [];
  const known = projects.packageOf(name);
  if (known !== undefined) return [{ type: "package", name: known, builtin: false }];
  if (standard.test(name)) return [{ type: "package", name, builtin: true }];
  // Extension methods for a library of Microsoft's are often put into its own namespace.
  if (names.isWithin(name) && !name.startsWith("Microsoft."))
    return [{ type: "unresolved", reason: "missing" }];
  return [{ type: "package", name: name.replace(/`\d+$/, ""), builtin: false }];
}
