import type { Node } from "web-tree-sitter";
import type { ImportKind, ImportRecord } from "../../parse/record.ts";
import { expressionText } from "../../parse/signature.ts";
import type { Place } from "../language.ts";
import { argumentsOf, literalOf } from "./literals.ts";

/** Values that only the running program knows; of others, such as a list, no module is loaded. */
const computedValue =
  /^(?:identifier|member_expression|subscript_expression|call_expression|template_string|binary_expression|await_expression|non_null_expression|as_expression)$/;

/** The imports that `require("x")`, `import("x")` or `importScripts("x")` makes. */
export function loadsOf(callee: Node, name: string, place: Place): ImportRecord[] {
  const call = callee.parent;
  if (call === null) return [];
  if (name === "importScripts")
    return argumentsOf(call).flatMap((argument) => urlLoad(call, argument));
  if (name !== "require" && name !== "import") return [];
  // Bundlers read a comment before the specifier, such as `webpackChunkName`.
  const [argument] = argumentsOf(call);
  if (argument === undefined) return [];
  const load = place.inFunction ? "lazy" : "require";
  const kind = name === "require" ? load : isType(call, place) ? "type" : "dynamic";
  const { names, imported } = boundBy(call);
  const line = call.startPosition.row + 1;
  return choices(argument).flatMap((choice): ImportRecord[] => {
    const specifier = literalOf(choice);
    if (specifier !== undefined) return [{ specifier, names, imported, line, kind }];
    return computedValue.test(choice.type) ? [computed(choice, line, kind)] : [];
  });
}

/**
 * The imports of a call of a member: `require.resolve("x")`, `import.meta.resolve("x")` and
 * `import.meta.glob("x")` of Vite.
 */
export function memberLoads(call: Node, place: Place): ImportRecord[] {
  const callee = call.childForFieldName("function");
  const [argument] = argumentsOf(call);
  if (callee === null || argument === undefined) return [];
  const name = callee.text.replace(/\s+/g, "");
  const line = call.startPosition.row + 1;
  if (name === "require.resolve" || name === "import.meta.resolve") {
    const specifier = literalOf(argument);
    if (specifier !== undefined) {
      return [{ specifier, names: [], imported: [], line, kind: "dynamic" }];
    }
    return computedValue.test(argument.type) ? [computed(argument, line, "dynamic")] : [];
  }
  if (name === "require.context") return [computed(argument, line, "dynamic")];
  if (!/^import\.meta\.glob(?:Eager)?$/.test(name)) return [];
  const items = argument.type === "array" ? argument.namedChildren : [argument];
  const globs = items.map(literalOf).filter((pattern) => pattern !== undefined);
  if (globs.length === 0) return [];
  const isEager =
    name.endsWith("Eager") || /\beager\s*:\s*true\b/.test(argumentsOf(call)[1]?.text ?? "");
  const kind = isEager && !place.inFunction ? "static" : "dynamic";
  return [{ specifier: globs.join(", "), names: [], imported: [], line, kind, globs }];
}

/** The file that `new URL("x", import.meta.url)` names, as a worker or an asset. */
export function urlImports(node: Node): ImportRecord[] {
  const [argument, base] = argumentsOf(node);
  if (argument === undefined || base?.text.replace(/\s+/g, "") !== "import.meta.url") return [];
  return urlLoad(node, argument);
}

/** A URL is relative to the file that has it, with or without a dot at its start. */
function urlLoad(node: Node, argument: Node): ImportRecord[] {
  const line = node.startPosition.row + 1;
  const url = literalOf(argument);
  if (url === undefined) {
    return computedValue.test(argument.type) ? [computed(argument, line, "dynamic")] : [];
  }
  // A directory (`new URL(".", import.meta.url)`) is a place and no file.
  if (/^[a-z][a-z0-9+.-]*:|^\/\/|(?:^|\/)\.{0,2}$/i.test(url)) return [];
  const specifier = /^\.{0,2}\//.test(url) ? url : `./${url}`;
  return [
    {
      specifier: specifier.split(/[?#]/, 1)[0] ?? "",
      names: [],
      imported: [],
      line,
      kind: "dynamic",
    },
  ];
}

/** Both sides of a condition, as bundlers take them. */
function choices(value: Node): Node[] {
  if (value.type === "parenthesized_expression") return value.namedChildren.flatMap(choices);
  if (value.type !== "ternary_expression") return [value];
  return ["consequence", "alternative"]
    .map((field) => value.childForFieldName(field))
    .filter((side) => side !== null)
    .flatMap(choices);
}

function computed(value: Node, line: number, kind: ImportKind): ImportRecord {
  const specifier = expressionText(value);
  return { specifier, names: [], imported: [], line, kind, computed: true };
}

/** Whether `import("x")` is in the place of a type, and so loads nothing. */
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
  // `require("x").y` and `await import("x")` bind the names around them.
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
