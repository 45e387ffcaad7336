import type { Node } from "web-tree-sitter";
import type { Definition, Place } from "../language.ts";
import { functionHead, isFunction } from "./heads.ts";

/**
 * The definition that an assignment at the top level makes: `exports.a = ...`,
 * `module.exports = ...`, `A.prototype.b = function ...`, `A.b = function ...`.
 */
export function definePlainAssignment(node: Node, place: Place): Definition | undefined {
  if (place.inFunction || place.outer !== undefined) return undefined;
  const left = node.childForFieldName("left");
  const value = node.childForFieldName("right");
  const property = left?.childForFieldName("property") ?? null;
  if (left === null || value === null || property === null) return undefined;
  const target = left.text.replace(/\s+/g, "");
  if (!/^[\w$.]+$/.test(target) || target.length > 120) return undefined;
  const functionLike = isFunction(value);
  const parts = target.split(".");
  const name = parts.at(-1) ?? target;
  const owner = parts.slice(0, -1);
  const exports = isExports(owner);
  if (target === "module.exports" || exports) {
    const whole = target === "module.exports";
    // `exports.a = a` only exports what is defined elsewhere.
    if (value.type === "identifier" || (whole && !functionLike && value.type !== "class")) {
      return whole && value.type === "object" ? moduleObject(property) : undefined;
    }
    return {
      name: whole ? (value.childForFieldName("name")?.text ?? "default") : name,
      kind: functionLike ? "function" : value.type === "class" ? "class" : "constant",
      signature: functionLike ? `${target} = ${functionHead(value, place.source)}` : target,
      nameNode: property,
      exported: true,
      functionLike,
    };
  }
  if (!functionLike) return undefined;
  const parent = owner.at(-1) === "prototype" ? owner.at(-2) : owner.at(-1);
  return {
    name,
    kind: "method",
    signature: `${target} = ${functionHead(value, place.source)}`,
    nameNode: property,
    exported: false,
    functionLike,
    ...(parent !== undefined && parent !== "this" && { parent }),
  };
}

/** Names that `module.exports = a`, `module.exports = { a, b }` or `exports.a = a` export. */
export function assignedExports(node: Node): string[] {
  const left = node.childForFieldName("left")?.text ?? "";
  const value = node.childForFieldName("right");
  if (value === null || !/^(?:module\.)?exports\b/.test(left)) return [];
  if (value.type === "identifier") return [value.text];
  if (value.type !== "object") return [];
  return value.namedChildren
    .map((child) => (child.type === "pair" ? child.childForFieldName("value") : child))
    .filter(
      (child) => child?.type === "identifier" || child?.type === "shorthand_property_identifier",
    )
    .map((child) => child?.text ?? "");
}

function isExports(owner: readonly string[]): boolean {
  const text = owner.join(".");
  return text === "exports" || text === "module.exports";
}

function moduleObject(property: Node): Definition {
  return {
    name: "exports",
    kind: "constant",
    signature: "module.exports",
    nameNode: property,
    exported: true,
    functionLike: false,
  };
}
