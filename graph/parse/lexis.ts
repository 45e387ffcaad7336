/** How comments and strings of a language are written. */
export interface Lexis {
  /** Marks of a comment that ends with its line. */
  readonly line: readonly string[];
  /** Begin and end of comments that may hold several lines. */
  readonly block: readonly (readonly [begin: string, end: string])[];
  /** Quotes of strings, longer ones before those that they begin with. */
  readonly quotes: readonly string[];
  /** Those of the quotes whose strings may hold several lines. */
  readonly long: readonly string[];
  /** A sign before variables that is no part of their names. */
  readonly sigil?: string;
  /**
   * What begins a string that goes from the next line to one that begins with its word, the group
   * `word` of the pattern. It has no flags and no other group.
   */
  readonly heredoc?: RegExp;
}

/** The way of C and of most languages after it. */
export const cLexis: Lexis = {
  line: ["//"],
  block: [["/*", "*/"]],
  quotes: ['"', "'", "`"],
  long: ["`"],
};

/** The way of Java, C# and Kotlin. */
export const javaLexis: Lexis = {
  line: ["//"],
  block: [["/*", "*/"]],
  quotes: ['"""', '"', "'"],
  long: ['"""'],
};

/** What a stretch of source is. */
export type PieceKind = "code" | "comment" | "string";

/**
 * Cuts source into code, comments and strings without a parser. Good to the token on ordinary
 * code; a quote that is not closed on its line (an apostrophe in markup, a lifetime) counts as
 * code, so that one mistake never reaches further than a line.
 *
 * @param take called for each stretch in order, with offsets in UTF-16 units; a string's are those
 *   of its content
 */
export function scanPieces(
  source: string,
  lexis: Lexis,
  take: (kind: PieceKind, start: number, end: number) => void,
): void {
  const marks = marksOf(lexis);
  let code = 0;
  /** The last quote that did not close, and the end of its line. */
  let open = { mark: "", end: 0 };
  marks.lastIndex = 0;
  for (let match = marks.exec(source); match !== null; match = marks.exec(source)) {
    const mark = match[0];
    const at = match.index;
    const inner = at + mark.length;
    const word = match.groups?.["word"];
    if (word !== undefined) {
      const [start, end] = heredocBehind(source, inner, word);
      if (start > code) take("code", code, start);
      if (end > start) take("string", start, end);
      marks.lastIndex = code = end;
      continue;
    }
    const block = lexis.block.find(([begin]) => begin === mark);
    if (block !== undefined || lexis.line.includes(mark)) {
      const found = source.indexOf(block?.[1] ?? "\n", inner);
      const end = found < 0 ? source.length : found + (block?.[1].length ?? 0);
      if (at > code) take("code", code, at);
      take("comment", at, end);
      marks.lastIndex = code = end;
      continue;
    }
    // A quote after a backslash was skipped by the previous one, which did not close.
    if (at < open.end && open.mark === mark && source[at - 1] === "\\") continue;
    const long = lexis.long.includes(mark);
    const end = closing(source, inner, mark, long);
    if (end === undefined) {
      open = { mark, end: endOfLine(source, inner) };
      continue;
    }
    if (at > code) take("code", code, at);
    take("string", inner, end);
    marks.lastIndex = code = Math.min(source.length, end + mark.length);
  }
  if (code < source.length) take("code", code, source.length);
}

const known = new WeakMap<Lexis, RegExp>();

function marksOf(lexis: Lexis): RegExp {
  let marks = known.get(lexis);
  if (marks === undefined) {
    const words = [...lexis.block.map(([begin]) => begin), ...lexis.line, ...lexis.quotes];
    const longestFirst = words.toSorted((a, b) => b.length - a.length);
    const plain = longestFirst.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
    const heredoc = lexis.heredoc === undefined ? [] : [lexis.heredoc.source];
    marks = new RegExp([...heredoc, ...plain].join("|"), "g");
    known.set(lexis, marks);
  }
  return marks;
}

/** The lines of a heredoc: up to the one that its word begins, which is code again. */
function heredocBehind(source: string, from: number, word: string): [start: number, end: number] {
  const start = Math.min(source.length, endOfLine(source, from) + 1);
  const last = new RegExp(`^[ \\t]*${word}\\b`, "gm");
  last.lastIndex = start;
  return [start, last.exec(source)?.index ?? source.length];
}

function endOfLine(source: string, from: number): number {
  const newline = source.indexOf("\n", from);
  return newline < 0 ? source.length : newline;
}

/** Where a string ends; undefined when a short one is still open at the end of its line. */
function closing(source: string, from: number, quote: string, long: boolean): number | undefined {
  for (let at = from; at < source.length; at++) {
    const character = source[at];
    if (character === "\\") at++;
    else if (character === "\n" && !long) return undefined;
    else if (source.startsWith(quote, at)) return at;
  }
  return long ? source.length : undefined;
}
