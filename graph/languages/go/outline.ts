import type { Node } from "web-tree-sitter";
import { headText, type Hidden } from "../../parse/signature.ts";
import type { Definition, Outliner, Place } from "../language.ts";
import { goImports } from "./imports.ts";

const hidden: Hidden = {
  strings: ["interpreted_string_literal", "raw_string_literal", "rune_literal"],
  comments: ["comment"],
  values: ["field_declaration_list", "literal_value", "block"],
};
/** A longer type is most of the definition's code. */
const typeLimit = 60;

/** The syntax of Go. */
export const outliner: Outliner = {
  define(node, place) {
    switch (node.type) {
      case "function_declaration":
      case "method_declaration":
      case "method_elem":
        return defineFunction(node, place);
      case "type_spec":
      case "type_alias":
        return defineType(node, place);
      case "field_declaration":
        return defineField(node, place);
      case "const_spec":
      case "var_spec":
        return defineValue(node, node.childForFieldName("name"), place);
      case "field_identifier":
        return node.parent === null ? undefined : fieldOf(node, node.parent, place);
      default:
        return defineLaterValue(node, place);
    }
  },
  imports: goImports,
  calls: () => [],
  exports: () => [],
};

function defineFunction(node: Node, place: Place): Definition | undefined {
  const nameNode = node.childForFieldName("name");
  if (nameNode === null || place.inFunction) return undefined;
  const isElement = node.type === "method_elem";
  // Only a named interface type shows its methods.
  if (isElement && node.parent?.parent?.type !== "type_spec") return undefined;
  const owner = node.type === "method_declaration" ? receiverOf(node) : undefined;
  return {
    ...named(nameNode, isElement || node.type === "method_declaration" ? "method" : "function"),
    signature: headText(node, place.source, node.childForFieldName("body"), hidden),
    functionLike: true,
    ...(owner !== undefined && { parent: owner, exported: false }),
  };
}

/** `*T[P]` is a method of `T`. */
function receiverOf(node: Node): string | undefined {
  const receiver = node.childForFieldName("receiver");
  return receiver?.descendantsOfType("type_identifier")[0]?.text;
}

const kinds: Readonly<Record<string, string>> = {
  struct_type: "struct",
  interface_type: "interface",
};

function defineType(node: Node, place: Place): Definition | undefined {
  const nameNode = node.childForFieldName("name");
  const type = node.childForFieldName("type");
  if (nameNode === null || type === null) return undefined;
  const kind = kinds[type.type] ?? "type";
  // Of a definition inside of a function only the name shows: its head is part of a body.
  if (place.inFunction) {
    return { ...named(nameNode, kind), signature: `type ${nameNode.text}`, functionLike: false };
  }
  const body =
    type.type === "struct_type"
      ? (type.namedChildren[0] ?? null)
      : type.type === "interface_type"
        ? (type.children.find((child) => child.type === "{") ?? null)
        : null;
  const head = `type ${headText(node, place.source, body, hidden)}`;
  return {
    ...named(nameNode, kind),
    signature: head,
    functionLike: false,
    ...(kind !== "type" && { bases: embeddedIn(type) }),
  };
}

/** Names of the types that a struct or an interface embeds. */
function embeddedIn(type: Node): string[] {
  const list = type.type === "struct_type" ? type.namedChildren[0] : type;
  const names: string[] = [];
  for (const child of list?.namedChildren ?? []) {
    if (child.type === "field_declaration" && child.childForFieldName("name") !== null) continue;
    if (child.type !== "field_declaration" && child.type !== "type_elem") continue;
    if (child.type === "type_elem" && child.namedChildCount > 1) continue;
    const name = child.descendantsOfType("type_identifier")[0]?.text;
    if (name !== undefined) names.push(name);
  }
  return names;
}

function defineField(node: Node, place: Place): Definition | undefined {
  const nameNode = node.childForFieldName("name") ?? embeddedName(node);
  return nameNode === null ? undefined : fieldOf(nameNode, node, place);
}

function fieldOf(nameNode: Node, node: Node, place: Place): Definition | undefined {
  if (place.inFunction) return undefined;
  const type = node.childForFieldName("name") === null ? "" : shortType(node, place.source);
  return {
    ...named(nameNode, "property"),
    signature: `${nameNode.text}${type}`,
    functionLike: false,
    exported: false,
    // Names that follow in the same declaration are its siblings.
    transparent: true,
  };
}

function embeddedName(node: Node): Node | null {
  const type = node.childForFieldName("type");
  return type?.type === "type_identifier"
    ? type
    : (type?.descendantsOfType("type_identifier")[0] ?? null);
}

/** The second and later names of `var a, b = 1, 2`. */
function defineLaterValue(node: Node, place: Place): Definition | undefined {
  return node.parent === null ? undefined : defineValue(node.parent, node, place);
}

function defineValue(node: Node, nameNode: Node | null, place: Place): Definition | undefined {
  if (nameNode === null || place.inFunction || nameNode.text === "_") return undefined;
  const isConstant = node.type === "const_spec";
  return {
    ...named(nameNode, isConstant ? "constant" : "variable"),
    signature: `${isConstant ? "const" : "var"} ${nameNode.text}${shortType(node, place.source)}`,
    functionLike: false,
    transparent: node.childrenForFieldName("name").filter((child) => child.isNamed).length > 1,
  };
}

function shortType(node: Node, source: string): string {
  const type = node.childForFieldName("type");
  if (type === null) return "";
  const text = headText(type, source, null, hidden);
  return text.length <= typeLimit && !text.includes("{") ? ` ${text}` : "";
}

function named(
  nameNode: Node,
  kind: string,
): Pick<Definition, "name" | "kind" | "nameNode" | "exported" | "visibility"> {
  const name = nameNode.text;
  const exported = /^\p{Lu}/u.test(name);
  return { name, kind, nameNode, exported, visibility: exported ? "public" : "package" };
}
