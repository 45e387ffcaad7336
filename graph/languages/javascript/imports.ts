import type { Node } from "web-tree-sitter";
import type { ImportKind, ImportRecord } from "../../parse/record.ts";
import type { Place } from "../language.ts";
import { memberLoads, urlImports } from "./loads.ts";
import { contentOf } from "./literals.ts";

/** The imports of an `import` statement, of an `export ... from`, or of a directive for types; of an
 * expression that names a file, such as `new URL("x", import.meta.url)`. */
export function moduleImports(node: Node, place: Place): ImportRecord[] {
  const { source } = place;
  if (node.type === "module") return augmentation(node);
  if (node.type === "comment") return directive(node, source);
  if (node.type === "new_expression") return urlImports(node);
  if (node.type === "call_expression") return memberLoads(node, place);
  const from =
    node.childForFieldName("source") ??
    node.namedChildren
      .find((child) => child.type === "import_require_clause")
      ?.childForFieldName("source") ??
    null;
  if (from === null) return [];
  const names: string[] = [];
  const imported: string[] = [];
  const head = source.slice(node.startIndex, node.startIndex + 40);
  let kind: ImportKind = node.type === "export_statement" ? "reexport" : "static";
  let specifiers = 0;
  let typeSpecifiers = 0;
  for (const child of node.namedChildren) collect(child);
  const wholeType =
    /^(?:import|export)\s+type\s*[\w$*{]/.test(head) && !/^import\s+type\s+from\b/.test(head);
  if (wholeType || (specifiers > 0 && specifiers === typeSpecifiers)) kind = "type";
  return [{ specifier: contentOf(from), names, imported, line: node.startPosition.row + 1, kind }];

  function collect(child: Node): void {
    switch (child.type) {
      case "import_clause":
      case "named_imports":
      case "export_clause":
        for (const inner of child.namedChildren) collect(inner);
        break;
      case "identifier":
        specifiers++;
        names.push(child.text);
        imported.push("default");
        break;
      case "namespace_import":
      case "namespace_export":
        specifiers++;
        names.push(child.namedChildren[0]?.text ?? "*");
        imported.push("*");
        break;
      case "import_require_clause":
        names.push(child.namedChildren.find((inner) => inner.type === "identifier")?.text ?? "*");
        imported.push("*");
        kind = "require";
        break;
      case "import_specifier":
      case "export_specifier": {
        specifiers++;
        if (/^type\s+[\w$"']/.test(child.text) && !/^type\s+as\s+\w+$/.test(child.text)) {
          typeSpecifiers++;
        }
        const name = child.childForFieldName("name")?.text ?? "";
        imported.push(name);
        names.push(child.childForFieldName("alias")?.text ?? name);
        break;
      }
      default:
    }
  }
}

/** `declare module "./x"` adds to a module that must exist. */
function augmentation(node: Node): ImportRecord[] {
  const name = node.childForFieldName("name");
  const specifier = name === null ? "" : contentOf(name);
  if (!specifier.startsWith(".")) return [];
  const line = node.startPosition.row + 1;
  return [{ specifier, names: [], imported: [], line, kind: "type" }];
}

/**
 * `/// <reference path="x" />` above all code brings in the declarations of a file, as
 * `types="./x"` does; other types are those of packages.
 */
function directive(node: Node, source: string): ImportRecord[] {
  if (!source.startsWith("///", node.startIndex)) return [];
  const path = /^\/\/\/\s*<reference\s+path\s*=\s*(?:"([^"]+)"|'([^']+)')/.exec(node.text);
  const types = /^\/\/\/\s*<reference\s+types\s*=\s*["'](\.{1,2}\/[^"']+)["']/.exec(node.text);
  const specifier = path?.[1] ?? path?.[2] ?? types?.[1];
  if (specifier === undefined) return [];
  for (let above = node.previousNamedSibling; above !== null; above = above.previousNamedSibling) {
    if (above.type !== "comment" && above.type !== "hash_bang_line") return [];
  }
  const line = node.startPosition.row + 1;
  const relative = specifier.startsWith(".") ? specifier : `./${specifier}`;
  return [{ specifier: relative, names: [], imported: [], line, kind: "type" }];
}
