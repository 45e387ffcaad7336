import type { Node } from "web-tree-sitter";
import type { Definition, Outliner, Place } from "../language.ts";
import { namespaceDefinition } from "../namespace.ts";
import type { Visibility } from "../../parse/record.ts";
import { headText, type Hidden } from "../../parse/signature.ts";
import { phpImports } from "./imports.ts";

const hidden: Hidden = {
  strings: ["string", "encapsed_string", "heredoc", "nowdoc", "shell_command_expression"],
  // Attributes say how a definition is used, and may hold code.
  comments: ["comment", "attribute_list"],
  values: ["array_creation_expression", "object_creation_expression", "match_expression"],
};

const typeKinds: Readonly<Record<string, string>> = {
  class_declaration: "class",
  interface_declaration: "interface",
  trait_declaration: "trait",
  enum_declaration: "enum",
};
const own = /^(?:self|static|parent|true|false|null)$/i;

/** The syntax of PHP. */
export const outliner: Outliner = {
  define(node, place) {
    const kind = typeKinds[node.type];
    if (kind !== undefined) return defineType(node, kind, place);
    switch (node.type) {
      case "namespace_definition":
        return defineNamespace(node);
      case "function_definition":
      case "method_declaration":
        return defineFunction(node, place);
      case "const_element":
        return defineConstant(node, place);
      case "enum_case":
        return defineCase(node, place);
      default:
        return defineProperty(node, place);
    }
  },
  imports: phpImports,
  mention(name, role) {
    if (own.test(name)) return undefined;
    return role === "member" ? `${name}()` : name;
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
  const name = nameNode.text;
  const head = headText(node, place.source, node.childForFieldName("body"), hidden);
  return {
    name,
    kind,
    // Of a type inside of a function only the name shows: its head is part of a body.
    signature: place.inFunction ? `${kind} ${name}` : head,
    nameNode,
    exported: !place.inFunction,
    functionLike: false,
    visibility: "public",
    bases: basesOf(node),
  };
}

function defineFunction(node: Node, place: Place): Definition | undefined {
  const nameNode = node.childForFieldName("name");
  const isMethod = node.type === "method_declaration";
  // A method of an object that is made inside of a function is a part of that function's body.
  if (nameNode === null || (isMethod && place.inFunction)) return undefined;
  const name = nameNode.text;
  const head = headText(node, place.source, node.childForFieldName("body"), hidden);
  return {
    name,
    kind: !isMethod ? "function" : name === "__construct" ? "constructor" : "method",
    signature: place.inFunction ? `function ${name}` : head.replace(/;\s*$/, ""),
    nameNode,
    exported: !isMethod && !place.inFunction,
    functionLike: true,
    visibility: isMethod ? visibilityOf(node) : "public",
  };
}

function defineConstant(node: Node, place: Place): Definition | undefined {
  const nameNode = node.namedChildren[0];
  if (nameNode === undefined || place.inFunction) return undefined;
  const isMember = place.outer !== undefined;
  return {
    name: nameNode.text,
    kind: "constant",
    signature: `const ${nameNode.text}`,
    nameNode,
    exported: !isMember,
    functionLike: false,
    visibility: isMember && node.parent !== null ? visibilityOf(node.parent) : "public",
  };
}

function defineCase(node: Node, place: Place): Definition | undefined {
  const nameNode = node.childForFieldName("name");
  if (nameNode === null || place.inFunction) return undefined;
  return {
    name: nameNode.text,
    kind: "member",
    signature: `case ${nameNode.text}`,
    nameNode,
    exported: false,
    functionLike: false,
    visibility: "public",
  };
}

function defineProperty(node: Node, place: Place): Definition | undefined {
  const variable = node.childForFieldName("name");
  const nameNode = variable?.namedChildren[0];
  const declaration = node.parent;
  if (nameNode === undefined || declaration === null || place.inFunction) return undefined;
  const first = declaration.namedChildren.find(({ type }) => type === "property_element");
  const head = headText(declaration, place.source, first ?? null, hidden);
  return {
    name: nameNode.text,
    kind: "property",
    signature: `${head} $${nameNode.text}`.trimStart(),
    nameNode,
    exported: false,
    functionLike: false,
    visibility: visibilityOf(declaration),
  };
}

function visibilityOf(node: Node): Visibility {
  const word = node.namedChildren.find(({ type }) => type === "visibility_modifier")?.text;
  return word === "private" || word === "protected" ? word : "public";
}

function basesOf(node: Node): string[] {
  return node.namedChildren
    .filter(({ type }) => type === "base_clause" || type === "class_interface_clause")
    .flatMap((clause) => clause.namedChildren)
    .map(({ text }) => text.replace(/\s+/g, ""));
}
