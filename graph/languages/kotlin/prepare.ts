import { annotationsAside } from "./annotations.ts";
import { constructorsInPlace } from "./constructors.ts";
import { withoutDelegation } from "./delegation.ts";
import { namesForSoftKeywords } from "./soft-keywords.ts";

type Rule = readonly [pattern: RegExp, replacement: (found: string) => string];

/** Syntax that the grammar does not know, and what of the same length says nearly the same. */
const rules: readonly Rule[] = [
  // Context parameters are read as annotations of their types.
  [
    /\bcontext\((?<!(?:\.|\bfun\s)context\()\s*\w+\s*:\s*[A-Z][\w.]*(?:<[\w.,* ]*>)?\??(?:\s*,\s*\w+\s*:\s*[A-Z][\w.]*(?:<[\w.,* ]*>)?\??){0,7}\s*(?:,\s*)?\)/g,
    annotations,
  ],
  // The context of a function's type.
  [
    /\bcontext\([A-Z][\w., ]{0,200}\)(?<=[:=(,<]\s{0,40}context\([\w., ]{0,200}\))(?=\s*\()/g,
    blank,
  ],
  // Empty collections, which only arguments of annotations may be.
  [/\[\](?<=[=(,]\s{0,40}\[\])(?=\s*[,)])/g, () => "{}"],
  [/,\s{0,200}\]/g, (found) => ` ${found.slice(1)}`],
  [
    /(?<!\$)\${2,}"(?:""[\s\S]{0,20000}?""|(?:[^"\\\n]|\\.)*)"/g,
    (found) => found.replaceAll("$", " "),
  ],
  [/\bin(?=\d)/g, () => "iN"],
  [/\bsuspend(?=\s*\{)/g, blank],
  [/\.\([\w.]+\)(?=\()/g, (found) => `. ${found.slice(2, -1)} `],
  // An annotated accessor, when the annotation has arguments or an empty line precedes it.
  [/@[\w.]{1,200}\([^()\n]{0,400}\)(?=\s{1,80}[gs]et\()/g, blank],
  [/@(?<=\n[ \t]{0,80}\n[ \t]{0,80}@)[\w.]{1,200}(?=\s{1,80}[gs]et\()/g, blank],
  // A second `catch` on its own line: the line's end moves after the bracket.
  [/\}[ \t]*\n[ \t]*(?:catch|finally) [({]/g, withoutLineEnd],
  // The last member of a class that is written in one line.
  [/[^\n]+/g, withLastMemberEnded],
];

/**
 * The text as the grammar can read it, every offset and line kept: it does not know all of the
 * language, such as a name that is a keyword elsewhere, or the body after a delegation.
 */
export function readableText(text: string): string {
  let readable = guardsAsCases(text);
  for (const [pattern, replacement] of rules) readable = readable.replace(pattern, replacement);
  const declared = annotationsAside(readable, text);
  return withoutDelegation(namesForSoftKeywords(constructorsInPlace(declared)));
}

/** How far a guard may be from the start of its line, and from its arrow, in UTF-16 units. */
const guardReach = 240;
const arrowReach = 2000;

/** The condition of `is A if b ->` is read as one more case. */
function guardsAsCases(text: string): string {
  return text.replace(/\bif\s/g, (found, at: number) => {
    const above = text.slice(Math.max(0, at - guardReach), at);
    const line = above.slice(above.lastIndexOf("\n") + 1);
    const isCase =
      (line.length < above.length || at === line.length) &&
      /^[ \t]*(?:!?is\s|!?in\s|[A-Z])/.test(line) &&
      /\s$/.test(line) &&
      !/->|[{}=]/.test(line);
    return isCase && comesToArrow(text, at + found.length) ? `, ${found.slice(2)}` : found;
  });
}

/** Whether an arrow follows before a brace is left open or closed; lambdas may come before it. */
function comesToArrow(text: string, start: number): boolean {
  let isInside = false;
  for (let at = start; at < text.length && at < start + arrowReach; at++) {
    const character = text[at];
    if (character === (isInside ? "{" : "}")) return false;
    if (character === "{" || character === "}") isInside = !isInside;
    else if (!isInside && at > start && text.startsWith("->", at)) return true;
  }
  return false;
}

/** A class that is written in one line: its last member ends with a semicolon in place of a space. */
function withLastMemberEnded(line: string): string {
  const tail = line.slice(-24);
  const ended = tail.replace(/(?<=[^{\s]) \}(?=[ \t})]{0,20}$)/g, ";}");
  if (ended === tail) return line;
  const heads = line.split("{").slice(0, -1);
  const isClass = heads.some((head) => /\b(?:class|interface|object)\b/.test(head));
  return isClass ? line.slice(0, -tail.length) + ended : line;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}

function annotations(found: string): string {
  const marked = found.replace(/[(,]\s*\w+\s*:\s*(?=[A-Z])/g, (name) => `${blank(name).slice(1)}@`);
  return marked.replace(/^context|[?,)]/g, blank);
}

function withoutLineEnd(found: string): string {
  const [, before = "", word = "", bracket = ""] = /^(\}\s*)(\w+) (.)$/.exec(found) ?? [];
  return `${before.replace("\n", " ")}${word}${bracket}\n`;
}
