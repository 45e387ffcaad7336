/** One place where a member is used. */
export interface Occurrence {
  line: number;
  isCalled: boolean;
  /** The bare name that it is used on. */
  variable?: string;
  /** The type of what it is used on, where that is made or cast right there. */
  type?: string;
}

const asType = /\bas\s+([A-Z][\w.]*)(?:<[^()\n]*>)?\??\s*\)\s*[?!]{0,2}\s*$/;
const asMade = /(?:^|[^\w.])([A-Z]\w*)(?:<[^()\n]*>)?\([^()\n]*\)\s*[?!]{0,2}\s*$/;
const asName = /(?:^|[^\w.:])([A-Za-z_]\w*)\s*[?!]{0,2}\s*$/;

/**
 * Where a text uses a member: behind a dot, or between its operands. Comments and strings count
 * too, which does no harm as long as what is declared decides.
 */
export function occurrencesOf(text: string, member: string): Occurrence[] {
  const found: Occurrence[] = [];
  let line = 1;
  let counted = 0;
  for (const { 0: match, index } of text.matchAll(new RegExp(String.raw`\.\s*${member}\b`, "g"))) {
    for (; counted < index; counted++) if (text.charCodeAt(counted) === 10) line++;
    const end = index + match.length;
    const before = text.slice(Math.max(0, index - 120), index);
    const isCalled = /^\s*[({<]/.test(text.slice(end, end + 40));
    const type = (asType.exec(before) ?? asMade.exec(before))?.[1];
    const variable = asName.exec(before)?.[1];
    const receiver = type !== undefined ? { type } : variable !== undefined ? { variable } : {};
    found.push({ line, isCalled, ...receiver });
  }
  return found.length > 0 ? found : [{ line: 1, isCalled: true }];
}
