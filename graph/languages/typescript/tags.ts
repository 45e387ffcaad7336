/** A tag of a component with what its attributes say, in UTF-16 units of the text. */
export interface Tag {
  name: string;
  attributes: ReadonlyMap<string, { value: string; start: number; end: number }>;
  /** Where its content begins and ends; equal for a tag that closes itself. */
  start: number;
  end: number;
  /** Offset after its closing tag. */
  after: number;
}

const opening = /<!--|<([A-Za-z][\w.:-]*)/g;
const attribute = /([^\s"'<>/=]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|\{[^{}]*\}|[^\s"'<>=`]+))?/y;
const longestTag = 4000;

/**
 * The next tag whose name is wanted, from an offset on; comments are passed over.
 *
 * @param isNested whether tags of its name may be inside of it, as templates are
 */
export function nextTag(
  text: string,
  from: number,
  isWanted: (name: string) => boolean,
  isNested: (name: string) => boolean = () => false,
): Tag | undefined {
  opening.lastIndex = from;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const [mark, name] = match;
    const at = match.index + mark.length;
    if (name === undefined) {
      const end = text.indexOf("-->", at);
      if (end < 0) return undefined;
      opening.lastIndex = end + 3;
    } else if (isWanted(name)) {
      const found = readTag(text, name, at, isNested(name));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function readTag(text: string, name: string, from: number, nests: boolean): Tag | undefined {
  const attributes = new Map<string, { value: string; start: number; end: number }>();
  let at = from;
  while (at < text.length && at - from < longestTag) {
    const sign = text[at] ?? "";
    if (sign === "<") return undefined;
    if (sign === ">") {
      const start = at + 1;
      if (text[at - 1] === "/") return { name, attributes, start, end: start, after: start };
      const end = closingOf(text, name, start, nests);
      const close = text.indexOf(">", end);
      return { name, attributes, start, end, after: close < 0 ? text.length : close + 1 };
    }
    attribute.lastIndex = at;
    const match = attribute.exec(text);
    if (match === null) at++;
    else {
      at += match[0].length;
      const value = match[0].slice((match[1] ?? "").length).replace(/^\s*=\s*/, "");
      attributes.set((match[1] ?? "").toLowerCase(), {
        value: value.replace(/^["']|["']$/g, ""),
        start: at - value.length,
        end: at,
      });
    }
  }
  return undefined;
}

function closingOf(text: string, name: string, from: number, nests: boolean): number {
  const tag = new RegExp(`<(/?)${name.replace(/[.]/g, "\\.")}(?=[\\s/>])`, "gi");
  tag.lastIndex = from;
  let depth = 1;
  for (let match = tag.exec(text); match !== null; match = tag.exec(text)) {
    if (match[1] === "/") depth--;
    else if (nests) depth++;
    if (depth === 0) return match.index;
  }
  return text.length;
}

const scriptType =
  /^(?:|module|text\/(?:javascript|typescript|babel)|application\/(?:javascript|ecmascript))$/;
const scriptLanguage = /^(?:|js|jsx|ts|tsx|javascript|typescript|module)$/;

/** Whether a `<script>` is code and not data, a template or another language. */
export function isScript({ attributes }: Tag): boolean {
  const type = attributes.get("type")?.value ?? "";
  const language = attributes.get("lang")?.value ?? "";
  return scriptType.test(type.toLowerCase()) && scriptLanguage.test(language.toLowerCase());
}
