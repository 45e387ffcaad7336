/** Words that the grammar takes for modifiers or clauses in most places. */
const soft =
  /\b(?:where|get|set|by|final|open|inline|inner|data|external|enum|sealed|infix|operator|override|lateinit|actual|expect|value|context|constructor)\b/g;

/** Text after a word that shows it is a name: it is accessed, compared, assigned or passed. */
const behindName = /^\s*(?:[!=]=|=(?!=)|[?!]*\.(?!\.)|\?:|!!|\)|,|\]|&&|\|\|)/;
const modifierAsCallee = /^(?:open|override|external|expect|actual|final|data|inner|sealed)$/;

/**
 * Soft keywords that are used as names get a letter that makes them names for the grammar too. Names
 * are read from the text as it was, so that the change shows nowhere.
 */
export function namesForSoftKeywords(text: string): string {
  return text.replace(soft, (word: string, at: number) => {
    const before = text.slice(Math.max(0, at - 60), at);
    const behind = text.slice(at + word.length, at + word.length + 60);
    return isName(word, before, behind) ? `${word.slice(0, -1)}_` : word;
  });
}

function isName(word: string, before: string, behind: string): boolean {
  if (word === "context" && before.endsWith(".")) return behind.startsWith("(");
  if (/[\w.@:`$]$|\b(?:val|var|fun)\s+$/.test(before)) return false;
  if (behindName.test(behind)) return true;
  // The name of a parameter, where the text before it does not show this to the grammar.
  if (word === "constructor") return /[(,]\s*$/.test(before) && /^\s*:/.test(behind);
  if (word === "data" && /\bvararg\s+$/.test(before)) return true;
  const isFirst = /(?:^|[{;\n])[ \t]*$/.test(before);
  if (modifierAsCallee.test(word)) return isFirst && behind.startsWith("(");
  // `a get b` and `get(a)`, but not the accessors of a property.
  const isInfix = /[})\w][ \t]+$/.test(before);
  if (isFirst && /^[gs]et$/.test(word) && /^[ \t]*\{/.test(behind)) return true;
  if (word === "get") {
    if (isFirst && /^[ \t]*</.test(behind)) return true;
    if (isInfix && /^[ \t]+[A-Za-z_]/.test(behind)) return true;
    return (isFirst || isInfix) && /^[ \t]*\([ \t]*[^)\s]/.test(behind);
  }
  if (word !== "set") return false;
  return isFirst ? /^[ \t]*\([^)\n]*[,"]/.test(behind) : isInfix && /^[ \t]+[a-z_]/.test(behind);
}
