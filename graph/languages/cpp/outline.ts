import type { Node } from "web-tree-sitter";
import { declaredBy } from "../c/declarators.ts";
import { includesOf } from "../c/includes.ts";
import { defineC, isStatic, named } from "../c/outline.ts";
import { functionHead, typeHead } from "../c/signatures.ts";
import type { Definition, Outliner, Place } from "../language.ts";
import { accessOf } from "./access.ts";

/** The syntax of C++: what C does not have, and what it means inside of classes. */
export const cppOutliner: Outliner = {
  define: (node, place) => defineCpp(node, node, place),
  imports: (node, { source }) => includesOf(node, source),
  calls: () => [],
  exports: () => [],
};

/**
 * @param node what is defined
 * @param whole the same with the template head in front of it
 */
function defineCpp(node: Node, whole: Node, place: Place): Definition | undefined {
  switch (node.type) {
    case "template_declaration":
      return defineTemplate(node, place);
    case "namespace_definition":
      return defineNamespace(node, place);
    case "class_specifier":
    case "struct_specifier":
    case "union_specifier":
    case "enum_specifier":
      return defineClass(node, whole, place);
    case "alias_declaration":
    case "concept_definition":
      return defineAlias(node, whole, place);
    case "function_definition":
    case "declaration":
    case "field_declaration":
      return (
        defineMember(node, whole, place) ?? (node === whole ? defineC(node, place) : undefined)
      );
    default:
      return defineLaterField(node, place);
  }
}

/** The second and later names of `int a, b;`, or what C has too. */
function defineLaterField(node: Node, place: Place): Definition | undefined {
  const definition = defineC(node, place);
  const field = node.parent?.type === "field_declaration" ? node.parent : undefined;
  const visibility = field === undefined ? undefined : accessOf(field);
  return visibility === undefined ? definition : definition && { ...definition, visibility };
}

function defineTemplate(node: Node, place: Place): Definition | undefined {
  const inner = node.namedChildren.at(-1);
  if (inner === undefined || inner.type === "template_parameter_list") return undefined;
  const type = inner.type === "declaration" ? inner.childForFieldName("type") : null;
  // `template <...> class A { ... };` may be read as a declaration without a name.
  const isClass = type?.childForFieldName("body") != null;
  const definition = defineCpp(isClass && type !== null ? type : inner, node, place);
  return definition && { ...definition, innerStart: inner.startIndex };
}

function defineNamespace(node: Node, place: Place): Definition | undefined {
  const nameNode = node.childForFieldName("name");
  if (nameNode === null || place.inFunction) return undefined;
  return {
    ...named(nameNode, "namespace"),
    signature: `namespace ${nameNode.text.replace(/\s+/g, "")}`,
    functionLike: false,
    transparent: true,
  };
}

function defineClass(node: Node, whole: Node, place: Place): Definition | undefined {
  const nameNode = node.childForFieldName("name");
  // The grammar makes up an empty name where it misses one.
  if (!nameNode?.text || node.parent?.type === "type_definition") return undefined;
  if (node.childForFieldName("body") === null) return undefined;
  const kind = node.type.replace(/_specifier$/, "");
  const head = place.inFunction ? `${kind} ${nameNode.text}` : typeHead(whole, place.source, node);
  const access = accessOf(node.parent?.type === "field_declaration" ? node.parent : node);
  return {
    ...named(nameNode, kind),
    name: /^[^<\s]+/.exec(nameNode.text)?.[0] ?? nameNode.text,
    signature: head,
    functionLike: false,
    ...(access !== undefined && { visibility: access, exported: false }),
    ...(kind !== "enum" && { bases: basesOf(node) }),
  };
}

function basesOf(node: Node): string[] {
  const clause = node.namedChildren.find((child) => child.type === "base_class_clause");
  return (clause?.namedChildren ?? [])
    .filter((child) => /type|qualified/.test(child.type))
    .map((child) => lastName(child));
}

function lastName(node: Node): string {
  const name = node.childForFieldName("name");
  return name === null ? node.text : lastName(name);
}

function defineAlias(node: Node, whole: Node, place: Place): Definition | undefined {
  const nameNode = node.childForFieldName("name");
  if (nameNode === null || place.inFunction) return undefined;
  const isConcept = node.type === "concept_definition";
  const access = accessOf(node);
  const head = (typeHead(whole, place.source).split("=", 1)[0] ?? "").trimEnd();
  return {
    ...named(nameNode, isConcept ? "concept" : "type"),
    signature: isConcept ? `concept ${nameNode.text}` : head,
    functionLike: false,
    ...(access !== undefined && { visibility: access, exported: false }),
  };
}

/** Functions, and everything that a class holds. */
function defineMember(node: Node, whole: Node, place: Place): Definition | undefined {
  if (place.inFunction) return undefined;
  const declared = declaredBy(node.childForFieldName("declarator"));
  const access = accessOf(node);
  if (declared?.callable === undefined) {
    const field = access === undefined ? undefined : defineC(node, place);
    return field && { ...field, visibility: access ?? "public", exported: false };
  }
  const { name, owner } = nameAndOwner(declared.nameNode);
  const isMember = access !== undefined || owner !== undefined;
  const isConstructor = name === owner || (access !== undefined && isNameOfClass(node, name));
  const kind = !isMember ? "function" : isConstructor ? "constructor" : "method";
  const local = !isMember && isStatic(node, place.source);
  return {
    ...named(declared.nameNode, kind, local),
    name,
    signature: functionHead(whole, place.source, node),
    functionLike: true,
    ...(isMember && { exported: false }),
    ...(access !== undefined && { visibility: access }),
    ...(owner !== undefined && access === undefined && { parent: owner }),
  };
}

/** `ns::Store<T>::load` is `load` of `Store`. */
function nameAndOwner(nameNode: Node): { name: string; owner: string | undefined } {
  let owner: string | undefined;
  let at = nameNode;
  while (at.type === "qualified_identifier") {
    const scope = at.childForFieldName("scope");
    const inner = at.childForFieldName("name");
    if (scope !== null) owner = /^[^<\s]+/.exec(lastName(scope))?.[0];
    if (inner === null) break;
    at = inner;
  }
  const plain = at.type === "template_function" ? (at.childForFieldName("name") ?? at) : at;
  // `operator bool() const` holds its parameters.
  const text =
    plain.type === "operator_cast" ? (plain.text.split("(", 1)[0] ?? "").trimEnd() : plain.text;
  return { name: text.replace(/\s+/g, " "), owner };
}

function isNameOfClass(node: Node, name: string): boolean {
  const list = node.parent?.type === "template_declaration" ? node.parent.parent : node.parent;
  const own = list?.parent?.childForFieldName("name")?.text;
  return own !== undefined && /^[^<\s]+/.exec(own)?.[0] === name;
}
