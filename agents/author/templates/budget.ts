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
