const space = String.raw`\s|//[^\n]*\n|/\*(?:[^*]|\*(?!/))*\*/`;
const annotation = String.raw`@[\w.:]+(?:<[^()\n]*>)?(?:\((?:[^()]|\([^()]*\))*\))?`;
const modifier = String.raw`\b(?:public|private|protected|internal|actual|expect)\b`;

/** A class up to the bracket of its primary constructor. */
const head = new RegExp(
  String.raw`(\bclass\s+[\w\x60]+(?:\s*<[^{}()]{0,400}?>)?)((?:(?:${space}|${annotation}|${modifier})*\bconstructor\s*|(?:${space})*)\()`,
  "g",
);
/** What the grammar does not read before the bracket. */
const unread = /\n|@[^\s(]*\(.*\(|\bactual\b|\bexpect\b/s;

/**
 * The grammar ends a class with its line, also when the primary constructor stands on the next one,
 * and knows no annotation with arguments before it. Spaces replace what stands before the bracket;
 * its line ends move behind it, so that every offset and every line stays.
 */
export function constructorsInPlace(text: string): string {
  if (!/\bclass\b/.test(text)) return text;
  return text.replace(head, (whole, name: string, found: string) => {
    if (!unread.test(found)) return whole;
    const ends = found.split("\n").length - 1;
    return `${name}${" ".repeat(found.length - 1 - ends)}(${"\n".repeat(ends)}`;
  });
}
