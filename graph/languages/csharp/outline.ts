import type { Node } from "web-tree-sitter";
import type { Definition, Outliner, Place } from "../language.ts";
import { namespaceDefinition } from "../namespace.ts";
import type { Visibility } from "../../parse/record.ts";
import { headText, type Hidden } from "../../parse/signature.ts";
import { usingImports } from "./imports.ts";

const hidden: Hidden = {
  strings: [
    "string_literal",
    "verbatim_string_literal",
    "raw_string_literal",
    "interpolated_string_expression",
    "character_literal",
  ],
  // Attributes say how a definition is used, and may hold code.
  comments: ["comment", "attribute_list"],
  values: ["initializer_expression", "lambda_expression", "accessor_list", "argument_list"],
};

const kinds: Readonly<Record<string, string>> = {
  class_declaration: "class",
  struct_declaration: "struct",
  interface_declaration: "interface",
  record_declaration: "record",
  enum_declaration: "enum",
  delegate_declaration: "delegate",
  method_declaration: "method",
  constructor_declaration: "constructor",
  destructor_declaration: "destructor",
  operator_declaration: "operator",
  conversion_operator_declaration: "operator",
  indexer_declaration: "property",
  property_declaration: "property",
  event_declaration: "event",
  enum_member_declaration: "member",
  local_function_statement: "function",
};
const typeKind = /^(?:class|struct|interface|record|enum|delegate)$/;

/** The syntax of C#. */
export const outliner: Outliner = {
  define(node, place) {
    if (node.type.endsWith("namespace_declaration")) return defineNamespace(node);
    if (node.type === "variable_declarator") return defineField(node, place);
    const kind = kinds[node.type];
    if (kind === undefined) return undefined;
    return typeKind.test(kind) ? defineType(node, kind, place) : defineMember(node, kind, place);
  },
  imports: usingImports,
  mention(name, role) {
    if (/^(?:this|base|var|dynamic|nameof|nint|nuint|value)$/.test(name)) return undefined;
    // Of a name that may be a type's it says what the method is called on.
    if (role === "member") return `.${name.replace(/`\d+$/, "")}`;
    const full = name.replace(/^global::/, "").replaceAll("::", ".");
    return role === "annotation" ? `@${full}` : full;
  },
  calls: () => [],
  exports: () => [],
};

function defineNamespace(node: Node): Definition | undefined {
  const nameNode = node.childForFieldName("name");
  return nameNode === null ? undefined : namespaceDefinition("namespace", nameNode);
}

function defineType(node: Node, kind: string, place: Place): Definition | undefined {
  const nameNode = node.childForFieldName("name");
  if (nameNode === null) return undefined;
  const visibility = visibilityOf(node, place);
  const head = headText(node, place.source, node.childForFieldName("body"), hidden);
  return {
    name: nameNode.text,
    kind,
    // Of a type inside of a method only the name shows: its head is part of a body.
    signature: place.inFunction ? `${kind} ${nameNode.text}` : head.replace(/;\s*$/, ""),
    nameNode,
    exported: place.outer === undefined && visibility === "public",
    functionLike: false,
    visibility,
    bases: basesOf(node),
  };
}

function defineMember(node: Node, kind: string, place: Place): Definition | undefined {
  const isLocal = node.type === "local_function_statement";
  const named = node.childForFieldName("name");
  if (place.inFunction && !isLocal) return undefined;
  const name = named?.text ?? (node.type === "indexer_declaration" ? "this" : "operator");
  const nameNode = named ?? node.children.find(({ type }) => type === name) ?? node;
  const isDeclared = kind === "member" || isLocal;
  const extends_ = kind === "method" && isExtension(node);
  return {
    name,
    kind: extends_ ? "extension" : kind,
    signature: isDeclared ? name : signatureOf(node, place.source),
    nameNode,
    exported: false,
    functionLike: kind !== "member" && kind !== "property" && kind !== "event",
    visibility: kind === "member" ? "public" : visibilityOf(node, place),
  };
}

function signatureOf(node: Node, source: string): string {
  const body = ["body", "accessors", "value"]
    .map((field) => node.childForFieldName(field))
    .find((child) => child !== null);
  const initializer = node.namedChildren.find(({ type }) => type === "constructor_initializer");
  const head = headText(node, source, initializer ?? body ?? null, hidden);
  return head.replace(/(?:=>?|;|:)\s*$/, "").trimEnd();
}

/** Whether a static method is called on its first parameter. */
function isExtension(node: Node): boolean {
  const first = node.childForFieldName("parameters")?.namedChildren[0];
  return (
    first?.namedChildren.some(({ type, text }) => type === "modifier" && text === "this") === true
  );
}

function defineField(node: Node, place: Place): Definition | undefined {
  const nameNode = node.childForFieldName("name");
  const declaration = node.parent?.parent;
  if (nameNode === null || declaration === null || declaration === undefined || place.inFunction) {
    return undefined;
  }
  const first = node.parent?.namedChildren.find(({ type }) => type === "variable_declarator");
  const head = headText(declaration, place.source, first ?? null, hidden);
  const isEvent = declaration.type === "event_field_declaration";
  const isConstant =
    /\bconst\b/.test(head) || (/\bstatic\b/.test(head) && /\breadonly\b/.test(head));
  return {
    name: nameNode.text,
    kind: isEvent ? "event" : isConstant ? "constant" : "property",
    signature: `${head} ${nameNode.text}`.trimStart(),
    nameNode,
    exported: false,
    functionLike: false,
    visibility: visibilityOf(declaration, place),
  };
}

/** Types are internal and members private unless they say otherwise, in interfaces public. */
function visibilityOf(node: Node, place: Place): Visibility {
  const words = new Set(
    node.namedChildren.filter(({ type }) => type === "modifier").map(({ text }) => text),
  );
  if (words.has("public")) return "public";
  if (words.has("protected")) return "protected";
  if (words.has("private")) return "private";
  if (words.has("internal") || place.outer === undefined) return "package";
  return place.outer === "interface" ? "public" : "private";
}

function basesOf(node: Node): string[] {
  const list = node.namedChildren.find(({ type }) => type === "base_list");
  return (list?.namedChildren ?? [])
    .filter(({ type }) => type !== "predefined_type")
    .map(({ text }) => text.replace(/[<(][\s\S]*$/, "").replace(/\s+/g, ""));
}
