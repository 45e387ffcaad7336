import type { Node } from "web-tree-sitter";

/** The text between the quotes; escapes in a specifier are too rare to decode. */
export function contentOf(literal: Node): string {
  return literal.text.slice(1, -1);
}

/** The text of a string, or of a template without a substitution; undefined of anything else. */
export function literalOf(node: Node): string | undefined {
  if (node.type === "string") return contentOf(node);
  if (node.type !== "template_string") return undefined;
  const isPlain = node.namedChildren.every((child) => child.type === "string_fragment");
  return isPlain ? contentOf(node) : undefined;
}

/** The arguments of a call or of `new`, without comments. */
export function argumentsOf(call: Node): Node[] {
  const list = call.childForFieldName("arguments")?.namedChildren ?? [];
  return list.filter((child) => child.type !== "comment");
}
