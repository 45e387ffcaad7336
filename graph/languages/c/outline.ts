import type { Node } from "web-tree-sitter";
import type { Definition, Outliner, Place } from "../language.ts";
import { declaredBy } from "./declarators.ts";
import { includesOf } from "./includes.ts";
import { functionHead, typeHead, valueHead } from "./signatures.ts";

const typeKinds: Readonly<Record<string, string>> = {
  struct_specifier: "struct",
  union_specifier: "union",
  enum_specifier: "enum",
  class_specifier: "class",
};

/** The syntax of C. */
export const cOutliner: Outliner = {
  define: defineC,
  imports: (node, { source }) => includesOf(node, source),
  calls: () => [],
  exports: () => [],
};

/** The definitions that C and C++ share. */
export function defineC(node: Node, place: Place): Definition | undefined {
  switch (node.type) {
    case "function_definition":
      return defineFunction(node, place);
    case "type_definition":
      return defineAlias(node, place);
    case "struct_specifier":
    case "union_specifier":
    case "enum_specifier":
      return defineTagged(node, place);
    case "enumerator":
      return defineEnumerator(node, place);
    case "preproc_def":
    case "preproc_function_def":
      return defineMacro(node, place);
    case "field_declaration":
      return defineField(node, node.childForFieldName("declarator"), place);
    case "declaration":
      return defineDeclaration(node, place);
    default:
      return node.parent === null ? undefined : defineField(node.parent, node, place);
  }
}

function defineFunction(node: Node, place: Place): Definition | undefined {
  const declared = declaredBy(node.childForFieldName("declarator"));
  if (declared?.callable === undefined || place.inFunction) return undefined;
  return {
    ...named(declared.nameNode, "function", isStatic(node, place.source)),
    signature: functionHead(node, place.source),
    functionLike: true,
  };
}

/** `typedef struct { ... } name;` is the struct of that name, any other an alias. */
function defineAlias(node: Node, place: Place): Definition | undefined {
  const nameNode = declaredBy(node.childForFieldName("declarator"))?.nameNode;
  const type = node.childForFieldName("type");
  if (nameNode === undefined || type === null) return undefined;
  const body = type.childForFieldName("body");
  const kind = body === null ? "type" : (typeKinds[type.type] ?? "type");
  const tag = type.childForFieldName("name")?.text;
  const head =
    body === null
      ? functionHead(node, place.source)
      : `typedef ${kind}${tag === undefined ? "" : ` ${tag}`} ${nameNode.text}`;
  return {
    ...named(nameNode, kind),
    signature: place.inFunction ? `typedef ${nameNode.text}` : head,
    functionLike: false,
  };
}

/** A struct, union or enum with a body. */
function defineTagged(node: Node, place: Place): Definition | undefined {
  const nameNode = node.childForFieldName("name");
  const kind = typeKinds[node.type] ?? "struct";
  // It is represented by the type definition or field around it.
  if (node.parent?.type === "type_definition" || nameNode === null) return undefined;
  const head = place.inFunction ? `${kind} ${nameNode.text}` : typeHead(node, place.source);
  return { ...named(nameNode, kind), signature: head, functionLike: false };
}

function defineEnumerator(node: Node, place: Place): Definition | undefined {
  const nameNode = node.childForFieldName("name");
  if (nameNode === null || place.inFunction) return undefined;
  return { ...named(nameNode, "member"), signature: nameNode.text, functionLike: false };
}

function defineMacro(node: Node, place: Place): Definition | undefined {
  const nameNode = node.childForFieldName("name");
  if (nameNode === null || place.inFunction) return undefined;
  const parameters = node.childForFieldName("parameters")?.text.replace(/\s+/g, " ") ?? "";
  const isGuard =
    node.childForFieldName("value") === null &&
    /_H(?:H|PP|XX)?_*(?:INCLUDED_*)?$/i.test(nameNode.text);
  if (isGuard && parameters === "") return undefined;
  return {
    ...named(nameNode, "macro"),
    signature: `#define ${nameNode.text}${parameters}`,
    functionLike: false,
  };
}

function defineField(node: Node, declarator: Node | null, place: Place): Definition | undefined {
  const declared = declaredBy(declarator);
  if (declared === undefined || place.inFunction || node.type !== "field_declaration")
    return undefined;
  return {
    ...named(declared.nameNode, "property"),
    exported: false,
    signature: valueHead(node, declared.nameNode, place.source),
    functionLike: false,
    transparent: node.childForFieldName("type")?.childForFieldName("body") == null,
  };
}

function defineDeclaration(node: Node, place: Place): Definition | undefined {
  const declared = declaredBy(node.childForFieldName("declarator"));
  if (declared === undefined || place.inFunction) return undefined;
  const isLocal = isStatic(node, place.source);
  if (declared.callable !== undefined) {
    const signature = functionHead(node, place.source);
    return { ...named(declared.nameNode, "function", isLocal), signature, functionLike: true };
  }
  return {
    ...named(declared.nameNode, "variable", isLocal),
    signature: valueHead(node, declared.nameNode, place.source),
    functionLike: false,
    // A struct that is declared with its variable is its sibling.
    transparent: true,
  };
}

/** Of the file alone. */
export function isStatic(node: Node, source: string): boolean {
  return node.namedChildren.some(
    (child) =>
      child.type === "storage_class_specifier" && source.startsWith("static", child.startIndex),
  );
}

/** Name, kind and visibility of a definition. */
export function named(
  nameNode: Node,
  kind: string,
  isLocal = false,
): Pick<Definition, "name" | "kind" | "nameNode" | "exported" | "visibility"> {
  const visibility = isLocal ? "private" : "public";
  return { name: nameNode.text, kind, nameNode, exported: !isLocal, visibility };
}
