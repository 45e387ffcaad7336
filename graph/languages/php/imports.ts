import type { Node } from "web-tree-sitter";
import type { ImportRecord } from "../../parse/record.ts";
import type { Place } from "../language.ts";
import { includedPath } from "./include-path.ts";

/**
 * The imports of a `use` statement, or the one of an `include` or `require`. A name of no namespace
 * gets its separator in front, which distinguishes it from a name in the code.
 */
export function phpImports(node: Node, place: Place): ImportRecord[] {
  if (node.type !== "namespace_use_declaration") return includes(node, place);
  const group = node.childForFieldName("body");
  const whole = wordBefore(node);
  if (group === null) return clauses(node, "", whole);
  const prefix = node.namedChildren.find(({ type }) => type === "namespace_name")?.text ?? "";
  return clauses(group, `${plain(prefix)}\\`, whole);
}

function clauses(node: Node, prefix: string, whole: string): ImportRecord[] {
  return node.namedChildren
    .filter(({ type }) => type === "namespace_use_clause")
    .map((clause) => {
      const alias = clause.childForFieldName("alias");
      const path = clause.namedChildren.find(({ id }) => id !== alias?.id);
      const name = prefix + plain(path?.text ?? "");
      const last = name.slice(name.lastIndexOf("\\") + 1);
      return {
        specifier: (whole || wordBefore(clause)) + (name === last ? `\\${name}` : name),
        names: [alias?.text ?? last],
        imported: [last],
        line: clause.startPosition.row + 1,
        kind: "static",
      };
    });
}

/** `function ` or `const ` when that is what is imported. */
function wordBefore(node: Node): string {
  const word = node.children.find(({ type }) => type === "function" || type === "const");
  return word === undefined ? "" : `${word.type} `;
}

function includes(node: Node, place: Place): ImportRecord[] {
  const value = node.namedChildren.find(({ type }) => type !== "comment");
  if (value === undefined) return [];
  return [
    {
      specifier: includedPath(value),
      names: [],
      imported: [],
      line: node.startPosition.row + 1,
      kind: place.inFunction ? "lazy" : "require",
    },
  ];
}

function plain(name: string): string {
  return name.replace(/\s+/g, "").replace(/^\\/, "");
}
