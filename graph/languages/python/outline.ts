import type { Node } from "web-tree-sitter";
import type { Definition, Outliner, Place } from "../language.ts";
import { docstring } from "../../parse/documentation.ts";
import type { DocRecord, Visibility } from "../../parse/record.ts";
import { headText, type Hidden } from "../../parse/signature.ts";
import { dynamicImports, statementImports } from "./imports.ts";

const hidden: Hidden = {
  strings: ["string", "concatenated_string"],
  comments: ["comment"],
  values: ["lambda", "dictionary", "list", "set", "list_comprehension", "dictionary_comprehension"],
};

/** The syntax of Python. */
export const outliner: Outliner = {
  define(node, place) {
    switch (node.type) {
      case "decorated_definition": {
        const inner = node.childForFieldName("definition");
        const definition = inner === null ? undefined : defineBlock(inner, place);
        if (inner === null || definition === undefined) return undefined;
        return {
          ...definition,
          kind: propertyKind(node, definition.kind),
          innerStart: inner.startIndex,
        };
      }
      case "function_definition":
      case "class_definition":
        return defineBlock(node, place);
      case "type_alias_statement":
        return defineAlias(node, place);
      default:
        return defineAssignment(node, place);
    }
  },
  imports: statementImports,
  calls: dynamicImports,
  exports: () => [],
  documentation,
};

/** The docstring of a module, a class or a function. */
function documentation(node: Node, source: string): DocRecord | undefined {
  const inner = node.type === "decorated_definition" ? node.childForFieldName("definition") : node;
  const body = node.type === "module" ? node : inner?.childForFieldName("body");
  const first = body?.namedChildren.find((child) => child.type !== "comment");
  const text = first?.type === "expression_statement" ? first.firstNamedChild : null;
  if (text?.type !== "string" || /^[fb]/i.test(text.text)) return undefined;
  return docstring(source.slice(text.startIndex, text.endIndex), text.startIndex);
}

function defineBlock(node: Node, place: Place): Definition | undefined {
  const nameNode = node.childForFieldName("name");
  if (nameNode === null) return undefined;
  const name = nameNode.text;
  const isClass = node.type === "class_definition";
  const inClass = place.outer === "class" && !place.inFunction;
  const kind = isClass ? "class" : inClass ? "method" : "function";
  const head = headText(node, place.source, node.childForFieldName("body"), hidden);
  return {
    name,
    kind,
    // Of a definition inside of a function only the name shows: its head is part of a body.
    signature: place.inFunction ? `${isClass ? "class" : "def"} ${name}` : head.replace(/:$/, ""),
    nameNode,
    exported: place.outer === undefined && !place.inFunction && isPublic(name),
    functionLike: !isClass,
    visibility: visibilityOf(name, place),
    ...(isClass && { bases: basesOf(node) }),
  };
}

/** By convention: two underscores hide a member, one hides it from all but subclasses. */
function visibilityOf(name: string, place: Place): Visibility {
  if (isPublic(name)) return "public";
  return name.startsWith("__") || place.outer === undefined ? "private" : "protected";
}

function basesOf(node: Node): string[] {
  const listed = node.childForFieldName("superclasses")?.namedChildren ?? [];
  return listed
    .filter(({ type }) => type !== "comment")
    .map((base) => base.text.replace(/\[[\s\S]*$/, "").replace(/\s+/g, ""));
}

function propertyKind(node: Node, kind: string): string {
  if (kind !== "method") return kind;
  const decorated = node.namedChildren.some(
    (child) =>
      child.type === "decorator" && /^@(?:\w+\.)*(?:cached_)?property\s*$/.test(child.text),
  );
  return decorated ? "getter" : kind;
}

function defineAlias(node: Node, place: Place): Definition | undefined {
  const nameNode = node.childForFieldName("left");
  if (nameNode === null || place.inFunction) return undefined;
  const name = /^\w+/.exec(nameNode.text)?.[0] ?? nameNode.text;
  return {
    name,
    kind: "type",
    signature: `type ${name}`,
    nameNode,
    exported: isPublic(name),
    functionLike: false,
  };
}

function defineAssignment(node: Node, place: Place): Definition | undefined {
  const nameNode = node.childForFieldName("left");
  if (place.inFunction || nameNode?.type !== "identifier") return undefined;
  const inClass = place.outer === "class";
  if (place.outer !== undefined && !inClass) return undefined;
  const name = nameNode.text;
  const annotation = node.childForFieldName("type");
  const text = annotation === null ? "" : headText(annotation, place.source, null, hidden);
  const typed = text !== "" && text.length <= 60 ? `: ${text}` : "";
  return {
    name,
    kind: inClass ? "property" : /^_?[A-Z][A-Z0-9_]*$/.test(name) ? "constant" : "variable",
    signature: `${name}${typed}`,
    nameNode,
    exported: !inClass && isPublic(name),
    functionLike: false,
    visibility: visibilityOf(name, place),
  };
}

function isPublic(name: string): boolean {
  return !name.startsWith("_") || /^__\w+__$/.test(name);
}
