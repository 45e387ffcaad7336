import { isWord, keywords, type Tokens } from "./tokens.ts";

/** Whether the type in front of a literal's brace is a map, an array or a slice. */
export function isContainer({ texts, partners }: Tokens, brace: number): boolean {
  let at = brace - 1;
  while (at >= 0) {
    const text = texts[at] ?? "";
    if (text === "]" || text === "}" || text === ")") {
      const open = partners[at] ?? -1;
      const before = texts[open - 1] ?? "";
      if (open < 0 || !mayStandIn(text, before)) return false;
      // Of `[][]T` the first bracket decides, and that of `list[0]` is no type.
      const isIndex = isWord(before) ? !keywords.has(before) : /^[\])"]$/.test(before);
      if (text === "]" && (before === "map" || !isIndex)) return true;
      at = open - 1;
    } else if (isWord(text) || text === "." || text === "*") at--;
    else return false;
  }
  return false;
}

/** Whether a closing bracket can be part of a type, by the text before its partner. */
function mayStandIn(close: string, before: string): boolean {
  if (close === "}") return before === "struct" || before === "interface";
  return close === "]" || before === "func" || before === ")";
}

/**
 * Whether a brace in the head of a control statement belongs to a literal. Go asks for parentheses
 * around those whose type is a mere name.
 */
export function isLiteralInHead(tokens: Tokens, brace: number): boolean {
  const { texts, partners } = tokens;
  const open = texts[brace - 1] === "}" ? (partners[brace - 1] ?? -1) : -1;
  return texts[open - 1] === "struct" || isContainer(tokens, brace);
}
