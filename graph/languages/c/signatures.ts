import type { Node } from "web-tree-sitter";
import { headText, type Hidden } from "../../parse/signature.ts";

/** What signatures of C and C++ do not show. */
const hidden: Hidden = {
  strings: ["string_literal", "raw_string_literal", "char_literal", "concatenated_string"],
  comments: ["comment"],
  values: [
    "compound_statement",
    "initializer_list",
    "field_declaration_list",
    "enumerator_list",
    "lambda_expression",
    "call_expression",
    "requirement_seq",
  ],
};
/** A longer type is most of the definition's code. */
const typeLimit = 60;
const endings = new Set(["compound_statement", "field_initializer_list", "try_statement"]);

/** The head of a function: everything before its body, its initializers or its semicolon. */
export function functionHead(node: Node, source: string, inner: Node = node): string {
  const body = inner.namedChildren.find((child) => endings.has(child.type)) ?? null;
  return headText(node, source, body, hidden)
    .replace(/;$/, "")
    .replace(/(?<!\s)\s*=\s*(?:default|delete)$/, "");
}

/** The head of a struct, union, enum or class. */
export function typeHead(node: Node, source: string, inner: Node = node): string {
  return headText(node, source, inner.childForFieldName("body"), hidden).replace(/;$/, "");
}

/** A variable or a field with its type and without its value. */
export function valueHead(node: Node, nameNode: Node, source: string): string {
  const declarator = node
    .childrenForFieldName("declarator")
    .find(
      (child) => child.startIndex <= nameNode.startIndex && nameNode.endIndex <= child.endIndex,
    );
  const type = node.childForFieldName("type");
  if (declarator === undefined || type === null) return nameNode.text;
  const first = node.childrenForFieldName("declarator")[0];
  const before = oneLine(source.slice(node.startIndex, type.startIndex));
  const shape =
    declarator.type === "init_declarator" ? declarator.childForFieldName("declarator") : declarator;
  const isType = type.type.endsWith("_specifier") && type.childForFieldName("body") !== null;
  const typeText = isType
    ? (type.childForFieldName("name")?.text ?? type.type.replace(/_specifier$/, ""))
    : headText(type, source, null, hidden);
  const qualified =
    first === undefined ? "" : oneLine(source.slice(type.endIndex, first.startIndex));
  const words = [
    before,
    typeText,
    qualified,
    shape === null ? "" : headText(shape, source, null, hidden),
  ];
  const text = words
    .filter((word) => word !== "")
    .join(" ")
    .replace(/ ([*&]+) /g, "$1 ");
  return text.length > typeLimit + nameNode.text.length ? nameNode.text : text;
}

function oneLine(text: string): string {
  return text
    .replace(/\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
