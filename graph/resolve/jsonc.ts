/**
 * JSON with comments and trailing commas, as in tsconfig.json; undefined when it is not that or
 * not an object.
 */
export function parseJsonc(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(plainJson(text.replace(/^\uFEFF/, "")));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a value is an object with string keys. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The text without comments, and without a comma before a closing bracket. */
function plainJson(text: string): string {
  const parts: string[] = [];
  let comma: number | undefined;
  let at = 0;
  while (at < text.length) {
    const character = text[at];
    let end = at + 1;
    let kept = true;
    if (character === '"') {
      while (end < text.length && text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
      end++;
    } else if (text.startsWith("//", at)) {
      end = endOf(text, "\n", at);
      kept = false;
    } else if (text.startsWith("/*", at)) {
      end = endOf(text, "*/", at + 2) + 2;
      kept = false;
    } else if (character === "}" || character === "]") {
      if (comma !== undefined) parts[comma] = "";
    }
    if (character === ",") comma = parts.length;
    else if (kept && !/\s/.test(character ?? "")) comma = undefined;
    parts.push(kept ? text.slice(at, end) : " ");
    at = end;
  }
  return parts.join("");
}

function endOf(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found;
}
