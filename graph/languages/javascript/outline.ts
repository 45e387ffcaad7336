import type { Node } from "web-tree-sitter";
import type { Definition, ExportedName, Outliner, Place } from "../language.ts";
import type { Visibility } from "../../parse/record.ts";
import { headText } from "../../parse/signature.ts";
import { assignedExports, definePlainAssignment } from "./assignments.ts";
import { basesOf } from "./bases.ts";
import { annotationOf, functionHead, hidden, isExported, isFunction } from "./heads.ts";
import { moduleImports } from "./imports.ts";
import { loadsOf } from "./loads.ts";
import { defineDestructured, defineVariable } from "./variables.ts";

const simpleKinds: Readonly<Record<string, string>> = {
  function_declaration: "function",
  generator_function_declaration: "function",
  function_signature: "function",
  class_declaration: "class",
  abstract_class_declaration: "class",
  interface_declaration: "interface",
  type_alias_declaration: "type",
  enum_declaration: "enum",
  internal_module: "namespace",
  module: "namespace",
};

/** The syntax of JavaScript and TypeScript, whose trees differ only by additions. */
export const outliner: Outliner = {
  define(node, place) {
    const { type } = node;
    const kind = simpleKinds[type];
    if (kind !== undefined) return defineSimple(node, kind, place);
    switch (type) {
      case "variable_declarator":
        return defineVariable(node, place);
      case "identifier":
      case "shorthand_property_identifier_pattern":
        return defineDestructured(node, place);
      case "method_definition":
      case "method_signature":
      case "abstract_method_signature":
        return defineMethod(node, place);
      case "pair":
        return definePair(node, place);
      case "public_field_definition":
      case "field_definition":
      case "property_signature":
        return defineField(node, place);
      case "property_identifier":
      case "enum_assignment":
        return defineMember(node, place);
      case "assignment_expression":
        return definePlainAssignment(node, place);
      default:
        return defineDefault(node, place);
    }
  },
  imports: moduleImports,
  calls: loadsOf,
  exports: exportedNames,
};

