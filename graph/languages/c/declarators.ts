import type { Node } from "web-tree-sitter";

const names = new Set([
  "identifier",
  "field_identifier",
  "type_identifier",
  "primitive_type",
  "destructor_name",
  "operator_name",
  "operator_cast",
  "qualified_identifier",
  "template_function",
  "template_method",
]);

/** What a declarator such as `*(*names[4])(int)` declares. */
export interface Declared {
  /** The node of the name, a qualified one in C++. */
  readonly nameNode: Node;
  /** The function declarator around the name, when what is declared is a function. */
  readonly callable: Node | undefined;
}

/** Goes down a declarator to its name; undefined when it has none. */
export function declaredBy(declarator: Node | null): Declared | undefined {
  let callable: Node | undefined;
  let isPointer = false;
  for (let node = declarator; node !== null;) {
    const conversion = conversionOf(node);
    if (conversion !== null) return { nameNode: node, callable: conversion };
    if (names.has(node.type)) {
      return { nameNode: node, callable: isPointer ? undefined : callable };
    }
    if (node.type === "function_declarator") {
      callable = node;
      isPointer = false;
    } else if (node.type === "pointer_declarator" || node.type === "array_declarator") {
      // `int (*f)(int)` is a pointer, `int *f(int)` is a function.
      isPointer = callable !== undefined;
    }
    node = node.childForFieldName("declarator") ?? innerOf(node);
  }
  return undefined;
}

/** What follows the type of `operator bool() const`, which has no declarator around it. */
function conversionOf(node: Node): Node | null {
  if (node.type === "operator_cast") return node.childForFieldName("declarator");
  const inner = node.type === "qualified_identifier" ? node.childForFieldName("name") : null;
  return inner === null ? null : conversionOf(inner);
}

function innerOf(node: Node): Node | null {
  if (!/^(?:parenthesized|attributed|reference)_/.test(node.type)) return null;
  return (
    node.namedChildren.find(
      (child) => names.has(child.type) || child.type.endsWith("_declarator"),
    ) ?? null
  );
}
