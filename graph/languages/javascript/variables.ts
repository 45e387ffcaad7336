import type { Node } from "web-tree-sitter";
import type { Definition, Place } from "../language.ts";
import { annotationOf, functionHead, isExported, isFunction } from "./heads.ts";

/** The definition that a variable with a plain name makes outside of functions. */
export function defineVariable(node: Node, place: Place): Definition | undefined {
  const nameNode = node.childForFieldName("name");
  if (place.inFunction || nameNode?.type !== "identifier") return undefined;
  const { source } = place;
  const value = node.childForFieldName("value");
  if (value !== null && isLoad(value, source)) return undefined;
  const keyword = keywordOf(node, source);
  const name = nameNode.text;
  const exported = node.parent !== null && isExported(node.parent);
  if (value !== null && isFunction(value)) {
    const signature = `${keyword} ${name} = ${functionHead(value, source)}`;
    return { name, kind: "function", signature, nameNode, exported, functionLike: true };
  }
  const kind = value?.type === "class" ? "class" : kindOf(keyword);
  const signature = `${keyword} ${name}${annotationOf(node, source)}`;
  return { name, kind, signature, nameNode, exported, functionLike: false };
}

/** The definition that a name in a pattern makes: `const { a, b: [c], ...d } = x`. */
export function defineDestructured(nameNode: Node, place: Place): Definition | undefined {
  if (place.inFunction) return undefined;
  let pattern: Node | null = nameNode.parent;
  while (pattern !== null && pattern.type.endsWith("_pattern")) pattern = pattern.parent;
  const { source } = place;
  if (pattern?.type !== "variable_declarator" || pattern.parent === null) return undefined;
  const value = pattern.childForFieldName("value");
  // What a module gives is defined there.
  if (value === null || isAnyLoad.test(source.slice(value.startIndex, value.startIndex + 40))) {
    return undefined;
  }
  const keyword = keywordOf(pattern, source);
  const name = nameNode.text;
  return {
    name,
    kind: kindOf(keyword),
    signature: `${keyword} ${name}`,
    nameNode,
    exported: isExported(pattern.parent),
    functionLike: false,
  };
}

const isAnyLoad = /^\(?\s*(?:await\s+)?(?:require|import)\s*\(/;

function keywordOf(declarator: Node, source: string): string {
  const start = declarator.parent?.startIndex ?? 0;
  return ["const", "let"].find((word) => source.startsWith(word, start)) ?? "var";
}

function kindOf(keyword: string): string {
  return keyword === "const" ? "constant" : "variable";
}

/** Whether a value is nothing but a module or a member of it. */
function isLoad(value: Node, source: string): boolean {
  const isCall = source.startsWith("require(", value.startIndex);
  return isCall && /^require\(\s*["'`][^"'`]*["'`]\s*\)(?:\.\w+)*$/.test(value.text);
}
