import type { Node } from "web-tree-sitter";
import type { ImportKind, ImportRecord } from "../../parse/record.ts";
import type { Place } from "../language.ts";

/** The imports of an `import` statement, of an `export ... from`, or of a directive for types. */
export function moduleImports(node: Node, place: Place): ImportRecord[] {
  const { source } = place;
  if (node.type === "module") return augmentation(node);
  if (node.type === "comment") return directive(node, source);
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

/** `/// <reference path="x" />` above all code brings in the declarations of a file. */
function directive(node: Node, source: string): ImportRecord[] {
  if (!source.startsWith("///", node.startIndex)) return [];
  const path = /^\/\/\/\s*<reference\s+path\s*=\s*(?:"([^"]+)"|'([^']+)')/.exec(node.text);
  const specifier = path?.[1] ?? path?.[2];
  if (specifier === undefined) return [];
  for (let above = node.previousNamedSibling; above !== null; above = above.previousNamedSibling) {
    if (above.type !== "comment" && above.type !== "hash_bang_line") return [];
  }
  const line = node.startPosition.row + 1;
  const relative = specifier.startsWith(".") ? specifier : `./${specifier}`;
  return [{ specifier: relative, names: [], imported: [], line, kind: "type" }];
}

/** The import that `require("x")` or `import("x")` makes. */
export function loadOf(callee: Node, name: string, place: Place): ImportRecord | undefined {
  if (name !== "require" && name !== "import") return undefined;
  const call = callee.parent;
  // Bundlers read a comment before the specifier, such as `webpackChunkName`.
  const argument = call
    ?.childForFieldName("arguments")
    ?.namedChildren.find((child) => child.type !== "comment");
  if (call === null || argument === undefined) return undefined;
  const plain = argument.type === "template_string" && argument.namedChildCount === 0;
  const chunk =
    plain ||
    (argument.type === "template_string" &&
      argument.namedChildren.every((child) => child.type === "string_fragment"));
  if (argument.type !== "string" && !chunk) return undefined;
  const { names, imported } = boundBy(call);
  const load = place.inFunction ? "lazy" : "require";
  return {
    specifier: contentOf(argument),
    names,
    imported,
    line: call.startPosition.row + 1,
    kind: name === "require" ? load : isType(call, place) ? "type" : "dynamic",
  };
}

/** Whether `import("x")` stands where a type does, and so loads nothing. */
function isType(call: Node, { source }: Place): boolean {
  // Of a value it would always be "object". The grammar reads some type arguments as comparisons.
  if (/\btypeof\s+$/.test(source.slice(Math.max(0, call.startIndex - 20), call.startIndex))) {
    return true;
  }
  let inner = call;
  while (inner.parent?.type === "member_expression") inner = inner.parent;
  const outer = inner.parent;
  if (outer === null) return false;
  if (/^(?:as|satisfies)_expression$/.test(outer.type)) {
    return outer.firstNamedChild?.id !== inner.id;
  }
  return /_type$|^type_|_annotation$|_query$|^constraint$|^(?:extends_type|implements)_clause$/.test(
    outer.type,
  );
}

function boundBy(call: Node): { names: string[]; imported: string[] } {
  const names: string[] = [];
  const imported: string[] = [];
  let value: Node = call;
  let member: string | undefined;
  // `require("x").y` and `await import("x")` bind what stands around them.
  for (let parent = value.parent; parent !== null; parent = value.parent) {
    if (parent.type === "member_expression") {
      member ??= parent.childForFieldName("property")?.text;
    } else if (parent.type !== "await_expression" && parent.type !== "parenthesized_expression") {
      break;
    }
    value = parent;
  }
  const declarator = value.parent;
  const pattern =
    declarator?.type === "variable_declarator" ? declarator.childForFieldName("name") : null;
  if (pattern?.type === "identifier") {
    names.push(pattern.text);
    imported.push(member ?? "*");
  } else if (pattern?.type === "object_pattern") {
    for (const part of pattern.namedChildren) {
      const key = part.childForFieldName("key") ?? part.childForFieldName("left") ?? part;
      const bound = part.childForFieldName("value") ?? key;
      if (!/^[\w$]+$/.test(key.text) || !/^[\w$]+$/.test(bound.text)) continue;
      imported.push(key.text);
      names.push(bound.text);
    }
  } else if (member !== undefined) {
    imported.push(member);
  }
  return { names, imported };
}

/** What stands between the quotes; escapes in a specifier are too rare to undo. */
function contentOf(literal: Node): string {
  return literal.text.slice(1, -1);
}
