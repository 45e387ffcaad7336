import type { Node } from "web-tree-sitter";

const unknown = "…";

/**
 * The path that an argument of `require` names: as it is written, from the file's own directory
 * when it is put together from `__dir__` or `__FILE__`, or `…` with the text after the part
 * that is only known at run time.
 */
export function requiredPath(value: Node): string {
  const text = pathText(value);
  const at = text.lastIndexOf(unknown);
  if (at >= 0) return unknown + text.slice(at + 1);
  // A `\0` means the file itself: the directory is one level up.
  if (!text.startsWith("\0")) return text;
  const parts: string[] = [];
  let above = 0;
  for (const part of text.slice(1).split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) above++;
  }
  if (above === 0) return unknown;
  return (above === 1 ? "./" : "../".repeat(above - 1)) + parts.join("/");
}

function pathText(value: Node): string {
  switch (value.type) {
    case "string":
      return value.namedChildren
        .map((part) =>
          part.type === "interpolation"
            ? pathText(part.namedChildren[0] ?? part)
            : part.type === "string_content"
              ? part.text
              : unknown,
        )
        .join("");
    case "identifier":
      return value.text === "__dir__" ? "\0/.." : value.text === "__FILE__" ? "\0" : unknown;
    case "constant":
      return value.text === "__FILE__" ? "\0" : unknown;
    case "parenthesized_statements":
      return value.namedChildren.map(pathText).join("");
    case "binary": {
      const [left, right] = value.namedChildren;
      const joins = value.children.some(({ type }) => type === "+");
      return joins && left !== undefined && right !== undefined
        ? pathText(left) + pathText(right)
        : unknown;
    }
    case "call":
      return value.childForFieldName("receiver")?.text === "File" ? fileCall(value) : unknown;
    default:
      return value.text === "__FILE__" ? "\0" : unknown;
  }
}

function fileCall(call: Node): string {
  const parts = (call.childForFieldName("arguments")?.namedChildren ?? []).map(pathText);
  switch (call.childForFieldName("method")?.text ?? "") {
    case "dirname":
      return `${parts[0] ?? unknown}/..`;
    case "join":
      return parts.join("/");
    case "expand_path":
    case "absolute_path":
      return parts.length < 2 ? (parts[0] ?? unknown) : `${parts[1]}/${parts[0]}`;
    default:
      return unknown;
  }
}
