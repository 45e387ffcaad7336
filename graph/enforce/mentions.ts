import { looksLikeFile } from "./path-shapes.ts";

/** A name of code that a text mentions. */
export interface Mention {
  kind: "path" | "symbol";
  /** As written, without its quotes and call brackets. */
  text: string;
  /** Written in code style, so that even a plain word is meant as a name. */
  quoted: boolean;
  call: boolean;
  /** Has the shape of a member of a type (`Context.scope`), which prose may have by accident. */
  weak: boolean;
}

// A match begins at the start of such a word, so that a long word is scanned only once.
const pathLike =
  /(?<![\w.@~+-])(?:\.{0,2}\/)?[\w.@~+-]+(?:\/[\w.@~+[\]-]+)+\/?|(?<![\w.+-])\.?[\w-]+(?:\.[\w+-]+)*\.[A-Za-z]\w{0,9}\b/g;
const closingMarks = /(?<![.,;:!?])[.,;:!?]+$/;
const dotted =
  /(?<![\w$])#?[A-Za-z_$][\w$]*(?:(?:\?\.|\.|#|::)[A-Za-z_$][\w$]*)*(?:\(\s*\)|\((?=[^\s()]*\)))?/g;

/**
 * Names of code in a text: text in backticks, paths, and words that only occur in code
 * (`camelCase`, `snake_case`, `a.b` with such a part, calls). Plain words are never names.
 */
export function mentionsOf(text: string): Mention[] {
  const found = new Map<string, Mention>();
  const add = (mention: Mention): void => {
    const key = `${mention.kind}:${mention.text}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, mention);
    else if (mention.quoted) known.quoted = true;
    if (known !== undefined && !mention.weak) known.weak = false;
  };
  const prose = withoutSpans(text, (code) => {
    inCode(code.trim(), add);
  });
  inProse(withoutAddresses(prose), add);
  return [...found.values()];
}

/**
 * A text with a mark for each code span: the text between two runs of the same number of backticks, of
 * which there are at most three.
 */
function withoutSpans(text: string, take: (code: string) => void): string {
  const runs = [...text.matchAll(/`+/g)].map(({ 0: ticks, index }) => ({
    length: ticks.length,
    start: index,
    end: index + ticks.length,
  }));
  const next = new Map<number, number>();
  /** The next run of the same length, for each run. */
  const closing: (number | undefined)[] = [];
  for (const [index, run] of [...runs.entries()].reverse()) {
    closing[index] = next.get(run.length);
    next.set(run.length, index);
  }
  let prose = "";
  let at = 0;
  for (let index = 0; index < runs.length; index++) {
    const open = runs[index];
    const last = closing[index];
    const close = last === undefined ? undefined : runs[last];
    if (open === undefined || open.length > 3 || last === undefined || close === undefined)
      continue;
    take(text.slice(open.end, close.start));
    prose += `${text.slice(at, open.start)} \` `;
    at = close.end;
    index = last;
  }
  return prose + text.slice(at);
}

/** A text without its web and mail addresses. */
function withoutAddresses(text: string): string {
  return text.replace(/\S+/g, (word) => {
    const separator = word.indexOf("://");
    if (separator > 0) {
      let start = separator;
      while (/[a-z0-9+.-]/i.test(word.charAt(start - 1))) start--;
      const scheme = word.slice(start, separator).search(/(?<!\w)[a-z]/i);
      if (scheme >= 0) return `${word.slice(0, start + scheme)} `;
    }
    const web = word.search(/\bwww\.\S/i);
    if (web >= 0) return `${word.slice(0, web)} `;
    const host = word.indexOf("@", 1);
    const dot = host < 0 ? -1 : word.lastIndexOf(".");
    const domain = dot > host + 1 ? /^\w+/.exec(word.slice(dot + 1))?.[0] : undefined;
    return domain === undefined ? word : ` ${word.slice(dot + 1 + domain.length)}`;
  });
}

/** A name without the arguments of the call that it ends with. */
function withoutCall(name: string): string {
  return name.endsWith(")") && name.includes("(") ? name.slice(0, name.indexOf("(")) : name;
}

function inCode(code: string, add: (mention: Mention) => void): void {
  if (/\s/.test(code)) {
    // A snippet: its words may be anything, so only those that must be names count.
    inProse(withoutStrings(withoutAddresses(code)), add);
    return;
  }
  if (/[*{}<>|\\=;"',]|^--?\w|:\/\/|^[\d.,%+-]+$/.test(code.replace(/<[\w, []*>/g, ""))) return;
  const bare = code.replace(/<[\w, .[\]]*>/g, "").replace(closingMarks, "");
  if (bare.includes("/") || looksLikeFile(bare)) {
    add({
      kind: "path",
      text: withoutCall(bare),
      quoted: true,
      call: false,
      weak: false,
    });
    return;
  }
  const called = withoutCall(bare);
  const call = called !== bare;
  const plain =
    called.endsWith("]") && called.includes("[") ? called.slice(0, called.indexOf("[")) : called;
  const name = plain.replace(/^[@#&]/, "");
  if (/^[A-Za-z_$][\w$]*(?:(?:\?\.|\.|#|::)[A-Za-z_$][\w$]*)*$/.test(name)) {
    add({ kind: "symbol", text: name, quoted: true, call, weak: false });
  }
}

function inProse(prose: string, add: (mention: Mention) => void): void {
  const rest = prose.replace(pathLike, (text) => {
    const bare = text.replace(closingMarks, "");
    if (!looksLikeFile(bare)) return text.includes("/") ? " " : text;
    add({ kind: "path", text: bare, quoted: false, call: false, weak: false });
    return " ";
  });
  for (const [text] of rest.matchAll(dotted)) {
    const call = text.endsWith(")") || text.endsWith("(");
    const name = (text.split("(", 1)[0] ?? "").replace(/^#/, "");
    const isName = call ? name.length > 1 : isCodeWord(name);
    const weak = !isName && /^_?[A-Z][A-Za-z0-9]+\.[a-z_]\w+$/.test(name);
    if (isName || weak) add({ kind: "symbol", text: name, quoted: false, call, weak });
  }
}

/** Whether a word can only be a name of code. */
function isCodeWord(name: string): boolean {
  const parts = name.split(/\?\.|\.|#|::/);
  return parts.some((part) => {
    const core = part.replace(/^[_$]+|(?<![_$])[_$]+$/g, "");
    if (/^[a-z][a-z0-9]*(?:[A-Z][a-z0-9]*)+$/.test(core)) return true;
    if (/^[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+[A-Z]*$/.test(core)) return true;
    if (/^[A-Z][a-z0-9]+[A-Z]{2,}$/.test(core)) return true;
    // `URLResponse`, but not the plural `URLs`.
    if (/^[A-Z]{2,}[a-z]{2,}(?:[A-Z][a-z0-9]*)*$/.test(core)) return true;
    const isSnake = /^\w+$/.test(core) && /[A-Za-z0-9]_[A-Za-z0-9]/.test(core);
    return isSnake || /^__\w+__$/.test(part);
  });
}

function withoutStrings(code: string): string {
  return code.replace(/"[^"\n]*"|'[^'\n]*'/g, " ");
}
