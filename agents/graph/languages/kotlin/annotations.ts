const first = /^@(?=[A-Za-z])/gm;
const name = /@(?:(?:field|get|set|param|property|receiver|setparam|delegate):)?[\w.]+/y;
const between = /(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*/y;
/** What the grammar reads as names behind an annotation: types, and what such a modifier is before. */
const softHead =
  /(?:[a-z]+\s+){0,6}(?:class|object|interface)\b|(?:const|expect|actual)\s+(?:[a-z]+\s+){0,6}(?:fun|va[lr]|typealias)\b/y;

/**
 * The text with annotations written as plain calls where they stand at the top of a file before a
 * type or a constant: `@A(1)` as ` A(1)`. The grammar takes `@A enum class B` for an annotated infix
 * call of a function `class`, and loses what is declared. A space that parts two of
 * them in one line becomes a semicolon, so that every offset and line is kept.
 */
export function annotationsAside(text: string): string {
  let readable = "";
  let copied = 0;
  first.lastIndex = 0;
  for (let match = first.exec(text); match !== null; match = first.exec(text)) {
    const { parts, end } = sequenceAt(text, match.index);
    first.lastIndex = Math.max(end, match.index + 1);
    softHead.lastIndex = end;
    if (!softHead.test(text)) continue;
    for (const [from, to] of parts) {
      const mark = /^@(?:\w+:)?/.exec(text.slice(from, to))?.[0] ?? "";
      readable += text.slice(copied, from) + " ".repeat(mark.length);
      readable += text.slice(from + mark.length, to);
      const isParted = text[to] === " " || text[to] === "\t";
      if (isParted) readable += ";";
      copied = to + (isParted ? 1 : 0);
    }
  }
  return readable + text.slice(copied);
}

/** The annotations that stand one after the other from an offset on, and where the next word is. */
function sequenceAt(
  text: string,
  from: number,
): { parts: (readonly [from: number, to: number])[]; end: number } {
  const parts: (readonly [number, number])[] = [];
  let end = from;
  for (;;) {
    name.lastIndex = end;
    if (!name.test(text)) return { parts, end };
    const open = name.lastIndex;
    const close = text[open] === "(" ? closing(text, open) : open;
    parts.push([end, close]);
    between.lastIndex = close;
    between.test(text);
    end = between.lastIndex;
  }
}

/** The offset behind the bracket that closes the one at an offset; the end of a text without it. */
function closing(text: string, open: number): number {
  const marks = /"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[()]/g;
  marks.lastIndex = open;
  let depth = 0;
  for (let match = marks.exec(text); match !== null; match = marks.exec(text)) {
    if (match[0] === "(") depth++;
    else if (match[0] === ")" && --depth === 0) return marks.lastIndex;
  }
  return text.length;
}
