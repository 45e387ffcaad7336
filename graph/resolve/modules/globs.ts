import type { FileSet } from "../file-set.ts";
import { directoryOf, joinInside } from "../paths.ts";

/** More files than this are not one import's. */
const maxFiles = 2000;

/**
 * The files that the patterns of `import.meta.glob` match, as Vite reads them: relative to the file
 * or, with a leading slash, to a root; `*` within a directory, `**` over directories, `{a,b}`, `?`;
 * a leading `!` takes out. A file does not import itself.
 *
 * @param roots directories that a leading slash may mean, best first
 */
export function globFiles(
  files: FileSet,
  from: string,
  patterns: readonly string[],
  roots: readonly string[],
): string[] {
  for (const root of roots) {
    const place = (pattern: string): string | undefined =>
      pattern.startsWith("/") ? joinInside(root, pattern) : joinInside(directoryOf(from), pattern);
    const matchers = (isNegative: boolean): Matcher[] =>
      patterns
        .filter((pattern) => pattern.startsWith("!") === isNegative)
        .map((pattern) => place(isNegative ? pattern.slice(1) : pattern))
        .filter((pattern) => pattern !== undefined)
        .flatMap((pattern) => alternatives(pattern).map(matcherOf));
    const wanted = matchers(false);
    const unwanted = matchers(true);
    const found = files.paths.filter(
      (path) =>
        path !== from &&
        wanted.some((matches) => matches(path)) &&
        !unwanted.some((matches) => matches(path)),
    );
    if (found.length > 0) return found.slice(0, maxFiles);
  }
  return [];
}

type Matcher = (path: string) => boolean;

/** A pattern for each way through its braces; at most 64. */
function alternatives(pattern: string): string[] {
  const found: string[] = [];
  const waiting = [pattern];
  for (let next = waiting.pop(); next !== undefined && found.length < 64; next = waiting.pop()) {
    const braces = /\{([^{}]*)\}/.exec(next);
    if (braces === null) {
      found.push(next);
      continue;
    }
    const before = next.slice(0, braces.index);
    const after = next.slice(braces.index + braces[0].length);
    const choices = (braces[1] ?? "").split(",").slice(0, 64);
    if (waiting.length < 256) waiting.push(...choices.map((choice) => before + choice + after));
  }
  return found;
}

function matcherOf(pattern: string): Matcher {
  const parts = pattern.split("/");
  return (path) => matchesParts(parts, path.split("/"));
}

/** Matching of directories in time linear in both, as only the last `**` is ever taken back. */
function matchesParts(pattern: readonly string[], path: readonly string[]): boolean {
  let at = 0;
  let own = 0;
  let star = -1;
  let resume = 0;
  while (at < path.length) {
    const part = pattern[own];
    if (part === "**") {
      star = own++;
      resume = at;
    } else if (part !== undefined && matchesName(part, path[at] ?? "")) {
      own++;
      at++;
    } else if (star >= 0) {
      own = star + 1;
      at = ++resume;
    } else return false;
  }
  while (pattern[own] === "**") own++;
  return own === pattern.length;
}

/** The same within a name; a leading dot is matched only by a dot. */
function matchesName(pattern: string, name: string): boolean {
  if (name.startsWith(".") && !pattern.startsWith(".")) return false;
  let at = 0;
  let own = 0;
  let star = -1;
  let resume = 0;
  while (at < name.length) {
    const sign = pattern[own];
    if (sign === "*") {
      star = own++;
      resume = at;
    } else if (sign !== undefined && (sign === "?" || sign === name[at])) {
      own++;
      at++;
    } else if (star >= 0) {
      own = star + 1;
      at = ++resume;
    } else return false;
  }
  while (pattern[own] === "*") own++;
  return own === pattern.length;
}
