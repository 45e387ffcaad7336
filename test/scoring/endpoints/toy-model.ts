/** The start token; a byte's token is its value and 10. */
export const BOS = 1;

/** Tokens of a text: one for each byte. */
export function tokensOf(text: string): number[] {
  return [...Buffer.from(text)].map((byte) => byte + 10);
}

/** A token as a server writes it: part of a character is U+FFFD. */
export function stringOf(id: number): string {
  return id === BOS ? "<s>" : Buffer.from([id - 10]).toString();
}

/**
 * Log-probabilities of all tokens of a prompt, null for the first: a number for each that depends
 * on everything before it, and is higher where the last three tokens stood together before.
 */
export function toyLogprobs(ids: readonly number[]): (number | null)[] {
  const seen = new Set<string>();
  let hash = 2166136261;
  return ids.map((id, at) => {
    hash = Math.imul(hash ^ id, 16777619) >>> 0;
    const key = ids.slice(Math.max(0, at - 2), at + 1).join();
    const known = seen.has(key);
    seen.add(key);
    if (at === 0) return null;
    return known ? -0.01 - (hash % 97) / 1e4 : -2 - (hash % 4999) / 1e3;
  });
}
