import { scanPieces, type Lexis } from "../parse/lexis.ts";
import type { DocRecord } from "../parse/record.ts";

/** Runs of this many tokens that the code has too make a line of documentation a quotation. */
const run = 8;
const token = /[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu;

/** Documentation of one file without the code that it quotes. */
export type Documentation = (doc: DocRecord) => string[];

/**
 * Makes the reader of a file's documentation. Examples go by their marks (fences, doctests,
 * `@example`, literal blocks); any other line goes when it is part of a run of 8 or more tokens
 * that occurs in the code.
 *
 * @param docs all documentation of the file: text in there is not code
 */
export function documentationOf(
  source: string,
  lexis: Lexis,
  docs: readonly DocRecord[],
): Documentation {
  let runs: ReadonlySet<string> | undefined;
  return (doc) => {
    runs ??= runsOf(codeTokens(source, lexis, docs));
    return withoutQuotations(withoutExamples(doc.text.split("\n")), runs);
  };
}

function codeTokens(source: string, lexis: Lexis, docs: readonly DocRecord[]): string[] {
  const tokens: string[] = [];
  const spans = docs.toSorted((a, b) => a.start - b.start);
  let next = 0;
  let taken = 0;
  // The quotes between the pieces are tokens too.
  const take = (end: number): void => {
    for (const part of source.slice(taken, end).match(token) ?? []) tokens.push(part);
    taken = end;
  };
  scanPieces(source, lexis, (kind, start, end) => {
    if (kind === "comment") {
      take(start);
      taken = end;
      return;
    }
    while ((spans[next]?.end ?? Infinity) <= start) next++;
    const doc = spans[next];
    // A docstring is a string like any other to the scanner.
    if (doc !== undefined && start >= doc.start && end <= doc.end) taken = doc.end;
    else take(end);
  });
  take(source.length);
  return tokens;
}

function runsOf(tokens: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (let at = 0; at + run <= tokens.length; at++) {
    found.add(tokens.slice(at, at + run).join(" "));
  }
  return found;
}

function withoutQuotations(lines: readonly string[], runs: ReadonlySet<string>): string[] {
  const tokens: string[] = [];
  const lineOf: number[] = [];
  for (const [number, line] of lines.entries()) {
    for (const part of line.match(token) ?? []) {
      tokens.push(part);
      lineOf.push(number);
    }
  }
  const quoted = new Set<number>();
  for (let at = 0; at + run <= tokens.length; at++) {
    if (!runs.has(tokens.slice(at, at + run).join(" "))) continue;
    for (let inner = at; inner < at + run; inner++) quoted.add(lineOf[inner] ?? 0);
  }
  return lines.filter((line, number) => !quoted.has(number) && line.trim() !== "");
}

/** Prose of a documentation text: no fenced, literal, doctest or `@example` code. */
function withoutExamples(lines: readonly string[]): string[] {
  const kept: string[] = [];
  let fence = "";
  /** Lines indented deeper than this belong to an example. */
  let literal: number | undefined;
  let section = false;
  let doctest = false;
  for (const line of lines) {
    const indent = line.length - line.trimStart().length;
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1] ?? "";
    if (fence !== "" || mark !== "") {
      fence = fence === "" ? mark : mark.startsWith(fence) ? "" : fence;
      continue;
    }
    const blank = line.trim() === "";
    if (blank) doctest = false;
    if (/^\s*>>>/.test(line)) doctest = true;
    if (/^\s*@\w/.test(line)) section = /^\s*@example\b/.test(line);
    if (literal !== undefined && !blank && indent <= literal) literal = undefined;
    if (!blank && !doctest && !section && literal === undefined) kept.push(line);
    if (/::\s*$|^\s*\.\. code/.test(line) && literal === undefined) literal = indent;
  }
  return kept;
}
