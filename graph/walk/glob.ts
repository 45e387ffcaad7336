/** How much matching may still be done in a repository, in steps of a few nanoseconds. */
export interface Effort {
  left: number;
}

/** A pattern of git's, matched one name of a path at a time. */
export type Glob = (path: string, effort: Effort) => boolean;

type Token =
  | { kind: "character"; character: string }
  | { kind: "any" | "star" }
  | { kind: "set"; holds: (character: string) => boolean };

/** The tokens of one name of a pattern; `**` for any number of names. */
type Name = readonly Token[] | "**";

/** Longer patterns match nothing: no path is that long. */
const longestPattern = 4096;

/**
 * Compiles a pattern as gitignore(5) has it; undefined when it can match nothing. Without a slash it
 * is about the last name of a path, else about the whole path. Matching goes back to the last star
 * alone, so that it takes at most the length of the pattern times that of the path.
 *
 * @param pattern without `!` and without a slash at its end
 */
export function globOf(pattern: string): Glob | undefined {
  if (pattern.length > longestPattern) return undefined;
  const isPath = pattern.includes("/");
  const names = namesOf(bytesOf(pattern.replace(/^\//, "")));
  if (names === undefined) return undefined;
  const [only] = names;
  if (isPath || only === undefined) {
    return (path, effort) => matchesNames(names, bytesOf(path).split("/"), effort);
  }
  const last = only === "**" ? star : only;
  return (path, effort) =>
    matchesName(last, bytesOf(path.slice(path.lastIndexOf("/") + 1)), effort);
}

const star: readonly Token[] = [{ kind: "star" }];

/** Git compares bytes: a character for each of them. */
function bytesOf(text: string): string {
  return /[^\0-\x7f]/.test(text) ? Buffer.from(text).toString("latin1") : text;
}

function namesOf(pattern: string): Name[] | undefined {
  const names: Name[] = [];
  let tokens: Token[] = [];
  let start = 0;
  const finish = (end: number): void => {
    names.push(pattern.slice(start, end) === "**" ? "**" : tokens);
    tokens = [];
    start = end + 1;
  };
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    if (character === "/") finish(at);
    else if (character === "?") tokens.push({ kind: "any" });
    else if (character === "*") {
      if (tokens.at(-1)?.kind !== "star") tokens.push({ kind: "star" });
    } else if (character === "[") {
      const set = setAt(pattern, at + 1);
      if (set === undefined) return undefined;
      tokens.push({ kind: "set", holds: set.holds });
      at = set.end;
    } else if (character === "\\") {
      if (++at >= pattern.length) return undefined;
      tokens.push({ kind: "character", character: pattern.charAt(at) });
    } else tokens.push({ kind: "character", character });
  }
  finish(pattern.length);
  return names;
}

const classes: Readonly<Record<string, RegExp>> = {
  alnum: /[A-Za-z0-9]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  digit: /[0-9]/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /\s/,
  upper: /[A-Z]/,
  xdigit: /[0-9A-Fa-f]/,
};

/** The set whose bracket opens before an offset; undefined when it does not close. */
function setAt(
  pattern: string,
  from: number,
): { holds: (character: string) => boolean; end: number } | undefined {
  const negated = pattern[from] === "!" || pattern[from] === "^";
  const first = negated ? from + 1 : from;
  const ranges: [low: string, high: string][] = [];
  const named: RegExp[] = [];
  let at = first;
  for (; at < pattern.length && (pattern[at] !== "]" || at === first); at++) {
    const name = /^\[:([a-z]*):\]/.exec(pattern.slice(at, at + 12));
    if (name !== null) {
      const known = classes[name[1] ?? ""];
      if (known === undefined) return undefined;
      named.push(known);
      at += name[0].length - 1;
      continue;
    }
    if (pattern[at] === "\\") at++;
    const low = pattern.charAt(at);
    const next = pattern[at + 2];
    if (pattern[at + 1] !== "-" || next === undefined || next === "]") {
      ranges.push([low, low]);
      continue;
    }
    at += next === "\\" ? 3 : 2;
    ranges.push([low, pattern.charAt(at)]);
  }
  if (at >= pattern.length) return undefined;
  const has = (character: string): boolean =>
    ranges.some(([low, high]) => low <= character && character <= high) ||
    named.some((known) => known.test(character));
  return { holds: (character) => has(character) !== negated, end: at };
}

function matchesNames(pattern: readonly Name[], path: readonly string[], effort: Effort): boolean {
  let at = 0;
  let name = 0;
  /** The place after the last `**`, and the names that it matches so far. */
  let back: { at: number; name: number } | undefined;
  while (name < path.length) {
    const wanted = pattern[at];
    if (wanted === "**") {
      // At the end it takes in all names, of which there is at least one.
      if (at === pattern.length - 1) return true;
      back = { at: ++at, name };
    } else if (wanted !== undefined && matchesName(wanted, path[name] ?? "", effort)) {
      at++;
      name++;
    } else if (back !== undefined) {
      at = back.at;
      name = ++back.name;
    } else return false;
  }
  return at === pattern.length;
}

function matchesName(pattern: readonly Token[], name: string, effort: Effort): boolean {
  let at = 0;
  let place = 0;
  let back: { at: number; place: number } | undefined;
  let steps = 1;
  let matches = true;
  while (matches && place < name.length) {
    const token = pattern[at];
    steps++;
    if (token?.kind === "star") {
      back = { at: ++at, place };
    } else if (token !== undefined && takes(token, name.charAt(place))) {
      at++;
      place++;
    } else if (back !== undefined) {
      at = back.at;
      place = ++back.place;
    } else matches = false;
  }
  effort.left -= steps;
  while (pattern[at]?.kind === "star") at++;
  return matches && at === pattern.length;
}

function takes(token: Token, character: string): boolean {
  if (token.kind === "character") return token.character === character;
  return token.kind === "set" ? token.holds(character) : true;
}
