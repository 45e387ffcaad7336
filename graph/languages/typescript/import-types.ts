const opening = /\bimport\((?:"[^"\n]+"|'[^'\n]+')\)(?:\.[\w$]+)+</g;

/** Characters that the type arguments of one type may take. */
const longest = 4000;

/**
 * The text with the type arguments of `import("x").Name<A, B>` joined to it as `Name&A& B `, which
 * is a type with the same names in it: the grammar of tree-sitter-typescript 0.23 knows no type
 * arguments there and reads what follows as an error.
 */
export function joinedArguments(text: string): string {
  const changes = new Map<number, string>();
  for (const { index, 0: head } of text.matchAll(opening)) {
    const open = index + head.length - 1;
    const parts = partsOf(text, open);
    if (parts === undefined) continue;
    for (const at of parts.separators) changes.set(at, "&");
    changes.set(open, "&");
    changes.set(parts.end, " ");
  }
  let found = "";
  let at = 0;
  for (const [place, character] of [...changes].toSorted(([a], [b]) => a - b)) {
    found += text.slice(at, place) + character;
    at = place + 1;
  }
  return found + text.slice(at);
}

/** Where a list of type arguments ends, and the commas between them. */
function partsOf(text: string, open: number): { separators: number[]; end: number } | undefined {
  const separators: number[] = [];
  let depth = 0;
  for (let at = open; at < text.length && at - open < longest; at++) {
    const character = text.charAt(at);
    if ("<([{".includes(character)) depth++;
    else if (character === "," && depth === 1) separators.push(at);
    else if (")]}".includes(character) || (character === ">" && text[at - 1] !== "=")) {
      if (--depth === 0) return { separators, end: at };
    }
  }
  return undefined;
}
