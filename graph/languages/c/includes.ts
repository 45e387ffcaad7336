import type { Node } from "web-tree-sitter";
import type { ImportRecord } from "../../parse/record.ts";

const directive =
  /^[ \t]*#[ \t]*(?:include(?:_next)?[ \t]*(?:"([^"\n\r\u2028\u2029]+)"|<([^>\n\r\u2028\u2029]+)>|([A-Za-z_]\w*))|(if|ifdef|ifndef|elif|else|endif)\b(.*))/gm;
const noise = /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.){1,8}'/g;

/**
 * The includes of a file, read from its lines: a directive is a matter of lines and not of syntax,
 * and may occur where the grammar expects none, as in a table of values. A specifier keeps the
 * brackets of `<a.h>`; a macro appears as its name in parentheses. What `#if 0` switches off does
 * not count.
 */
export function includesOf(node: Node, source: string): ImportRecord[] {
  // A tree that is one large error has no unit at its root.
  if (node.parent !== null || !source.includes("include")) return [];
  const text = source.replace(noise, withoutComment);
  const records: ImportRecord[] = [];
  const dead: boolean[] = [];
  let line = 1;
  let at = 0;
  for (const match of text.matchAll(directive)) {
    const [, quoted, angled, macro, condition, rest = ""] = match;
    for (; at < match.index; at++) if (text.charCodeAt(at) === 10) line++;
    if (condition !== undefined) {
      follow(dead, condition, rest.trim());
      continue;
    }
    if (dead.includes(true)) continue;
    const specifier = quoted ?? (angled === undefined ? `(${macro ?? ""})` : `<${angled.trim()}>`);
    records.push({ specifier, names: ["*"], imported: ["*"], line, kind: "static" });
  }
  return records;
}

/** Keeps count of what `#if 0` switches off. */
function follow(dead: boolean[], condition: string, rest: string): void {
  if (condition === "endif") dead.pop();
  else if (condition === "else" || condition === "elif") {
    if (dead.length > 0) dead[dead.length - 1] = false;
  } else dead.push(condition === "if" && rest === "0");
}

// Comments go but their lines stay; strings stay, since a quoted include looks like one.
function withoutComment(text: string): string {
  if (!text.startsWith("/")) return text;
  return text.replace(/[^\n]/g, " ");
}
