import type { Node } from "web-tree-sitter";
import type { Definition, Outliner, Place } from "../language.ts";
import { namespaceDefinition } from "../namespace.ts";
import type { Visibility } from "../../parse/record.ts";
import { headText, type Hidden } from "../../parse/signature.ts";
import { declaredImports } from "./imports.ts";

const hidden: Hidden = {
  strings: ["string_literal", "character_literal"],
  // Annotations say how a definition is used, and may hold code.
  comments: ["line_comment", "block_comment", "annotation", "marker_annotation"],
  values: ["element_value_array_initializer", "lambda_expression"],
};

const typeKinds: Readonly<Record<string, string>> = {
  class_declaration: "class",
  interface_declaration: "interface",
  enum_declaration: "enum",
  record_declaration: "record",
  annotation_type_declaration: "annotation",
};

/** The syntax of Java. */
export const outliner: Outliner = {
  define(node, place) {
    const kind = typeKinds[node.type];
    if (kind !== undefined) return defineType(node, kind, place);
    switch (node.type) {
      case "package_declaration":
      case "module_declaration":
        return definePackage(node);
      case "variable_declarator":
        return defineField(node, place);
      case "enum_constant":
        return defineConstant(node, place);
      default:
        return defineMethod(node, place);
    }
  },
  imports: declaredImports,
  mention(name, role) {
    if (/^(?:this|super)\b/.test(name)) return undefined;
    // Only members can follow the name of a type.
    if (/^[A-Z]/.test(name)) return /^\w+/.exec(name)?.[0];
    return role === "value" && !/\.[A-Z]/.test(name) ? undefined : name;
  },
  calls: () => [],
  exports: () => [],
};

function definePackage(node: Node): Definition | undefined {
  const nameNode = node.namedChildren.find(({ type }) => /^(?:scoped_)?identifier$/.test(type));
  if (nameNode === undefined) return undefined;
  if (node.type !== "module_declaration") return namespaceDefinition("package", nameNode);
  const name = nameNode.text.replace(/\s+/g, "");
  return {
    name,
    kind: "module",
    signature: `module ${name}`,
    nameNode,
    exported: true,
    functionLike: false,
    visibility: "public",
  };
}

function defineType(node: Node, kind: string, place: Place): Definition | undefined {
  const nameNode = node.childForFieldName("name");
  if (nameNode === null) return undefined;
  const name = nameNode.text;
  const visibility = visibilityOf(node, place);
  const word = kind === "annotation" ? "@interface" : kind;
  const head = headText(node, place.source, node.childForFieldName("body"), hidden);
  return {
    name,
    kind,
    // Of a type inside of a method only the name shows: its head is part of a body.
    signature: place.inFunction ? `${word} ${name}` : head,
    nameNode,
    exported: place.outer === undefined && visibility === "public",
    functionLike: false,
    visibility,
    bases: basesOf(node),
  };
}

function defineMethod(node: Node, place: Place): Definition | undefined {
  const nameNode = node.childForFieldName("name");
  // A method of an object that is made inside of a function is a part of that function's body.
  if (nameNode === null || (place.inFunction && place.outer === "method")) return undefined;
  const isConstructor = node.type.endsWith("constructor_declaration");
  const body = node.childForFieldName("body") ?? node.childForFieldName("value");
  const head = headText(node, place.source, body, hidden);
  return {
    name: nameNode.text,
    kind: isConstructor ? "constructor" : "method",
    signature: place.inFunction ? nameNode.text : head.replace(/(?:;|\bdefault)\s*$/, "").trimEnd(),
    nameNode,
    exported: false,
    functionLike: true,
    visibility: visibilityOf(node, place),
  };
}

function defineField(node: Node, place: Place): Definition | undefined {
  const nameNode = node.childForFieldName("name");
  const declaration = node.parent;
  if (place.inFunction || nameNode === null || declaration === null) return undefined;
  const type = declaration.childForFieldName("type");
  const head = type === null ? "" : headText(declaration, place.source, nextTo(type), hidden);
  const isConstant =
    declaration.type === "constant_declaration" ||
    (/\bstatic\b/.test(head) && /\bfinal\b/.test(head));
  return {
    name: nameNode.text,
    kind: isConstant ? "constant" : "property",
    signature: `${head} ${nameNode.text}`.trimStart(),
    nameNode,
    exported: false,
    functionLike: false,
    visibility: visibilityOf(declaration, place),
  };
}

/** The first declarator, which follows the modifiers and the type. */
function nextTo(type: Node): Node | null {
  return type.nextNamedSibling;
}

function defineConstant(node: Node, place: Place): Definition | undefined {
  const nameNode = node.childForFieldName("name");
  if (nameNode === null || place.inFunction) return undefined;
  const name = nameNode.text;
  const visibility = "public";
  return {
    name,
    kind: "member",
    signature: name,
    nameNode,
    exported: false,
    functionLike: false,
    visibility,
  };
}

function visibilityOf(node: Node, place: Place): Visibility {
  const modifiers = node.namedChildren.find(({ type }) => type === "modifiers");
  const word = modifiers?.children.find(({ type }) => /^(?:public|protected|private)$/.test(type));
  if (word !== undefined) return word.type as Visibility;
  return place.outer === "interface" || place.outer === "annotation" ? "public" : "package";
}

/** Names of the types in `extends` and `implements`, without their type arguments. */
function basesOf(node: Node): string[] {
  const found: string[] = [];
  for (const child of node.namedChildren) {
    if (child.type === "superclass") found.push(...child.namedChildren.map(nameOf));
    if (child.type === "super_interfaces" || child.type === "extends_interfaces") {
      found.push(...child.namedChildren.flatMap((list) => list.namedChildren).map(nameOf));
    }
  }
  return found;
}

function nameOf(type: Node): string {
  return type.text.replace(/<[\s\S]*$/, "").replace(/\s+/g, "");
}
