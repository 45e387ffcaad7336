import { annotationsAside } from "./annotations.ts";
import { constructorsInPlace } from "./constructors.ts";
import { withoutDelegation } from "./delegation.ts";
import { namesForSoftKeywords } from "./soft-keywords.ts";

type Rule = readonly [pattern: RegExp, replacement: (found: string) => string];

/** Syntax that the grammar does not know, and what of the same length says nearly the same. */
const rules: readonly Rule[] = [
  // The condition of `is A if b ->` is read as one more case.
  [
    /\bif\s(?<=^[ \t]*(?:!?is\s|!?in\s|[A-Z])(?:(?!->)[^\n{}=]){0,200}\sif\s)(?=(?:(?!->)[^{}]|\{[^{}]{0,200}\}){1,400}->)/gm,
    (found) => `, ${found.slice(2)}`,
  ],
  // Context parameters are read as annotations of their types.
  [
    /\bcontext\((?<!(?:\.|\bfun\s)context\()(?:\s*\w+\s*:\s*[A-Z][\w.]*(?:<[\w.,* ]*>)?\??\s*,?){1,8}\)/g,
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
  [/\$\$+"(?:""[\s\S]{0,20000}?""|(?:[^"\\\n]|\\.)*)"/g, (found) => found.replaceAll("$", " ")],
  [/\bin(?=\d)/g, () => "iN"],
  [/\bsuspend(?=\s*\{)/g, blank],
  [/\.\([\w.]+\)(?=\()/g, (found) => `. ${found.slice(2, -1)} `],
  // An annotated accessor, when the annotation has arguments or an empty line stands before it.
  [/@[\w.]+(?:\([^()\n]*\)|(?<=\n[ \t]*\n[ \t]*@[\w.]+))(?=\s+[gs]et\()/g, blank],
  // A second `catch` on a line of its own: the line's end moves behind the bracket.
  [/\}[ \t]*\n[ \t]*(?:catch|finally) [({]/g, withoutLineEnd],
  // The last member of a class that is written in one line.
  [
    /\b(?:class|interface|object)\b[^\n{]{0,300}\{[^\n]*\S \}[ \t})]{0,20}$/gm,
    (found) => found.replace(/(?<=[^{\s]) \}(?=[ \t})]{0,20}$)/g, ";}"),
  ],
];

/**
 * The text as the grammar can read it, every offset and line kept: it does not know all of the
 * language, such as a name that is a keyword elsewhere, or the body behind a delegation.
 */
export function readableText(text: string): string {
  let readable = text;
  for (const [pattern, replacement] of rules) readable = readable.replace(pattern, replacement);
  const declared = annotationsAside(readable, text);
  return withoutDelegation(namesForSoftKeywords(constructorsInPlace(declared)));
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
