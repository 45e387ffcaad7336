import type { Lexis } from "./lexis.ts";
import type { DocRecord } from "./record.ts";

const limit = 2000;
/** Longest annotation between a comment and what it is about, in lines. */
const maxLines = 100;
/** A line of annotations, decorators or attributes. */
const attribute = /^@[\w.:]+(?: +@[\w.:]+)*(?:\(.*\)(?: +@[\w.:]+)*)?$|^#!?\[.*\]$|^\[[A-Z].*\]$/;
// A licence at the top says nothing about the file.
const licence =
  /\bcopyright\b|\blicen[cs]ed? under\b|SPDX-License-Identifier|\(c\) ?(?:19|20)\d\d/i;

/**
 * The comment directly above an offset: one block comment, or a row of line comments,
 * with only attributes and decorators in between.
 *
 * @param start of the definition, in UTF-16 units
 */
export function commentAbove(source: string, start: number, lexis: Lexis): DocRecord | undefined {
  let end = lineStart(source, start);
  while (end > 0) {
    // Only a comment on its own lines can be above.
    const line = source.slice(lineStart(source, end - 1), end - 1).trim();
    if (attribute.test(line)) end = lineStart(source, end - 1);
    else {
      const opening = openingLine(source, end);
      if (opening === undefined) break;
      end = opening;
    }
  }
  const before = source.slice(0, end).trimEnd();
  // A definition after a bracket on the line of another one has no comment above it.
  if (/[{;]/.test(source.slice(lineStart(source, start), start))) return undefined;
  // An empty line between them means that the comment is about something else.
  if (before === "" || /\n[^\S\n]*\n/.test(source.slice(before.length, end))) return undefined;
  return blockBefore(before, lexis) ?? linesBefore(before, lexis);
}

/** The comment at the top of a file, after a `#!` line, when an empty line follows it. */
export function commentAtTop(source: string, lexis: Lexis): DocRecord | undefined {
  const start = source.startsWith("#!") ? source.indexOf("\n") + 1 : 0;
  const from = start + (/^\s*/.exec(source.slice(start))?.[0].length ?? 0);
  let end = from;
  let after = from;
  const block = lexis.block.find(([begin]) => source.startsWith(begin, from));
  if (block !== undefined) {
    const close = source.indexOf(block[1], from + block[0].length);
    if (close < 0) return undefined;
    end = close + block[1].length;
    after = end + (/^[^\S\n]*\n?/.exec(source.slice(end))?.[0].length ?? 0);
  } else {
    while (lexis.line.some((mark) => source.startsWith(mark, end))) {
      const next = source.indexOf("\n", end);
      end = next < 0 ? source.length : next + 1;
    }
    after = end;
  }
  if (end === from || !/^[^\S\n]*\r?(?:\n|$)/.test(source.slice(after))) return undefined;
  const found = docRecord(source, from, end, lexis);
  return licence.test(found.text) ? undefined : found;
}

/** Where an annotation begins whose bracket closes on the line that ends at an offset. */
function openingLine(source: string, end: number): number | undefined {
  let at = lineStart(source, end - 1);
  const indent = /^([ \t]*)\)[ \t]*(?:@[\w.: \t]+)?\r?$/.exec(source.slice(at, end - 1))?.[1];
  if (indent === undefined) return undefined;
  for (let count = 0; count < maxLines && at > 0; count++) {
    const start = lineStart(source, at - 1);
    const line = source.slice(start, at - 1);
    if (line.startsWith(`${indent}@`)) return start;
    // The text between the brackets is indented further.
    if (line.trim() !== "" && !/^[ \t]/.test(line.slice(indent.length))) return undefined;
    at = start;
  }
  return undefined;
}

function blockBefore(before: string, lexis: Lexis): DocRecord | undefined {
  for (const [begin, close] of lexis.block) {
    if (!before.endsWith(close)) continue;
    const start = before.lastIndexOf(begin, before.length - close.length - 1);
    if (start < 0 || before.slice(lineStart(before, start), start).trim() !== "") return undefined;
    return docRecord(before, start, before.length, lexis);
  }
  return undefined;
}

function linesBefore(before: string, lexis: Lexis): DocRecord | undefined {
  let start = before.length;
  while (start > 0) {
    const line = lineStart(before, start - 1);
    const text = before.slice(line, start).trim();
    if (!lexis.line.some((mark) => text.startsWith(mark)) || text.startsWith("#!")) break;
    start = line;
  }
  return start === before.length ? undefined : docRecord(before, start, before.length, lexis);
}

/** A comment's text without its marks. */
function docRecord(source: string, start: number, end: number, lexis: Lexis): DocRecord {
  let text = source.slice(start, end);
  for (const [begin, close] of lexis.block) {
    const trimmed = text.trim();
    if (trimmed.startsWith(begin) && trimmed.endsWith(close)) {
      text = trimmed.slice(begin.length, -close.length);
    }
  }
  const lines = text.split(/\r?\n/).map((line) => {
    let bare = line.trim();
    for (const mark of lexis.line) if (bare.startsWith(mark)) bare = bare.slice(mark.length);
    return bare.replace(/^[/*!]+(?: |$)/, "").trim();
  });
  return { text: clean(lines), start, end };
}

/**
 * A docstring's record, from the node that holds it with its quotes.
 *
 * @param raw as written, quotes and prefix included
 */
export function docstring(raw: string, start: number): DocRecord {
  const inner = raw.replace(/^[rRuUbBfF]*("""|'''|"|')/, "").replace(/("""|'''|"|')$/, "");
  return { text: clean(inner.split(/\r?\n/)), start, end: start + raw.length };
}

// Indentation shows what is code in a docstring, so it stays but for what all lines share.
function clean(lines: readonly string[]): string {
  const [first = "", ...rest] = lines;
  const indents = rest
    .filter((line) => line.trim() !== "")
    .map((line) => line.length - line.trimStart().length);
  const shared = indents.length === 0 ? 0 : Math.min(...indents);
  const text = [first.trim(), ...rest.map((line) => line.slice(shared).trimEnd())].join("\n");
  const plain = text.trim();
  return plain.length > limit ? `${plain.slice(0, limit).trimEnd()}…` : plain;
}

function lineStart(source: string, at: number): number {
  return at <= 0 ? 0 : source.lastIndexOf("\n", at - 1) + 1;
}
