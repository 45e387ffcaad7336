import type { GraphAnswer } from "../../contracts/index.ts";

/** Where a name is defined. */
interface Definition {
  readonly path: string;
  readonly line: number;
}

/** Names of the repository by what they are called, each with where it is defined first. */
export type Definitions = ReadonlyMap<string, Definition>;

/** Names of a graph that can be told from words: the others would make links of prose. */
export function definitionsOf(graph: GraphAnswer | undefined): Definitions {
  const known = new Map<string, Definition>();
  for (const { path, symbols } of graph?.files ?? []) {
    for (const { name, line } of symbols) {
      if (!known.has(name)) known.set(name, { path, line });
    }
  }
  return known;
}

/** A part of a text: a name with its definition, or what is between. */
interface NamedPart {
  readonly text: string;
  readonly definition?: Definition;
}

const WORD = /[\p{L}\p{N}_$]+/gu;

/**
 * Cuts a text at the names that are defined. A word in small letters is a name only between backticks
 * or before a parenthesis.
 */
export function namedParts(text: string, definitions: Definitions): NamedPart[] {
  const parts: NamedPart[] = [];
  let from = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const definition = definitions.get(word);
    if (!definition) continue;
    const marked = text[index - 1] === "`" || text[index + word.length] === "(";
    if (!marked && !/^\p{Lu}\p{L}{3}|.[\p{Lu}_$]/u.test(word)) continue;
    if (index > from) parts.push({ text: text.slice(from, index) });
    parts.push({ text: word, definition });
    from = index + word.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}
