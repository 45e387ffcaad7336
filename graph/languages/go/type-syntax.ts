import { isWord, type Tokens } from "./tokens.ts";

/** Index after a function's parameters and results, which start at its first parenthesis. */
export function signatureEnd(tokens: Tokens, from: number): number {
  const { texts } = tokens;
  if (texts[from] !== "(") return from;
  const results = behind(tokens, from);
  return texts[results] === "(" ? behind(tokens, results) : typeEnd(tokens, results);
}

/** Index after a type, or `from` when there is no type. */
function typeEnd(tokens: Tokens, from: number): number {
  const { texts } = tokens;
  let at = from;
  for (;;) {
    const text = texts[at];
    if (text === "*" || text === "<" || text === "-" || text === "chan" || text === "...") at++;
    else if (text === "[") at = behind(tokens, at);
    else if (text === "map") at = behind(tokens, at + 1);
    else if (text === "(") return behind(tokens, at);
    else if (text === "func") return signatureEnd(tokens, at + 1);
    else if (text === "struct" || text === "interface") return behind(tokens, at + 1);
    else if (isWord(text)) {
      at++;
      if (texts[at] === ".") at += 2;
      return texts[at] === "[" ? behind(tokens, at) : at;
    } else return at;
  }
}

/** Indexes of the names that a list of parameters or of type parameters binds. */
export function parameterNames(tokens: Tokens, open: number): number[] {
  const { texts, partners } = tokens;
  const close = partners[open] ?? -1;
  const starts: number[] = [];
  let named = false;
  for (let at = open + 1; at < close; at++) {
    if (isWord(texts[at])) {
      starts.push(at);
      named ||= isNamed(tokens, at);
    }
    for (; at < close && texts[at] !== ","; at++) {
      const partner = partners[at] ?? -1;
      if (partner > at) at = partner;
    }
  }
  return named ? starts : [];
}

/** Indexes of the names that begin a specification: `a, b T = x, y`. */
export function specNames(texts: readonly string[], from: number): number[] {
  const names: number[] = [];
  for (let at = from; isWord(texts[at]); at += 2) {
    names.push(at);
    if (texts[at + 1] !== ",") break;
  }
  return names;
}

/** Whether a bracket after a type's name opens type parameters and not an array's length. */
export function isTypeParameters(texts: readonly string[], open: number): boolean {
  if (texts[open] !== "[" || !isWord(texts[open + 1])) return false;
  const second = texts[open + 2];
  return isWord(second) || second === "," || second === "*" || second === "~" || second === "[";
}

/** Whether a parameter begins with its name and not with its type. */
function isNamed(tokens: Tokens, at: number): boolean {
  const { texts } = tokens;
  const text = texts[at];
  if (text === "func" || text === "map" || text === "chan" || text === "struct") return false;
  if (text === "interface") return false;
  const next = texts[at + 1];
  if (isWord(next) || next === "*" || next === "..." || next === "(" || next === "<") return true;
  if (next === "~") return true;
  if (next !== "[") return false;
  const close = behind(tokens, at + 1);
  const after = texts[close];
  // `a []T` and `a [4]T` continue with a type; `T[int]` does not.
  return isWord(after) || after === "*" || after === "[" || after === "(";
}

function behind(tokens: Tokens, open: number): number {
  const partner = tokens.partners[open] ?? -1;
  return partner > open ? partner + 1 : open + 1;
}
