import type { Node } from "web-tree-sitter";
import type { Visibility } from "../../parse/record.ts";
import { headText, type Hidden } from "../../parse/signature.ts";
import type { Outliner, Place } from "../language.ts";
import { includedFile, rustImports } from "./imports.ts";

const hidden: Hidden = {
  strings: ["string_literal", "raw_string_literal", "char_literal"],
  comments: ["line_comment", "block_comment"],
  values: ["block", "closure_expression", "token_tree", "field_declaration_list"],
};
/** A longer type is most of the definition's code. */
const typeLimit = 60;

const kinds: Readonly<Record<string, string>> = {
  function_item: "function",
  function_signature_item: "function",
  struct_item: "struct",
  enum_item: "enum",
  union_item: "union",
  trait_item: "trait",
  impl_item: "impl",
  type_item: "type",
  associated_type: "type",
  const_item: "constant",
  static_item: "variable",
  macro_definition: "macro",
  mod_item: "module",
  enum_variant: "member",
  field_declaration: "property",
};
const owners = new Set(["impl", "trait"]);

/** The syntax of Rust. */
export const outliner: Outliner = {
  define(node, place) {
    const kind = kinds[node.type];
    const nameNode = node.type === "impl_item" ? implName(node) : node.childForFieldName("name");
    if (kind === undefined || nameNode === null) return undefined;
    const isMember = kind === "member" || kind === "property";
    if (isMember && (place.inFunction || !isShown(node))) return undefined;
    const visibility = visibilityOf(node, kind, place);
    const name = nameNode.text.replace(/^r#/, "");
    return {
      name,
      kind: kind === "function" && owners.has(place.outer ?? "") ? "method" : kind,
      signature: place.inFunction
        ? `${keyword(node, place.source)}${name}`
        : signature(node, kind, place),
      nameNode,
      exported:
        !isMember && !owners.has(place.outer ?? "") && kind !== "impl" && visibility !== "private",
      // `const _: () = { ... }` holds statements and items as a function does.
      functionLike:
        /^(?:function|macro)$/.test(kind) || node.childForFieldName("value")?.type === "block",
      visibility,
      ...((kind === "trait" || kind === "impl") && { bases: basesOf(node) }),
    };
  },
  imports: rustImports,
  calls: includedFile,
  exports: () => [],
};

/** The type that an `impl` is about, without its arguments. */
function implName(node: Node): Node | null {
  const type = node.childForFieldName("type");
  if (type === null || type.type === "type_identifier") return type;
  return type.childForFieldName("name") ?? type.descendantsOfType("type_identifier")[0] ?? type;
}

/** Fields of a struct with names, and the variants of an enum. */
function isShown(node: Node): boolean {
  const owner = node.parent?.parent?.type;
  return owner === "struct_item" || owner === "union_item" || owner === "enum_item";
}

function signature(node: Node, kind: string, place: Place): string {
  const { source } = place;
  switch (kind) {
    case "constant":
    case "variable":
    case "property": {
      const type = node.childForFieldName("type");
      const head = source.slice(node.startIndex, node.childForFieldName("name")?.endIndex);
      const text = type === null ? "" : headText(type, source, null, hidden);
      return `${oneLine(head)}${text === "" || text.length > typeLimit ? "" : `: ${text}`}`;
    }
    case "member":
      return headText(node, source, node.childForFieldName("value"), hidden)
        .replace(/=$/, "")
        .trimEnd();
    case "macro":
      return `macro_rules! ${node.childForFieldName("name")?.text ?? ""}`;
    default: {
      const body = node.childForFieldName("body");
      // The parts of a tuple struct are its types and belong to its head.
      const end = body?.type === "ordered_field_declaration_list" ? null : body;
      return headText(node, source, end, hidden).replace(/;$/, "");
    }
  }
}

function keyword(node: Node, source: string): string {
  const name = node.childForFieldName("name") ?? node.childForFieldName("type");
  if (name === null) return "";
  const head = source.slice(node.startIndex, name.startIndex);
  const word = /\b(?:fn|struct|enum|union|trait|impl|type|const|static|mod)\b/.exec(head)?.[0];
  return word === undefined ? "" : `${word} `;
}

function oneLine(text: string): string {
  return text
    .replace(/\/\/[^\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*(?:\*\/)?/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

function visibilityOf(node: Node, kind: string, place: Place): Visibility {
  const modifier = node.namedChildren.find((child) => child.type === "visibility_modifier");
  if (modifier !== undefined) return modifier.text === "pub" ? "public" : "package";
  if (kind === "macro") return isExportedMacro(node, place.source) ? "public" : "package";
  const owner = node.parent?.parent;
  // What a trait asks for and what an implementation of one gives is as visible as the trait.
  const isOfTrait = owner?.type === "trait_item" || owner?.childForFieldName("trait") != null;
  return kind === "member" || kind === "impl" || isOfTrait ? "public" : "private";
}

function isExportedMacro(node: Node, source: string): boolean {
  const start = node.previousSibling?.startIndex ?? node.startIndex;
  return /#\[\s*macro_export/.test(source.slice(start, node.startIndex));
}

/** The trait that an `impl` is of, or the traits that a trait demands. */
function basesOf(node: Node): string[] {
  const trait = node.childForFieldName("trait");
  if (trait !== null) return [lastName(trait)];
  const bounds = node.childForFieldName("bounds");
  return (bounds?.namedChildren ?? [])
    .filter((child) => child.type.endsWith("type_identifier") || child.type === "generic_type")
    .map(lastName);
}

function lastName(type: Node): string {
  const plain = type.childForFieldName("type") ?? type;
  return (plain.childForFieldName("name") ?? plain).text;
}
