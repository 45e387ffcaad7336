import type { Node } from "web-tree-sitter";

const heritage = new Set(["class_heritage", "extends_clause", "extends_type_clause"]);

/** The types that a class or an interface extends; what it implements brings no member. */
export function basesOf(node: Node): string[] {
  return node.namedChildren
    .filter((child) => heritage.has(child.type))
    .flatMap((child) => {
      const clause = child.namedChildren.find((inner) => inner.type === "extends_clause");
      const isPlain = clause === undefined && child.type === "class_heritage";
      // JavaScript has the expression right in the heritage, TypeScript in a clause of it.
      if (isPlain && child.namedChildren.some((inner) => inner.type === "implements_clause"))
        return [];
      return (clause ?? child).namedChildren;
    })
    .filter((base) => base.type !== "type_arguments" && base.type !== "comment")
    .map((base) => base.text.replace(/[<(][\s\S]*$/, "").replace(/\s+/g, ""));
}
