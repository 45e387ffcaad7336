import type { Node } from "web-tree-sitter";
import type { ImportRecord } from "../../parse/record.ts";

/**
 * The import of a `using` directive. Its specifier keeps the words `global` and `static`, which
 * decide what it means; an alias is its only name.
 */
export function usingImports(node: Node): ImportRecord[] {
  const alias = node.childForFieldName("name");
  const target = node.namedChildren.find(
    ({ id, type }) => id !== alias?.id && /identifier|name$/.test(type),
  );
  if (target === undefined) return [];
  const name = plain(target.text);
  const words = new Set(node.children.map(({ type }) => type));
  const isStatic = words.has("static");
  const prefix = (words.has("global") ? "global " : "") + (isStatic ? "static " : "");
  const bound = alias === null ? "*" : alias.text;
  const last = /(?<!\w)(\w+)(?:`\d+)?$/.exec(name)?.[1] ?? name;
  return [
    {
      specifier: prefix + name,
      names: [bound],
      imported: [alias === null ? "*" : last],
      line: node.startPosition.row + 1,
      kind: "static",
    },
  ];
}

/** A name without its type arguments, but with their number. */
function plain(text: string): string {
  const name = text.replace(/\s+/g, "").replace(/^global::/, "");
  const open = name.indexOf("<");
  if (open < 0) return name.replaceAll("::", ".");
  return `${name.slice(0, open)}\`${name.slice(open).split(",").length}`;
}
