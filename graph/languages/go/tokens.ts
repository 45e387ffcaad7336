/** Go source as tokens, without comments, with the semicolons that line ends imply. */
export interface Tokens {
  /** Texts; a string or a number is `"`, a semicolon by a line end is `;`. */
  readonly texts: readonly string[];
  /** For each bracket the index of its partner, else -1. */
  readonly partners: Int32Array;
}

const token =
  /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|`[^`]*(?:`|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|\d[\w.]*|[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*|\n|:=|\.\.\.|\+\+|--|\S/g;
const name = /^[A-Za-z_\u0080-\uffff]/;
const openEnded = new Set(
  (
    "case chan const default defer else for func go goto if import interface map package range " +
    "select struct switch type var"
  ).split(" "),
);
/** The words that Go keeps for itself. */
export const keywords: ReadonlySet<string> = new Set(
  (
    "break case chan const continue default defer else fallthrough for func go goto if import " +
    "interface map package range return select struct switch type var"
  ).split(" "),
);
const opening: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** Whether a token is an identifier or a keyword. */
export function isWord(text: string | undefined): text is string {
  return text !== undefined && name.test(text);
}

/** Cuts source into tokens; broken source gives some tokens too. */
export function tokensOf(source: string): Tokens {
  const texts: string[] = [];
  for (const [text] of source.matchAll(token)) {
    if (text === "\n" || text.startsWith("//")) {
      if (text === "\n" && endsStatement(texts.at(-1))) texts.push(";");
    } else if (text.startsWith("/*")) {
      if (text.includes("\n") && endsStatement(texts.at(-1))) texts.push(";");
    } else {
      texts.push(/^["'`\d]/.test(text) ? '"' : text);
    }
  }
  texts.push(";");
  return { texts, partners: partnersOf(texts) };
}

function endsStatement(last: string | undefined): boolean {
  if (last === undefined) return false;
  return name.test(last) ? !openEnded.has(last) : /^(?:["\])}]|\+\+|--)$/.test(last);
}

function partnersOf(texts: readonly string[]): Int32Array {
  const partners = new Int32Array(texts.length).fill(-1);
  const open: number[] = [];
  for (const [index, text] of texts.entries()) {
    if (text === "(" || text === "[" || text === "{") open.push(index);
    const wanted = opening[text];
    if (wanted === undefined || texts[open.at(-1) ?? -1] !== wanted) continue;
    const partner = open.pop() ?? -1;
    partners[index] = partner;
    partners[partner] = index;
  }
  return partners;
}
