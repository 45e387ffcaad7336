import type { Node, Tree } from "web-tree-sitter";
import type { ImportRecord } from "../../parse/record.ts";
import type { Place } from "../language.ts";
import { freeNames, type FreeNames } from "./free-names/index.ts";

/** The captures of one file share what one pass over it finds. */
const passes = new WeakMap<Tree, FreeNames>();

/**
 * The imports of a Go file: one for each `import`, and one of `.`, the file's own package, with
 * the names that the file uses and does not declare, since Go files of one directory see each
 * other without an import.
 */
export function goImports(node: Node, { source }: Place): ImportRecord[] {
  const line = node.startPosition.row + 1;
  const known = passes.get(node.tree) ?? freeNames(source);
  passes.set(node.tree, known);
  const { free, members } = known;
  if (node.type === "package_clause") {
    const aliases = importedNames(node, free);
    const names = [...free].filter((name) => !aliases.has(name));
    return [{ specifier: ".", names, imported: names, line, kind: "static" }];
  }
  const specifier = specifierOf(node);
  const alias = node.childForFieldName("name")?.text;
  if (alias === "_") return [{ specifier, names: [], imported: [], line, kind: "static" }];
  if (alias === ".") {
    const exported = [...free].filter((name) => /^\p{Lu}/u.test(name));
    return [{ specifier, names: exported, imported: exported, line, kind: "static" }];
  }
  const name = alias ?? packageNameOf(specifier, free);
  const taken = [...(members.get(name) ?? [])];
  return [{ specifier, names: [name], imported: taken, line, kind: "static" }];
}

/**
 * The name that an import without an alias binds. The package itself says it; from outside it is
 * the form of the path's end that the file uses.
 */
function packageNameOf(specifier: string, free: ReadonlySet<string>): string {
  const parts = specifier.split("/");
  const last = parts.at(-1) ?? specifier;
  const isVersion = /^v\d+$/.test(last) && parts.length > 1;
  const base = (isVersion ? parts.at(-2) : last) ?? last;
  const plain = base.replace(/\.v\d+$/, "");
  const forms = [
    plain,
    plain.replace(/^go[-.]/, ""),
    plain.replace(/[-.]go$/, ""),
    plain.replaceAll(/[-.]/g, ""),
    plain.replaceAll("-", "_"),
    plain.slice(plain.lastIndexOf("-") + 1),
    plain.slice(0, Math.max(0, plain.indexOf("-"))),
    last,
  ];
  return forms.find((form) => free.has(form)) ?? plain.replaceAll(/[^\w]/g, "");
}

function importedNames(clause: Node, free: ReadonlySet<string>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const declaration of clause.parent?.namedChildren ?? []) {
    if (declaration.type !== "import_declaration") continue;
    for (const item of declaration.descendantsOfType("import_spec")) {
      names.add(item.childForFieldName("name")?.text ?? packageNameOf(specifierOf(item), free));
    }
  }
  return names;
}

function specifierOf(node: Node): string {
  return node.childForFieldName("path")?.text.slice(1, -1) ?? "";
}
