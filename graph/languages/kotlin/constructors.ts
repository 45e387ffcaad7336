const comment = String.raw`//[^\n]*|/\*(?:[^*]|\*(?!/))*\*/`;
const annotation = String.raw`@[\w.:]+(?:<[^()\n]*>)?(?:\((?:[^()]|\([^()]*\))*\))?`;
const modifier = String.raw`\b(?:public|private|protected|internal|actual|expect)\b`;

/** A class up to the bracket of its primary constructor. */
const head = new RegExp(
  String.raw`(\bclass\s+[\w\x60]+(?:\s*<[^{}()]{0,400}?>)?)((?:(?:\s|${comment}|${annotation}|${modifier})*\bconstructor\s*|(?:\s|${comment})*)\()`,
  "g",
);
/** What the grammar does not read before the bracket. */
const unread = /\n|@[^\s(]*\(.*\(|\bactual\b|\bexpect\b/s;
const hidden = new RegExp(`${comment}|${annotation}`, "g");

/**
 * The grammar ends a class with its line, also when the primary constructor is on the next one,
 * and knows no annotation with arguments before it. Line ends move after the bracket, annotations
 * become comments, and spaces replace the rest, so that every offset and every line stays.
 */
export function constructorsInPlace(text: string): string {
  if (!/\bclass\b/.test(text)) return text;
  return text.replace(head, (whole, name: string, found: string) => {
    if (!unread.test(found)) return whole;
    const ends = found.split("\n").length - 1;
    const hiding = found.slice(0, -1).replace(hidden, asComment);
    const line = hiding.replace(/\/\*.*?\*\/|[^\s]+/gs, (part) =>
      part.startsWith("/*") ? part : " ".repeat(part.length),
    );
    const flat = line.replaceAll("\n", " ");
    const kept = flat.length - ends;
    return flat.slice(kept).trim() === ""
      ? `${name}${flat.slice(0, kept)}(${"\n".repeat(ends)}`
      : whole;
  });
}

function asComment(found: string): string {
  if (found.length < 4) return " ".repeat(found.length);
  return `/*${found.slice(2, -2).replace(/[*/]/g, " ")}*/`;
}
