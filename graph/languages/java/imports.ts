import type { Node } from "web-tree-sitter";
import type { ImportRecord } from "../../parse/record.ts";

/** Stands for the space after `module`; part of a name to the grammar, and of none to Java. */
const joint = "\u00B7";
const moduleImport = /^([ \t]*import[ \t]+module)([ \t]+)(?=[\p{L}_$][\p{L}\d_$. \t]{0,300};)/gmu;

/** Joins the two words of `import module a.b;`, which the grammar does not know, at the same length. */
export function withJoinedModules(text: string): string {
  if (!/import[ \t]{1,80}module/.test(text)) return text;
  return text.replace(moduleImport, (_, words: string, space: string) => {
    return words + joint.repeat(space.length);
  });
}

/** The imports of `import a.B;`, `import static a.B.c;` and of a module declaration's directives. */
export function declaredImports(node: Node): ImportRecord[] {
  const line = node.startPosition.row + 1;
  switch (node.type) {
    case "import_declaration":
      return importOf(node, line);
    case "requires_module_directive": {
      const name = node.childForFieldName("module");
      if (name === null) return [];
      const isPassedOn = /^requires\s+(?:static\s+)?transitive\s/.test(withoutComments(node.text));
      const record = plain(`module ${compact(name)}`, line);
      return [isPassedOn ? { ...record, kind: "reexport" } : record];
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
  const text = withoutComments(node.text).replaceAll(joint, " ");
  const module = /^import\s+module\s+([\p{L}_$][\p{L}\d_$\s.]*);/u.exec(text)?.[1];
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
  return withoutComments(node.text).replace(/\s+/g, "");
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*/g, " ");
}
