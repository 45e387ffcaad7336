import type { Node } from "web-tree-sitter";
import type { Definition, Outliner, Place } from "../language.ts";
import type { Visibility } from "../../parse/record.ts";
import { headText, type Hidden } from "../../parse/signature.ts";
import { loadOf } from "./imports.ts";

const hidden: Hidden = {
  strings: ["string", "heredoc_beginning", "subshell", "character"],
  comments: ["comment"],
  values: ["hash", "array", "string_array", "symbol_array", "lambda", "block", "do_block", "regex"],
};

/** The syntax of Ruby. */
export const outliner: Outliner = {
  define(node, place) {
    switch (node.type) {
      case "module":
      case "class":
        return defineModule(node, place);
      case "method":
      case "singleton_method":
        return defineMethod(node, place);
      case "constant":
        return defineConstant(node, place);
      default:
        return defineAttribute(node, place);
    }
  },
  imports: () => [],
  calls: loadOf,
  exports: () => [],
};

function defineModule(node: Node, place: Place): Definition | undefined {
  const nameNode = node.childForFieldName("name");
  if (nameNode === null) return undefined;
  const name = nameNode.text.replace(/\s+/g, "");
  const superclass = node.childForFieldName("superclass");
  const head = headText(node, place.source, (superclass ?? nameNode).nextSibling, hidden);
  return {
    name,
    kind: node.type,
    signature: head.replace(/(?<![;\s])[;\s]+(?:end)?$/, ""),
    nameNode,
    exported: place.outer === undefined && !place.inFunction,
    functionLike: false,
    visibility: "public",
    ...(node.type === "class" && { bases: basesOf(superclass) }),
  };
}

function basesOf(superclass: Node | null): string[] {
  const name = superclass?.namedChildren[0]?.text.replace(/\s+/g, "") ?? "";
  return /^[\w:]+$/.test(name) ? [name] : [];
}

function defineMethod(node: Node, place: Place): Definition | undefined {
  const nameNode = node.childForFieldName("name");
  if (nameNode === null) return undefined;
  const name = nameNode.text.replace(/\s+/g, "");
  const isMember = place.outer !== undefined && !place.inFunction;
  const last = node.childForFieldName("parameters") ?? nameNode;
  const head = headText(node, place.source, last.nextSibling, hidden);
  return {
    name,
    kind: !isMember ? "function" : name === "initialize" ? "constructor" : "method",
    // Of a method inside of a method only the name shows: its head is part of a body.
    signature: place.inFunction ? `def ${name}` : head.replace(/(?<![;=\s])[;=\s]+(?:end)?$/, ""),
    nameNode,
    exported: !isMember && !place.inFunction,
    functionLike: true,
    visibility: visibilityOf(node, place.source),
  };
}

/** By `private` and its like, before the method or on a separate line above it. */
function visibilityOf(node: Node, source: string): Visibility {
  const wrapper = node.parent?.parent;
  const word = wrapper?.type === "call" ? wrapper.childForFieldName("method")?.text : undefined;
  if (word === "private" || word === "protected") return word;
  if (node.type === "singleton_method" || word === "public") return "public";
  const body = node.parent;
  if (body?.type !== "body_statement") return "public";
  const before = source.slice(body.startIndex - body.startPosition.column, node.startIndex);
  // Only a line of the same depth speaks of this method.
  const indent = " ".repeat(node.startPosition.column);
  const found = [...before.matchAll(/^([ \t]*)(private|protected|public)[ \t]*(?:#.*)?$/gm)];
  const last = found.findLast(([, space]) => space === indent)?.[2];
  return last === "private" || last === "protected" ? last : "public";
}

function defineConstant(node: Node, place: Place): Definition | undefined {
  if (place.inFunction) return undefined;
  const isMember = place.outer !== undefined;
  return {
    name: node.text,
    kind: "constant",
    signature: node.text,
    nameNode: node,
    exported: !isMember,
    functionLike: false,
    visibility: "public",
  };
}

/** `attr_reader :a` and its like define methods. */
function defineAttribute(node: Node, place: Place): Definition | undefined {
  const word = node.parent?.parent?.childForFieldName("method")?.text ?? "";
  if (!/^(?:attr|attr_reader|attr_writer|attr_accessor)$/.test(word)) return undefined;
  if (place.inFunction || place.outer === undefined) return undefined;
  const name = node.text.replace(/^:/, "");
  return {
    name,
    kind: "property",
    signature: `${word} :${name}`,
    nameNode: node,
    exported: false,
    functionLike: false,
    visibility: "public",
  };
}
