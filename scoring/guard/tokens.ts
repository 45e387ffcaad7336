const TOKEN = /[\p{L}_$][\p{L}\p{N}_$]*|\p{N}+|[^\s\p{L}\p{N}_$]/gu;

/** The words, numbers and punctuation marks of a text, in order; white space is left out. */
export function codeTokens(text: string): string[] {
  return text.match(TOKEN) ?? [];
}
