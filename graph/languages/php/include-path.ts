import type { Node } from "web-tree-sitter";

/**
 * The path that an include names: from its own directory as `./a.php` or `../a.php`, `a.php` when
 * the search path decides, and `…/a.php` when a part of it is only known at run time.
 */
export function includedPath(value: Node): string {
  const parts = partsOf(value);
  const text = parts.join("");
  if (text.startsWith("\0")) {
    // Levels above the own directory, one \0 for the directory itself.
    const levels = /^\0+/.exec(text)?.[0].length ?? 1;
    const rest = text.slice(levels).replace(/^\/+/, "");
    const start = levels > 1 ? "../".repeat(levels - 1) : rest.startsWith("../") ? "" : "./";
    return rest.includes("…") ? `…${rest.slice(rest.lastIndexOf("…") + 1)}` : start + rest;
  }
  return text.includes("…") ? `…${text.slice(text.lastIndexOf("…") + 1)}` : text;
}

/** Pieces of a path: literal text, a `\0` for each level from the file's directory, `…`. */
function partsOf(value: Node): string[] {
  switch (value.type) {
    case "parenthesized_expression":
      return value.namedChildren.flatMap(partsOf);
    case "binary_expression": {
      const left = value.childForFieldName("left");
      const right = value.childForFieldName("right");
      const joins = value.children.some(({ type }) => type === ".");
      return joins && left !== null && right !== null
        ? [...partsOf(left), ...partsOf(right)]
        : ["…"];
    }
    case "string":
    case "encapsed_string":
      return value.namedChildren.map((part) => (part.type === "string_content" ? part.text : "…"));
    case "name":
      return [value.text === "__DIR__" ? "\0" : value.text === "DIRECTORY_SEPARATOR" ? "/" : "…"];
    case "function_call_expression":
      return [directoryName(value) ?? "…"];
    default:
      return ["…"];
  }
}

/** `dirname(__FILE__)` is the own directory, `dirname(__DIR__, 2)` two above it. */
function directoryName(call: Node): string | undefined {
  if (call.childForFieldName("function")?.text !== "dirname") return undefined;
  const [first, second] = call.childForFieldName("arguments")?.namedChildren ?? [];
  const inner = first?.namedChildren[0];
  if (inner === undefined) return undefined;
  const levels = Number(second?.text ?? "1");
  if (!Number.isInteger(levels) || levels < 1 || levels > 20) return undefined;
  if (inner.text === "__FILE__") return "\0".repeat(levels);
  const base = partsOf(inner).join("");
  return /^\0+$/.test(base) ? base + "\0".repeat(levels) : undefined;
}
