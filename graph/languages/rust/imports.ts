import type { Node, Tree } from "web-tree-sitter";
import type { ImportKind, ImportRecord } from "../../parse/record.ts";
import type { Place } from "../language.ts";
import {
  directoriesInside,
  fromFile,
  fromModules,
  innerModules,
  modulesInTokens,
} from "./inner-modules.ts";
import { macroImports } from "./macros.ts";
import { modulePaths } from "./module-paths.ts";
import { segmentsOf, usePaths } from "./use-tree.ts";

/** Paths that a file has named in its code, so that each makes one import. */
const named = new WeakMap<Tree, Set<string>>();

/**
 * The imports of a Rust file: `use`, `extern crate`, `mod x;`, the same inside of a macro at the
 * level of items, and paths in code such as `crate::a::b()` or `serde_json::to_string()`, which
 * bind no name. Imports of an inner module are rewritten relative to the file's own module.
 */
export function rustImports(node: Node, { source }: Place): ImportRecord[] {
  switch (node.type) {
    case "use_declaration":
      return useImports(node);
    case "extern_crate_declaration":
      return externCrate(node);
    case "mod_item":
      return declaredModule(node);
    case "macro_invocation":
      return macroImports(node, innerModules(node));
    case "crate":
    case "super":
    case "metavariable":
      return pathInTokens(node, source);
    default:
      // A path that begins with a type leads nowhere that the type's own import does not.
      return /[A-Z]/.test(source[node.startIndex] ?? "") ? [] : pathInCode(node);
  }
}

function useImports(node: Node): ImportRecord[] {
  const argument = node.childForFieldName("argument");
  if (argument === null) return [];
  const isPublic = node.namedChildren.some((child) => child.type === "visibility_modifier");
  const kind: ImportKind = isPublic ? "reexport" : "static";
  const line = node.startPosition.row + 1;
  const records = new Map<string, ImportRecord>();
  for (const { segments, name } of usePaths(argument)) {
    const path = fromModules(segments, node);
    const isWhole = path.length === 1 && name !== "*";
    const specifier = (isWhole || name === "*" ? path : path.slice(0, -1)).join("::");
    const key = isWhole ? `${specifier} as ${name}` : specifier;
    const record = records.get(key) ?? { specifier, names: [], imported: [], line, kind };
    record.names.push(name);
    if (!isWhole) record.imported.push(name === "*" ? "*" : (path.at(-1) ?? name));
    records.set(key, record);
  }
  return [...records.values()];
}

function externCrate(node: Node): ImportRecord[] {
  const name = node.childForFieldName("name")?.text ?? "";
  const alias = node.childForFieldName("alias")?.text ?? name;
  const line = node.startPosition.row + 1;
  const isPublic = node.namedChildren.some((child) => child.type === "visibility_modifier");
  const kind: ImportKind = isPublic ? "reexport" : "static";
  return [{ specifier: name, names: [alias], imported: [], line, kind }];
}

function declaredModule(node: Node): ImportRecord[] {
  const name = node.childForFieldName("name")?.text.replace(/^r#/, "") ?? "";
  const path = [...innerModules(node), name].join("::");
  const line = node.startPosition.row + 1;
  const { written, isSure } = modulePaths(node);
  const files = written.map((file) => ` "${file}"`);
  const forms = (isSure ? files : [...files, ""]).flatMap((file) =>
    directoriesInside(node).map(
      (directory) => `mod ${path}${file}${directory === undefined ? "" : ` in "${directory}"`}`,
    ),
  );
  // What a public module holds can be named from other crates.
  const isPublic = node.namedChildren.some((child) => child.text === "pub");
  const kind: ImportKind = isPublic ? "reexport" : "static";
  // One declaration is one import, whichever of its forms is the one in force.
  return [{ specifier: forms.join(" or "), names: [name], imported: [], line, kind }];
}

function pathInCode(node: Node): ImportRecord[] {
  let path = node;
  for (let outer = path.parent; outer !== null; outer = path.parent) {
    if (outer.type === "use_declaration" || outer.type.startsWith("use_")) return [];
    if (outer.type === "scoped_use_list" || outer.type === "visibility_modifier") return [];
    const isPath = outer.type === "scoped_identifier" || outer.type === "scoped_type_identifier";
    if (!isPath || outer.childForFieldName("path")?.id !== path.id) break;
    path = outer;
  }
  return pathImport(path, segmentsOf(path));
}

function pathInTokens(node: Node, source: string): ImportRecord[] {
  const start = node.startIndex;
  const rest = /\$?(?:crate|super)(?:\s*::\s*(?:r#)?\w+)+/y;
  rest.lastIndex = start;
  const text = rest.exec(source)?.[0].replace("$", "");
  if (text === undefined || /[:\w]/.test(source[start - 1] ?? "")) return [];
  // `pub(in crate::a)` says who may see, and takes nothing.
  if (/\bin\s+$/.test(source.slice(Math.max(0, start - 8), start))) return [];
  const parts = text.split("::").map((part) => part.trim().replace(/^r#/, ""));
  // Of a `use` the last part may be a module; a path elsewhere ends with what a module holds.
  const isUse = /\buse\s+\$?$/.test(source.slice(Math.max(0, start - 8), start));
  const goesOn = /\s*::\s*[{*]/y;
  goesOn.lastIndex = rest.lastIndex;
  const path = isUse || goesOn.test(source) ? [...parts, ""] : parts;
  return pathImport(node, fromFile(path, modulesInTokens(node, source)));
}

/** @param written a path that ends with the name of an item, or with `""` where none is known */
function pathImport(node: Node, written: readonly string[]): ImportRecord[] {
  if (written.length < 2 || !/^(?:::)?[a-z_]/.test(written[0] ?? "")) return [];
  const segments = fromFile(written, innerModules(node));
  const specifier = segments.slice(0, -1).join("::");
  const imported = segments.at(-1) ?? "";
  const seen = named.get(node.tree) ?? new Set();
  named.set(node.tree, seen);
  const key = `${specifier}::${imported}`;
  if (seen.has(key)) return [];
  seen.add(key);
  const line = node.startPosition.row + 1;
  const names = imported === "" ? [] : [imported];
  return [{ specifier, names: [], imported: names, line, kind: "static" }];
}

/** The file that `include!("a.rs")`, `include_str!` or `include_bytes!` takes in. */
export function includedFile(callee: Node, name: string): ImportRecord[] {
  if (!/^include(?:_str|_bytes)?$/.test(name) || callee.parent?.type !== "macro_invocation") {
    return [];
  }
  const tokens = callee.parent.namedChildren.find((child) => child.type === "token_tree");
  const argument = tokens?.namedChildren[0];
  // `concat!(env!("OUT_DIR"), ...)` is made by the build.
  if (argument?.type !== "string_literal" || tokens?.namedChildCount !== 1) return [];
  const specifier = `include ${argument.text.slice(1, -1)}`;
  const line = callee.startPosition.row + 1;
  return [{ specifier, names: [], imported: [], line, kind: "static" }];
}
