/** One place where a member is used. */
export interface Occurrence {
  line: number;
  isCalled: boolean;
  /** The bare name that it is used on. */
  variable?: string;
  /** The type of what it is used on, where that is made or cast right there. */
  type?: string;
}

/**
 * Where a text uses a member: after a dot, or between its operands. Comments and strings count
 * too, which does no harm as long as what is declared decides.
 */
export function occurrencesOf(text: string, member: string): Occurrence[] {
  const found: Occurrence[] = [];
  let line = 1;
  let counted = 0;
  for (const { 0: match, index } of text.matchAll(new RegExp(String.raw`\.\s*${member}\b`, "g"))) {
    for (; counted < index; counted++) if (text.charCodeAt(counted) === 10) line++;
    const end = index + match.length;
    const before = text.slice(Math.max(0, index - 120), index).trimEnd();
    const isCalled = /^\s*[({<]/.test(text.slice(end, end + 40));
    const operand = before.replace(/(?<![?!])[?!]{1,2}$/, "").trimEnd();
    const type = typeOf(operand);
    const variable = /(?<![\w.:])([A-Za-z_]\w*)$/.exec(operand)?.[1];
    const receiver = type !== undefined ? { type } : variable !== undefined ? { variable } : {};
    found.push({ line, isCalled, ...receiver });
  }
  return found.length > 0 ? found : [{ line: 1, isCalled: true }];
}

/** The type of an operand that ends with a cast in brackets, or with the call that makes it. */
function typeOf(operand: string): string | undefined {
  if (!operand.endsWith(")")) return undefined;
  const cast = withoutArguments(operand.slice(0, -1).trimEnd().replace(/\?$/, ""));
  const as = /\bas\s+([A-Z][\w.]*)$/.exec(cast)?.[1];
  if (as !== undefined) return as;
  const open = operand.lastIndexOf("(");
  if (open < 0 || /[)\n]/.test(operand.slice(open + 1, -1))) return undefined;
  return /(?<![\w.])([A-Z]\w*)$/.exec(withoutArguments(operand.slice(0, open)))?.[1];
}

/** A type's name without the type arguments that it may end with. */
function withoutArguments(text: string): string {
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at--) {
    if (text[at] === ">") depth++;
    else if (text[at] === "<") depth--;
    if (depth === 0) return text.slice(0, text[at] === "<" ? at : at + 1);
  }
  return text;
}
