import type { Node } from "web-tree-sitter";
import type { ImportRecord } from "../../parse/record.ts";
import type { Place } from "../language.ts";
import { requiredPath } from "./required-path.ts";
import { underscored } from "./underscored.ts";

/**
 * The import of `require "a"`, `require_relative "b"`, `load "c.rb"` or `autoload :D, "d"`. A path
 * from the file's own directory begins with `./` or `../`; one that is looked up along the load
 * path is unchanged; `…` replaces a part that is only known at run time.
 */
export function loadOf(callee: Node, name: string, place: Place): ImportRecord[] {
  if (!/^(?:require|require_relative|load|autoload)$/.test(name)) return [];
  const call = callee.parent;
  const receiver = call?.childForFieldName("receiver")?.text;
  if (call?.type !== "call" || (receiver !== undefined && receiver !== "Kernel")) return [];
  const [first, second] = call.childForFieldName("arguments")?.namedChildren ?? [];
  if (first === undefined) return [];
  const line = call.startPosition.row + 1;
  if (name === "autoload") {
    const bound = first.text.replace(/^:|["']/g, "");
    if (!/^[A-Z]\w*$/.test(bound)) return [];
    const specifier = second === undefined ? pathOfNesting(call, bound) : requiredPath(second);
    return [{ specifier, names: [bound], imported: [bound], line, kind: "lazy" }];
  }
  const path = pathFor(name, first);
  const specifier =
    name === "require_relative" && !/^(?:\.{1,2}\/|…|\/)/.test(path) ? `./${path}` : path;
  const kind = place.inFunction ? "lazy" : "require";
  return [{ specifier, names: [], imported: [], line, kind }];
}

/** A literal `./a` of a `require` is looked up from where the program was started: the root. */
function pathFor(name: string, value: Node): string {
  const isFromRoot = name === "require" || name === "load";
  const path = requiredPath(value);
  return isFromRoot && /^["']\.\//.test(value.text) ? path.replace(/^\.\//, "") : path;
}

/** The conventional path of a module's constant, for an `autoload` without a path. */
function pathOfNesting(node: Node, name: string): string {
  const parts = [underscored(name)];
  for (let outer = node.parent; outer !== null; outer = outer.parent) {
    if (outer.type !== "module" && outer.type !== "class") continue;
    parts.unshift(underscored(outer.childForFieldName("name")?.text ?? ""));
  }
  return parts.join("/");
}
