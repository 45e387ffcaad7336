/** Annotations and context parameters begin at the first column only where they are at the top. */
const first = /^(?:@(?=[A-Za-z])|context\()/gm;
const name =
  /@(?:(?:field|get|set|param|property|receiver|setparam|delegate):)?[\w.]+(?:<[\w.,*? ]{1,200}>(?=\())?/y;
const between = /(?:\s|\/\/[^\n]*\n|\/\*[\s\S]{0,2000}?\*\/)*/y;
/** Longest arguments of an annotation, in UTF-16 units. */
const maxArguments = 10_000;
/** A text with more brackets that never close is no code, and would cost more than its length. */
const maxUnclosed = 20;
/** A declaration, which the grammar may read as names after annotations. */
const declaration =
  /(?:[a-z]{1,20}\s{1,80}){0,6}(?:class|object|interface|fun|va[lr]|typealias)\b/y;

/**
 * The text with annotations at the top of a file written as plain calls: `@A(1)` as
 * ` A(1)`. The grammar takes `@A enum class B` for an annotated infix call of a function `class`, and
 * loses what is declared. A space that parts two of
 * them in one line becomes a semicolon, so that every offset and line is kept.
 *
 * @param text where context parameters are annotations already, of the same length as the source
 */
export function annotationsAside(text: string, source: string): string {
  let readable = "";
  let copied = 0;
  let unclosed = 0;
  first.lastIndex = 0;
  for (let match = first.exec(source); match !== null; match = first.exec(source)) {
    const { parts, end, isClosed } = sequenceAt(text, match.index);
    if (!isClosed && ++unclosed > maxUnclosed) break;
    first.lastIndex = Math.max(end, match.index + 1);
    declaration.lastIndex = end;
    if (!declaration.test(text)) continue;
    for (const [from, to] of parts) {
      const mark = /^@(?:\w+:)?/.exec(text.slice(from, to))?.[0] ?? "";
      readable += text.slice(copied, from) + " ".repeat(mark.length);
      readable += text.slice(from + mark.length, to);
      const isParted =
        /[ \t\r]/.test(text[to] ?? "") && !/^[ \t]*\r?\n/.test(text.slice(to, to + 80));
      if (isParted) readable += ";";
      copied = to + (isParted ? 1 : 0);
    }
  }
  return readable + text.slice(copied);
}

interface Sequence {
  parts: (readonly [from: number, to: number])[];
  /** Where the next word is. */
  end: number;
  isClosed: boolean;
}

/** The consecutive annotations from an offset on. */
function sequenceAt(text: string, from: number): Sequence {
  const parts: Sequence["parts"] = [];
  let end = from + (/^[ \t]*/.exec(text.slice(from, from + 80))?.[0].length ?? 0);
  for (;;) {
    name.lastIndex = end;
    if (!name.test(text)) return { parts, end, isClosed: true };
    const open = name.lastIndex;
    const close = text[open] === "(" ? closing(text, open) : open;
    if (close === undefined) return { parts, end: open, isClosed: false };
    parts.push([end, close]);
    between.lastIndex = close;
    between.test(text);
    end = between.lastIndex;
  }
}

/** The offset after the bracket that closes the one at an offset. */
function closing(text: string, open: number): number | undefined {
  const marks = /"""[\s\S]*?(?:"""|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.){1,8}'|[()]/g;
  const inside = text.slice(open, open + maxArguments);
  let depth = 0;
  for (let match = marks.exec(inside); match !== null; match = marks.exec(inside)) {
    if (match[0] === "(") depth++;
    else if (match[0] === ")" && --depth === 0) return open + marks.lastIndex;
  }
  return undefined;
}
