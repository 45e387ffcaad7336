/**
 * The part of a text that fits into `limit` characters, from its start, with a line that says how
 * much was left out. Never cuts a surrogate pair.
 */
export function truncate(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const marker = (left: number) => `\n[... ${left} characters left out ...]`;
  const room = Math.max(0, limit - marker(text.length).length);
  const cut = text
    .slice(0, room)
    .toWellFormed()
    .replace(/\uFFFD$/, "");
  return cut + marker(text.length - cut.length);
}

/**
 * Divides a budget among parts of the given lengths: parts below the common limit stay whole, the
 * longer ones share the rest evenly.
 */
export function shareBudget(lengths: readonly number[], budget: number): number[] {
  let left = Math.max(0, budget);
  const limits = lengths.map(() => 0);
  const byLength = lengths.map((length, index) => ({ length, index }));
  byLength.sort((a, b) => a.length - b.length || a.index - b.index);
  for (const [position, { length, index }] of byLength.entries()) {
    const limit = Math.min(length, Math.floor(left / (byLength.length - position)));
    limits[index] = limit;
    left -= limit;
  }
  return limits;
}
