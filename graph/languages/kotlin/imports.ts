import type { Node } from "web-tree-sitter";
import type { ImportRecord } from "../../parse/record.ts";

/** The import of `import a.b.C`, `import a.b.*` or `import a.b.C as D`. */
export function headerImports(node: Node): ImportRecord[] {
  const path = node.namedChildren.find(({ type }) => type === "qualified_identifier");
  if (path === undefined) return [];
  const name = path.text.replace(/[\s`]+/g, "");
  const line = node.startPosition.row + 1;
  if (node.children.some(({ type }) => type === "*")) {
    return [{ specifier: `${name}.*`, names: ["*"], imported: ["*"], line, kind: "static" }];
  }
  const last = name.slice(name.lastIndexOf(".") + 1);
  const alias = node.namedChildren.find(({ type }) => type === "identifier")?.text ?? last;
  return [{ specifier: name, names: [alias], imported: [last], line, kind: "static" }];
}
