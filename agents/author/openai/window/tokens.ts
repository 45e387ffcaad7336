/** Characters of ASCII text in a token, at the least that tokenisers have for code. */
export const CHARACTERS_PER_TOKEN = 3;

/**
 * Tokens that a text has at the most, whatever the model: its tokeniser is not at hand. Code has
 * three to four ASCII characters in a token; other characters are a token each.
 */
export function tokensOf(text: string): number {
  const other = text.length - asciiIn(text);
  return Math.ceil((text.length - other) / CHARACTERS_PER_TOKEN) + other;
}

function asciiIn(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) < 128) count += 1;
  return count;
}
