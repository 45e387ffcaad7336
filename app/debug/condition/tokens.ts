import { HindcastError } from "../../../protocols/index.ts";

/** One word of a condition, with its place in the text, from 0. */
export interface Token {
  readonly type: "name" | "number" | "text" | "sign" | "end";
  readonly text: string;
  readonly at: number;
}

/** Longer texts are no conditions that somebody typed. */
const LIMIT = 10_000;
const SIGNS = ["==", "!=", "<=", ">=", "&&", "||", "<", ">", "!", "(", ")", "[", "]", ".", "-"];
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/** Splits a condition into words. Throws USAGE for what is none. */
export function tokensOf(text: string): Token[] {
  if (text.length > LIMIT) throw misread(text.slice(0, 40), 0, `at most ${LIMIT} characters`);
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text[at] ?? "";
    if (/\s/.test(character)) {
      at += 1;
      continue;
    }
    const token = quoted(text, at) ?? word(text, at) ?? sign(text, at);
    if (!token) throw misread(text, at, "a name, a number, a quoted text or an operator");
    tokens.push(token);
    at = token.type === "text" ? endOfQuoted(text, at) : at + token.text.length;
  }
  tokens.push({ type: "end", text: "", at });
  return tokens;
}

/** A USAGE error that shows where a condition could not be read. */
export function misread(text: string, at: number, expected: string): HindcastError {
  const found = at < text.length ? JSON.stringify(text.slice(at, at + 20)) : "its end";
  const detail = `condition ${JSON.stringify(text)}: found ${found} at ${at + 1}, expected ${expected}`;
  return new HindcastError("USAGE", detail);
}

function quoted(text: string, at: number): Token | undefined {
  const quote = text[at];
  if (quote !== '"' && quote !== "'") return undefined;
  const end = endOfQuoted(text, at);
  let value = "";
  for (let place = at + 1; place < end - 1; place += 1) {
    let character = text[place] ?? "";
    if (character === "\\") {
      place += 1;
      const escaped = text[place] ?? "";
      character = ESCAPES[escaped] ?? escaped;
    }
    value += character;
  }
  return { type: "text", text: value, at };
}

/** The place after the quote that ends a quoted text. */
function endOfQuoted(text: string, at: number): number {
  for (let place = at + 1; place < text.length; place += 1) {
    if (text[place] === "\\") place += 1;
    else if (text[place] === text[at]) return place + 1;
  }
  throw misread(text, text.length, `the quote that ends the text at ${at + 1}`);
}

function word(text: string, at: number): Token | undefined {
  let end = at;
  while (/[\p{L}\p{N}_$]/u.test(text[end] ?? "")) end += 1;
  if (end === at) return undefined;
  if (!/\d/.test(text[at] ?? "")) return { type: "name", text: text.slice(at, end), at };
  if (text[end] === "." && /\d/.test(text[end + 1] ?? "")) {
    end += 1;
    while (/\d/.test(text[end] ?? "")) end += 1;
  }
  const found = text.slice(at, end);
  if (!Number.isFinite(Number(found))) throw misread(text, at, "a number");
  return { type: "number", text: found, at };
}

function sign(text: string, at: number): Token | undefined {
  const found = SIGNS.find((candidate) => text.startsWith(candidate, at));
  return found === undefined ? undefined : { type: "sign", text: found, at };
}
