import type { Node } from "web-tree-sitter";
import type { ImportRecord } from "../../parse/record.ts";

/** The imports of `import a.B;`, `import static a.B.c;` and of a module declaration's directives. */
export function declaredImports(node: Node): ImportRecord[] {
  const line = node.startPosition.row + 1;
  switch (node.type) {
    case "import_declaration":
      return importOf(node, line);
    case "requires_module_directive": {
      const name = node.childForFieldName("module");
      if (name === null) return [];
      return [plain(`module ${compact(name)}`, line)];
    }
    case "uses_module_directive":
    case "provides_module_directive":
      return node.namedChildren
        .filter((child) => child.type === "identifier" || child.type === "scoped_identifier")
        .map((child) => plain(compact(child), line));
    default:
      return [];
  }
}

function importOf(node: Node, line: number): ImportRecord[] {
  // The grammar does not know the import of a whole module, and joins the two words.
  const module = /^import\s+module\s+(\w[\w\s.]*);/.exec(node.text)?.[1];
  if (module !== undefined) return [plain(`module ${module.replace(/\s+/g, "")}`, line)];
  const name = node.namedChildren.find(
    (child) => child.type === "scoped_identifier" || child.type === "identifier",
  );
  if (name === undefined) return [];
  const path = compact(name);
  const isStar = node.namedChildren.some((child) => child.type === "asterisk");
  if (isStar) {
    return [{ specifier: `${path}.*`, names: ["*"], imported: ["*"], line, kind: "static" }];
  }
  const last = path.slice(path.lastIndexOf(".") + 1);
  return [{ specifier: path, names: [last], imported: [last], line, kind: "static" }];
}

function plain(specifier: string, line: number): ImportRecord {
  return { specifier, names: [], imported: [], line, kind: "static" };
}

function compact(node: Node): string {
  return node.text.replace(/\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|\s+/g, "");
}
