const header =
  /\b(?:class|object|interface)\s+[\w`]+\s*(?:<[^{}()]*?>)?(?:\s*(?:@\w+\s*)?(?:(?:public|private|protected|internal)\s+)?(?:constructor\s*)?\()?/g;

/**
 * The grammar takes the body of `class A : B by c { ... }` for an argument of `c`. Spaces replace
 * the delegation, so that every offset stays.
 */
export function withoutDelegation(text: string): string {
  if (!/\bby\b/.test(text)) return text;
  const parts: string[] = [];
  let at = 0;
  for (const match of text.matchAll(header)) {
    const start = match.index + match[0].length;
    const from = match[0].endsWith("(") ? closing(text, start) : start;
    const end = from < 0 ? -1 : text.indexOf("{", from);
    if (end < 0 || from < at) continue;
    const supertypes = text.slice(from, end);
    if (
      !/^\s*:/.test(supertypes) ||
      /\b(?:val|var|fun|class|object|interface)\b|=/.test(supertypes)
    ) {
      continue;
    }
    parts.push(text.slice(at, from), supertypes.replace(/\bby\s+[\w.]+/g, blank));
    at = end;
  }
  return parts.join("") + text.slice(at);
}

/** Offset after the bracket that closes one opened before `from`; -1 when there is none. */
function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "(") depth++;
    else if (text[at] === ")" && --depth === 0) return at + 1;
  }
  return -1;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}