function defineSimple(node: Node, kind: string, place: Place): Definition | undefined {
  const nameNode = node.childForFieldName("name");
  if (nameNode === null) return undefined;
  const { source } = place;
  const functionLike = kind === "function";
  const body = kind === "type" ? node.childForFieldName("value") : node.childForFieldName("body");
  const name = nameNode.text.replace(/^["']|["']$/g, "");
  const exported = isExported(node);
  return {
    name,
    kind,
    // Of a function inside of a function only the name shows: its head is part of a body.
    signature: place.inFunction ? `${kind} ${name}` : simpleHead(node, body, source),
    nameNode,
    exported,
    functionLike,
    ...(exported && isDefault(node, source) && { exportedAs: "default" }),
    ...((kind === "class" || kind === "interface") && { bases: basesOf(node) }),
  };
}

function simpleHead(node: Node, body: Node | null, source: string): string {
  const head = headText(node, source, body, hidden);
  return withoutDecorators(head.replace(/[={;]\s*$/, "").trimEnd());
}

function defineMethod(node: Node, place: Place): Definition | undefined {
  // A method of an object inside of a function is a part of that function's body.
  if (place.inFunction && node.parent?.type === "object") return undefined;
  const nameNode = node.childForFieldName("name");
  if (nameNode === null || nameNode.type === "computed_property_name") return undefined;
  const name = nameNode.text.replace(/^["']|["']$/g, "");
  const head = headText(node, place.source, node.childForFieldName("body"), hidden);
  const kind =
    name === "constructor" && node.parent?.type === "class_body"
      ? "constructor"
      : /^(?:static\s+)?get\s/.test(head)
        ? "getter"
        : /^(?:static\s+)?set\s/.test(head)
          ? "setter"
          : "method";
  return {
    name,
    kind,
    signature: place.inFunction || !isShown(node) ? name : withoutDecorators(head),
    nameNode,
    exported: false,
    functionLike: true,
    ...accessOf(head),
  };
}

const holders = new Set([
  "variable_declarator",
  "assignment_expression",
  "export_statement",
  "as_expression",
  "satisfies_expression",
]);

/** Members of an object or a class deep inside of a value are a part of that value's code. */
function isShown(node: Node): boolean {
  const outer = node.parent;
  const owner = outer?.type === "class_body" ? outer.parent : outer;
  const isValue = owner?.type === "object" || owner?.type === "class";
  return !isValue || holders.has(owner.parent?.type ?? "");
}

function definePair(node: Node, place: Place): Definition | undefined {
  if (place.inFunction || !isShown(node)) return undefined;
  const nameNode = node.childForFieldName("key");
  const value = node.childForFieldName("value");
  if (nameNode === null || value === null) return undefined;
  const name = nameOf(nameNode, place);
  return {
    name,
    kind: "method",
    signature: `${name}: ${functionHead(value, place.source)}`,
    nameNode,
    exported: false,
    functionLike: true,
  };
}

function defineField(node: Node, place: Place): Definition | undefined {
  const nameNode = node.childForFieldName("name") ?? node.childForFieldName("property");
  if (nameNode === null || !nameNode.type.endsWith("identifier")) return undefined;
  const isHidden = place.inFunction || !isShown(node);
  const value = node.childForFieldName("value");
  const name = nameOf(nameNode, place);
  if (value !== null && isFunction(value)) {
    return {
      name,
      kind: "method",
      signature: isHidden ? name : `${name} = ${functionHead(value, place.source)}`,
      nameNode,
      exported: false,
      functionLike: true,
    };
  }
  return {
    name,
    kind: "property",
    signature: isHidden ? name : `${name}${annotationOf(node, place.source)}`,
    nameNode,
    exported: false,
    functionLike: false,
    ...accessOf(place.source.slice(node.startIndex, nameNode.startIndex)),
  };
}

/** A name as the file has it; the parser may have read another word of that length. */
function nameOf(node: Node, { source }: Place): string {
  return source.slice(node.startIndex, node.endIndex);
}

/** What the modifiers of a member say; without one it is public. */
function accessOf(head: string): { visibility?: Visibility } {
  const word = /^(?:@[\w.]+(?:\([^()]*\))?\s+)*(?:static\s+)?(private|protected|public)\s/.exec(
    head,
  )?.[1];
  return word === undefined ? {} : { visibility: word as Visibility };
}

function defineMember(node: Node, place: Place): Definition | undefined {
  if (place.outer !== "enum") return undefined;
  const nameNode = node.childForFieldName("name") ?? node;
  const name = nameNode.text.replace(/^["']|["']$/g, "");
  return { name, kind: "member", signature: name, nameNode, exported: false, functionLike: false };
}

function defineDefault(node: Node, place: Place): Definition | undefined {
  if (node.parent?.type !== "export_statement") return undefined;
  const functionLike = isFunction(node);
  const head = functionLike
    ? functionHead(node, place.source)
    : node.type === "class"
      ? headText(node, place.source, node.childForFieldName("body"), hidden)
      : "";
  return {
    name: "default",
    kind: functionLike ? "function" : node.type === "class" ? "class" : "constant",
    signature: `default ${head}`.trimEnd(),
    nameNode: node,
    exported: true,
    functionLike,
  };
}

/** Whether an exported definition follows `export default`. */
function isDefault(node: Node, source: string): boolean {
  const before = source.slice(Math.max(0, node.startIndex - 40), node.startIndex);
  return /\bdefault\s*(?:\/\*[^*]*\*\/\s*)?$/.test(before);
}

function withoutDecorators(head: string): string {
  return head.replace(/^(?:@[\w.]+(?:\(…\)|\([^()]*\))?\s+)+/, "");
}

function exportedNames(node: Node, source: string): ExportedName[] {
  if (node.type === "assignment_expression") return assignedExports(node);
  if (node.childForFieldName("source") !== null) return [];
  const value = node.childForFieldName("value");
  if (value?.type === "identifier") return [{ name: value.text, as: "default" }];
  const clause = node.namedChildren.find((child) => child.type === "export_clause");
  if (clause === undefined) return [];
  return clause.namedChildren.flatMap((specifier) => {
    const name = specifier.childForFieldName("name");
    const alias = specifier.childForFieldName("alias") ?? name;
    if (name === null || alias === null) return [];
    return {
      name: source.slice(name.startIndex, name.endIndex),
      as: source.slice(alias.startIndex, alias.endIndex),
    };
  });
}
