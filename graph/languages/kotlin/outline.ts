import type { Node } from "web-tree-sitter";
import type { Definition, Outliner, Place } from "../language.ts";
import { namespaceDefinition } from "../namespace.ts";
import type { Visibility } from "../../parse/record.ts";
import { headText, type Hidden } from "../../parse/signature.ts";
import { headerImports } from "./imports.ts";

const hidden: Hidden = {
  strings: ["string_literal", "multiline_string_literal", "character_literal"],
  // Annotations say how a definition is used, and may hold code.
  comments: ["line_comment", "block_comment", "annotation", "file_annotation"],
  values: ["lambda_literal", "anonymous_function", "object_literal", "call_expression"],
};

const typeShape = /^(?:user|nullable|function|parenthesized|non_nullable)_type$/;

/** The syntax of Kotlin. */
export const outliner: Outliner = {
  define(node, place) {
    switch (node.type) {
      case "package_header":
        return definePackage(node);
      case "class_declaration":
      case "object_declaration":
      case "companion_object":
        return defineType(node, place);
      case "function_declaration":
      case "secondary_constructor":
        return defineFunction(node, place);
      case "property_declaration":
        return defineProperty(node, place);
      case "class_parameter":
        return defineParameter(node, place);
      case "type_alias":
        return defineAlias(node, place);
      default:
        return defineEntry(node, place);
    }
  },
  imports: headerImports,
  mention(name, role) {
    if (/^(?:this|super|it)\b/.test(name)) return undefined;
    if (role === "member") return `.${name}`;
    return /^[A-Z]/.test(name) ? /^\w+/.exec(name)?.[0] : name.split("`", 1)[0];
  },
  calls: () => [],
  exports: () => [],
};

function definePackage(node: Node): Definition | undefined {
  const nameNode = node.namedChildren[0];
  return nameNode === undefined ? undefined : namespaceDefinition("package", nameNode);
}

function defineType(node: Node, place: Place): Definition | undefined {
  const isCompanion = node.type === "companion_object";
  const nameNode = node.childForFieldName("name") ?? (isCompanion ? node : null);
  if (nameNode === null) return undefined;
  const name = nameNode === node ? "Companion" : nameOf(nameNode, place);
  const body = node.namedChildren.find(({ type }) => /^(?:enum_)?class_body$/.test(type)) ?? null;
  const head = headText(node, place.source, body, hidden);
  const kind = typeKind(node);
  return {
    name,
    kind,
    // Of a type inside of a function only the name shows: its head is part of a body.
    signature: place.inFunction ? `${kind} ${name}` : head,
    nameNode,
    functionLike: false,
    ...seen(node, place),
    bases: basesOf(node),
  };
}

function typeKind(node: Node): string {
  if (node.type !== "class_declaration") return "object";
  if (node.children.some(({ type }) => type === "interface")) return "interface";
  const words = modifiersOf(node);
  return words.includes("enum") ? "enum" : words.includes("annotation") ? "annotation" : "class";
}

function defineFunction(node: Node, place: Place): Definition | undefined {
  const isConstructor = node.type === "secondary_constructor";
  const nameNode = node.childForFieldName("name") ?? (isConstructor ? node : null);
  if (nameNode === null) return undefined;
  const name = isConstructor ? "constructor" : nameOf(nameNode, place);
  const body =
    node.namedChildren.find(({ type }) =>
      /^(?:function_body|block|constructor_delegation_call)$/.test(type),
    ) ?? null;
  const head = headText(node, place.source, body, hidden)
    .replace(/[=:]\s*$/, "")
    .trimEnd();
  const isMember = place.outer !== undefined && !place.inFunction;
  const kind = isConstructor
    ? "constructor"
    : isMember
      ? "method"
      : hasReceiver(node)
        ? "extension"
        : "function";
  return {
    name,
    kind,
    signature: place.inFunction ? `fun ${name}` : head,
    nameNode,
    functionLike: true,
    ...seen(node, place),
  };
}

