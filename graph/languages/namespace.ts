import type { Node } from "web-tree-sitter";
import type { Definition } from "./language.ts";

/**
 * The definition that a declaration such as `namespace a.b` or `package a.b` makes: it says where
 * what is inside or after it belongs, and has no members.
 */
export function namespaceDefinition(kind: "namespace" | "package", nameNode: Node): Definition {
  const name = nameNode.text.replace(/[\s`]+/g, "");
  return {
    name,
    kind,
    signature: `${kind} ${name}`,
    nameNode,
    exported: false,
    transparent: true,
    functionLike: false,
    visibility: "public",
  };
}
