import type { Node } from "web-tree-sitter";
import { expressionText } from "../../parse/signature.ts";
import type { ImportKind, ImportRecord } from "../../parse/record.ts";
import type { Place } from "../language.ts";

/** The imports of `import a.b`, `from a import b` and `from __future__ import c`. */
export function statementImports(node: Node, place: Place): ImportRecord[] {
  const line = node.startPosition.row + 1;
  const kind = kindOf(node, place);
  const condition =
    kind === "static" && isConditional(node) ? ({ conditional: true } as const) : {};
  if (node.type === "future_import_statement") {
    return [{ specifier: "__future__", names: [], imported: [], line, kind: "static" }];
  }
  const parts = node.childrenForFieldName("name").map((part) => {
    const alias = part.childForFieldName("alias")?.text;
    const name = (part.childForFieldName("name") ?? part).text.replace(/\s+/g, "");
    return { name, alias };
  });
  if (node.type === "import_statement") {
    // `import a.b` binds `a`, with an alias it binds the alias.
    return parts.map(({ name, alias }) => ({
      specifier: name,
      names: [alias ?? name.split(".", 1)[0] ?? name],
      imported: [],
      line,
      kind,
      ...condition,
    }));
  }
  const specifier = (node.childForFieldName("module_name")?.text ?? "").replace(/\s+/g, "");
  const star = node.namedChildren.some((child) => child.type === "wildcard_import");
  return [
    {
      specifier,
      names: star ? ["*"] : parts.map(({ name, alias }) => alias ?? name),
      imported: star ? ["*"] : parts.map(({ name }) => name),
      line,
      kind,
      ...condition,
    },
  ];
}

/** `importlib.import_module("a.b")` and `__import__("a")`; of another value only that it loads. */
export function dynamicImports(callee: Node, name: string): ImportRecord[] {
  if (name !== "import_module" && name !== "__import__") return [];
  const call = callee.parent?.type === "attribute" ? callee.parent.parent : callee.parent;
  const list = call?.childForFieldName("arguments")?.namedChildren ?? [];
  const argument = list.find((child) => child.type !== "comment");
  if (call === null || call === undefined || argument === undefined) return [];
  const literal = argument.type === "string" ? argument.text : "";
  const written = /^[rRuU]?["']([\w.]+)["']$/.exec(literal)?.[1];
  const line = call.startPosition.row + 1;
  const specifier = written ?? expressionText(argument);
  const computed = written === undefined ? { computed: true as const } : {};
  return [{ specifier, names: [], imported: [], line, kind: "dynamic", ...computed }];
}

function isConditional(node: Node): boolean {
  for (let outer = node.parent; outer !== null; outer = outer.parent) {
    if (outer.type === "if_statement" || outer.type === "try_statement") return true;
  }
  return false;
}

function kindOf(node: Node, place: Place): ImportKind {
  if (place.inFunction) return "lazy";
  for (let inner = node, outer = node.parent; outer !== null; inner = outer, outer = outer.parent) {
    if (outer.type !== "if_statement") continue;
    const condition = outer.childForFieldName("condition")?.text ?? "";
    const isBody = outer.childForFieldName("consequence")?.id === inner.id;
    if (isBody && /^(?:\w+\.)?TYPE_CHECKING$/.test(condition)) return "type";
  }
  return "static";
}