/** Whether a function or property belongs to a type that is named before it: `fun A.b()`. */
function hasReceiver(node: Node): boolean {
  const first = node.namedChildren.find(
    ({ type }) => !/modifiers|type_parameters|comment/.test(type),
  );
  return first !== undefined && typeShape.test(first.type);
}

function defineProperty(node: Node, place: Place): Definition | undefined {
  const variable = node.namedChildren.find(({ type }) => type === "variable_declaration");
  const nameNode = variable?.namedChildren.find(({ type }) => type === "identifier");
  if (place.inFunction || variable === undefined || nameNode === undefined) return undefined;
  const words = modifiersOf(node);
  const kind = words.includes("const")
    ? "constant"
    : place.outer !== undefined
      ? "property"
      : hasReceiver(node)
        ? "extension"
        : "variable";
  return {
    name: nameOf(nameNode, place),
    kind,
    signature: headText(node, place.source, variable.nextSibling, hidden)
      .trimEnd()
      .replace(/(?:=|\bby)$/, "")
      .trimEnd(),
    nameNode,
    functionLike: false,
    ...seen(node, place),
  };
}

/** `val` and `var` in a primary constructor are properties; plain parameters are not. */
function defineParameter(node: Node, place: Place): Definition | undefined {
  const keyword = node.children.find(({ type }) => type === "val" || type === "var");
  const nameNode = node.namedChildren.find(({ type }) => type === "identifier");
  if (keyword === undefined || nameNode === undefined || place.inFunction) return undefined;
  const type = node.namedChildren.find((child) => typeShape.test(child.type));
  return {
    name: nameOf(nameNode, place),
    kind: "property",
    signature: headText(node, place.source, type?.nextSibling ?? null, hidden),
    nameNode,
    functionLike: false,
    ...seen(node, place),
  };
}

function defineAlias(node: Node, place: Place): Definition | undefined {
  const nameNode = node.childForFieldName("type");
  if (nameNode === null || place.inFunction) return undefined;
  const name = nameOf(nameNode, place);
  return {
    name,
    kind: "type",
    signature: `typealias ${name}`,
    nameNode,
    functionLike: false,
    ...seen(node, place),
  };
}

function defineEntry(node: Node, place: Place): Definition | undefined {
  const nameNode = node.namedChildren.find(({ type }) => type === "identifier");
  if (nameNode === undefined || place.inFunction) return undefined;
  const name = nameOf(nameNode, place);
  return { name, kind: "member", signature: name, nameNode, exported: false, functionLike: false };
}

/** As the file has it: the tree may be of a text that the grammar reads more easily. */
function nameOf({ startIndex, endIndex }: Node, { source }: Place): string {
  return source.slice(startIndex, endIndex).replaceAll("`", "");
}

function seen(node: Node, place: Place): { exported: boolean; visibility: Visibility } {
  const word = modifiersOf(node).find((item) =>
    /^(?:private|protected|internal|public)$/.test(item),
  );
  const visibility = word === undefined ? "public" : word === "internal" ? "package" : word;
  return {
    exported: place.outer === undefined && !place.inFunction && visibility === "public",
    visibility: visibility as Visibility,
  };
}

function modifiersOf(node: Node): string[] {
  const modifiers = node.namedChildren.find(({ type }) => type === "modifiers");
  return (modifiers?.namedChildren ?? [])
    .filter(({ type }) => type !== "annotation")
    .map(({ text }) => text);
}

function basesOf(node: Node): string[] {
  return node.namedChildren
    .filter(({ type }) => type === "delegation_specifiers")
    .flatMap((list) => list.namedChildren)
    .map(({ text }) => /^[\w.\s]+/.exec(text)?.[0].replace(/\s+(?:by\b.*)?/g, "") ?? "")
    .filter((name) => name !== "");
}
