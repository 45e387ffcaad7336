import type { IndexedFile } from "../graph/repository-index.ts";
import { languageNamed } from "../languages/index.ts";
import { cLexis, scanPieces } from "../parse/lexis.ts";

const word = /[A-Za-z_$][\w$]*/g;
// Code inside of strings: of JavaScript, Kotlin, PHP and Ruby, and of Python, Rust and C#.
const inserted = /[$#]\{([^{}]*)\}|\{([\w.[\]()]+)(?:[!:][^{}]*)?\}/g;
const prose = new Set(["markdown", "restructuredtext", "text"]);

/**
 * The names that a file's code writes. A string counts when it is a single name, such as a key;
 * other strings, comments and documents only mention names.
 *
 * @param mentioned takes the words that are mentioned
 */
export function wordsOf(file: IndexedFile, mentioned: Set<string>): Set<string> {
  const { text, language } = file;
  const own = new Set<string>();
  const known = languageNamed(language);
  if (known === undefined) {
    // Configuration, markup and scripts without a parser: every word may be a name of theirs.
    const into = language === null || prose.has(language) ? mentioned : own;
    for (const [name] of text.matchAll(word)) into.add(name);
    return withBare(own, "$");
  }
  scanPieces(text, known.lexis ?? cLexis, (kind, start, end) => {
    const piece = text.slice(start, end);
    if (kind === "code") {
      for (const [name] of piece.matchAll(word)) own.add(name);
      return;
    }
    const isName = kind === "string" && piece.length <= 120 && /^[\w$.:/#@-]+$/.test(piece);
    const into = isName ? own : mentioned;
    for (const [name] of piece.matchAll(word)) into.add(name);
    if (kind === "comment" || isName || !piece.includes("{")) return;
    for (const [, code = "", field = ""] of piece.matchAll(inserted)) {
      for (const [name] of `${code} ${field}`.matchAll(word)) own.add(name);
    }
  });
  return withBare(own, known.lexis?.sigil);
}

/** The names, those of variables without their sign too: text speaks of `$name` as `name`. */
function withBare(names: Set<string>, sigil: string | undefined): Set<string> {
  if (sigil === undefined) return names;
  for (const name of names) {
    if (name.length > sigil.length && name.startsWith(sigil)) names.add(name.slice(sigil.length));
  }
  return names;
}
