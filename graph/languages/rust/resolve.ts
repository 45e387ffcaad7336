import type { ImportRecord } from "../../parse/record.ts";
import type { FileSet } from "../../resolve/file-set.ts";
import { directoryOf, joinInside } from "../../resolve/paths.ts";
import type { Resolver, Target } from "../../resolve/resolver.ts";
import {
  cargoPackages,
  type Found,
  moduleTree,
  type ModuleTree,
  PathResolver,
  segmentsOf,
} from "./crates/index.ts";

/**
 * Imports of Rust files. `mod x;` leads to the file that holds the module. A path leads to the
 * file of the last module that it names, also when a module in between only passes it on (`pub
 * use`); an item that a module passes on is not followed further. Crates of the repository are found by the packages that `Cargo.toml`
 * declares. A path in code that leads to no module is no import.
 */
export function rustResolver(files: FileSet): Resolver {
  const packages = cargoPackages(files);
  const tree = moduleTree(files, packages);
  const paths = new PathResolver(files, packages, tree);
  return (from, record) => {
    const { specifier } = record;
    if (specifier.startsWith("mod ")) return declaredModule(files, tree, from, record);
    if (specifier.startsWith("include ")) return included(files, from, record);
    const isInCode = record.names.length === 0;
    const base = segmentsOf(specifier);
    // A path in code ends with what a module holds, a `use` may end with a module.
    if (isInCode || record.imported.length === 0) {
      return targetsOf(record, [paths.resolve(from, base)], isInCode);
    }
    const found = record.imported.map((name) =>
      paths.resolve(from, name === "*" ? base : [...base, name]),
    );
    return targetsOf(record, found, isInCode);
  };
}

function declaredModule(
  files: FileSet,
  tree: ModuleTree,
  from: string,
  record: ImportRecord,
): Target[] {
  const found = tree.declared(from, record.specifier).filter((path) => path !== from);
  if (found.length > 0) {
    return found.map((path) => ({ type: "file", path, names: record.names, imported: [] }));
  }
  const name = record.names[0] ?? "";
  const directory = directoryOf(from);
  const excluded =
    files.exclusion(joinInside(directory, `${name}.rs`) ?? "") ??
    files.exclusion(joinInside(directory, `${name}/mod.rs`) ?? "");
  return [
    { type: "unresolved", reason: excluded === undefined ? "missing" : `excluded: ${excluded}` },
  ];
}

/** `include!`, `include_str!` and `include_bytes!` name a file beside their own. */
function included(files: FileSet, from: string, record: ImportRecord): Target[] {
  const path = joinInside(directoryOf(from), record.specifier.slice("include ".length));
  if (path === undefined) return [{ type: "unresolved", reason: "outside" }];
  if (files.has(path)) return [{ type: "file", path, names: [], imported: [] }];
  const excluded = files.exclusion(path);
  return [
    { type: "unresolved", reason: excluded === undefined ? "missing" : `excluded: ${excluded}` },
  ];
}

function targetsOf(record: ImportRecord, found: readonly Found[], isInCode: boolean): Target[] {
  const targets = new Map<string, Target>();
  for (const [index, item] of found.entries()) {
    if (item.type === "own") continue;
    if (item.type === "missing") {
      if (!isInCode) targets.set("missing", { type: "unresolved", reason: "missing" });
      continue;
    }
    if (item.type === "package") {
      targets.set(`package ${item.name}`, item);
      continue;
    }
    const name = record.names[index];
    const imported = record.imported[index];
    for (const { file, inferred } of item.modules) {
      const known = targets.get(file);
      const target =
        known?.type === "file"
          ? known
          : { type: "file" as const, path: file, names: [], imported: [] };
      targets.set(file, {
        ...target,
        names: name === undefined ? target.names : [...target.names, name],
        imported: imported === undefined ? target.imported : [...target.imported, imported],
        ...(inferred && { rule: "layout" }),
      });
    }
  }
  return [...targets.values()];
}
