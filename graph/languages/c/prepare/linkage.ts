const condition = /^[ \t]*#[ \t]*if(?:def[ \t]+|[ \t]+defined[ \t(]+)__cplusplus.*\r?\n/gm;
/** Lines that a condition around a linkage may have. */
const longest = 6;

/**
 * The text with spaces for `extern "C" {` and its end where only C++ sees them: the brace ends under
 * another condition, so that C has none.
 */
export function withoutLinkage(text: string): string {
  let plain = "";
  let at = 0;
  for (const { 0: opening, index } of text.matchAll(condition)) {
    const start = index + opening.length;
    const end = endOfCondition(text, start);
    if (end === undefined || !isLinkage(text.slice(start, end))) continue;
    plain += text.slice(at, start) + blank(text.slice(start, end));
    at = end;
  }
  return plain + text.slice(at);
}

/** Where the `#endif` line begins, when no other directive and only a few lines come before it. */
function endOfCondition(text: string, start: number): number | undefined {
  let at = start;
  for (let lines = 0; lines <= longest; lines++) {
    const end = text.indexOf("\n", at);
    const line = text.slice(at, end < 0 ? text.length : end);
    if (/^[ \t]*#[ \t]*endif/.test(line)) return at > start ? at : undefined;
    if (end < 0 || line.includes("#")) return undefined;
    at = end + 1;
  }
  return undefined;
}

function isLinkage(body: string): boolean {
  const plain = body.replace(/\/\*[^]*?(?:\*\/|$)|\/\/[^\n]*/g, " ").trim();
  return /^(?:extern\s*"C(?:\+\+)?"\s*\{|\}(?:\s*;)?)$/.test(plain);
}

/** Spaces for all that is no white space. */
export function blank(text: string): string {
  return text.replace(/\S/g, " ");
}
