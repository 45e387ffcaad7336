/** Which line of a text each of its tokens belongs to. */
export interface TokenLines {
  /** Lines of the text: one more than its line feeds. */
  readonly count: number;
  /** For each token the line in which it begins, from 0. */
  readonly of: Uint32Array;
}

/** Characters that every supported tokeniser spells unchanged; lines are identified by them. */
const TOLD = /[^\n\x21-\x7e]+/g;

/**
 * The lines of a text's tokens, from the text of each single token. A token that spans a line
 * feed belongs to the line in which it begins.
 *
 * Exact or undefined: printable ASCII and line feeds of the tokens, in order, must be those of the
 * text, which puts every line feed into one certain token. Nothing else is compared, because it
 * moves no line feed and read token by token it is not what it is in the text: a part of a
 * character is U+FFFD, and some decoders drop a space at the beginning.
 *
 * @param texts of the single tokens, in order
 */
export function linesOfTokens(text: string, texts: readonly string[]): TokenLines | undefined {
  if (texts.join("").replace(TOLD, "") !== text.replace(TOLD, "")) return undefined;
  const of = new Uint32Array(texts.length);
  let line = 0;
  for (const [at, piece] of texts.entries()) {
    of[at] = line;
    for (let i = piece.indexOf("\n"); i >= 0; i = piece.indexOf("\n", i + 1)) line += 1;
  }
  return { count: line + 1, of };
}
