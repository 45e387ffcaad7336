import { Query, type Language as Grammar, type Node } from "web-tree-sitter";

/** Which node types a language must not show in a signature. */
export interface Hidden {
  strings: readonly string[];
  comments: readonly string[];
  /** Values whose inside is code: shown as their brackets around an ellipsis. */
  values: readonly string[];
  /** What the text of a head has when any of them is in it; absent: the usual marks. */
  marks?: RegExp;
}

const usualMarks = /["'`#={[@]|\/[/*]/;

const limit = 400;

/**
 * The text of a definition's head on one line: strings become `"…"`, comments go, and values with
 * code inside become an ellipsis.
 *
 * @param node the definition, or the part of it that is shown
 * @param body where the head ends; the whole node is shown when there is none
 */
export function headText(node: Node, source: string, body: Node | null, hidden: Hidden): string {
  const end = body?.startIndex ?? node.endIndex;
  let text = source.slice(node.startIndex, end);
  if ((hidden.marks ?? usualMarks).test(text))
    text = withoutHidden(node, source, body, end, hidden);
  const line = text
    .replace(/\s+/g, " ")
    .replace(/([([]) /g, "$1")
    .replace(/,? ([)\]])/g, "$1")
    .trim();
  return line.length > limit ? `${line.slice(0, limit).trimEnd()}…` : line;
}

function withoutHidden(
  node: Node,
  source: string,
  body: Node | null,
  end: number,
  hidden: Hidden,
): string {
  const found = queryOf(hidden, node.tree.language)
    .captures(node, {
      startPosition: node.startPosition,
      endPosition: body?.startPosition ?? node.endPosition,
    })
    .map((capture) => capture.node)
    .filter((inner) => inner.startIndex < end && inner.id !== node.id);
  let text = "";
  let at = node.startIndex;
  for (const inner of found) {
    if (inner.startIndex < at) continue;
    const innerEnd = Math.min(inner.endIndex, end);
    text += source.slice(at, inner.startIndex);
    text += replacement(inner.type, source.slice(inner.startIndex, innerEnd), hidden);
    at = innerEnd;
  }
  return text + source.slice(at, end);
}

function replacement(type: string, text: string, hidden: Hidden): string {
  if (hidden.comments.includes(type)) return " ";
  if (hidden.strings.includes(type)) return '"…"';
  if (text.length <= 2) return text;
  const open = text[0] ?? "";
  if (open === "{") return "{…}";
  if (open === "[") return "[…]";
  return open === "(" ? "(…)" : "…";
}

const queries = new WeakMap<Hidden, WeakMap<Grammar, Query>>();

/** One query for all that is hidden: about twice as fast as asking for descendants by type. */
function queryOf(hidden: Hidden, grammar: Grammar): Query {
  let known = queries.get(hidden);
  if (known === undefined) queries.set(hidden, (known = new WeakMap()));
  let query = known.get(grammar);
  if (query === undefined) {
    const types = [...hidden.strings, ...hidden.comments, ...hidden.values];
    const named = types.filter((type) => grammar.idForNodeType(type, true) !== null);
    query = new Query(grammar, `[${named.map((type) => `(${type})`).join(" ")}] @hidden`);
    known.set(grammar, query);
  }
  return query;
}

/** An expression on one line, cut at 80 characters, to show what a computed import loads. */
export function expressionText(expression: Node): string {
  const text = expression.text.slice(0, 400).replace(/\s+/g, " ");
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
