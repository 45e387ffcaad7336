const TOKEN = /[\p{L}_$][\p{L}\p{N}_$]*|\p{N}+|[^\s\p{L}\p{N}_$]/gu;
const WORD = /[\p{L}\p{N}_$]+/gu;

/** The words, numbers and punctuation marks of a text, in order; white space is left out. */
export function codeTokens(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

/** The words, names and numbers of a text, in order. */
export function wordsIn(text: string): string[] {
  return text.match(WORD) ?? [];
}
