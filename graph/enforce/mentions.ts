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

const span = /(`{1,3})(?!`)([\s\S]*?[^`])\1(?!`)/g;
const url = /\b[a-z][a-z0-9+.-]*:\/\/\S+|\bwww\.\S+|\S+@\S+\.\w+/gi;
const pathLike =
  /(?:\.{0,2}\/)?[\w.@~+-]+(?:\/[\w.@~+[\]-]+)+\/?|(?<![\w.])\.?[\w-]+(?:\.[\w+-]+)*\.[A-Za-z]\w{0,9}\b/g;
const dotted =
  /(?<![\w$])#?[A-Za-z_$][\w$]*(?:(?:\?\.|\.|#|::)[A-Za-z_$][\w$]*)*(?:\(\s*\)|\((?=[^\s()]*\)))?/g;

/**
 * Names of code in a text: what stands in backticks, paths, and words that only code has
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
  const prose = text.replace(span, (_whole, _ticks: string, code: string) => {
    inCode(code.trim(), add);
    return " ` ";
  });
  inProse(prose.replace(url, " "), add);
  return [...found.values()];
}

function inCode(code: string, add: (mention: Mention) => void): void {
  if (/\s/.test(code)) {
    // A snippet: its words may be anything, so only those that must be names count.
    inProse(withoutStrings(code.replace(url, " ")), add);
    return;
  }
  if (/[*{}<>|\\=;"',]|^--?\w|:\/\/|^[\d.,%+-]+$/.test(code.replace(/<[\w, []*>/g, ""))) return;
  const bare = code.replace(/<[\w, .[\]]*>/g, "").replace(/[.,;:!?]+$/, "");
  if (bare.includes("/") || looksLikeFile(bare)) {
    add({
      kind: "path",
      text: bare.replace(/\(.*\)$/, ""),
      quoted: true,
      call: false,
      weak: false,
    });
    return;
  }
  const call = /\(.*\)$/.test(bare);
  const name = bare
    .replace(/\(.*\)$/, "")
    .replace(/\[.*\]$/, "")
    .replace(/^[@#&]/, "");
  if (/^[A-Za-z_$][\w$]*(?:(?:\?\.|\.|#|::)[A-Za-z_$][\w$]*)*$/.test(name)) {
    add({ kind: "symbol", text: name, quoted: true, call, weak: false });
  }
}

function inProse(prose: string, add: (mention: Mention) => void): void {
  const rest = prose.replace(pathLike, (text) => {
    const bare = text.replace(/[.,;:!?]+$/, "");
    if (!looksLikeFile(bare)) return text.includes("/") ? " " : text;
    add({ kind: "path", text: bare, quoted: false, call: false, weak: false });
    return " ";
  });
  for (const [text] of rest.matchAll(dotted)) {
    const call = text.endsWith(")") || text.endsWith("(");
    const name = text.replace(/\(.*$/, "").replace(/^#/, "");
    const isName = call ? name.length > 1 : isCodeWord(name);
    const weak = !isName && /^_?[A-Z][A-Za-z0-9]+\.[a-z_]\w+$/.test(name);
    if (isName || weak) add({ kind: "symbol", text: name, quoted: false, call, weak });
  }
}

/** Whether a word can only be a name of code. */
function isCodeWord(name: string): boolean {
  const parts = name.split(/\?\.|\.|#|::/);
  return parts.some((part) => {
    const core = part.replace(/^[_$]+|[_$]+$/g, "");
    if (/^[a-z][a-z0-9]*(?:[A-Z][a-z0-9]*)+$/.test(core)) return true;
    if (/^[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+[A-Z]*$/.test(core)) return true;
    if (/^[A-Z][a-z0-9]+[A-Z]{2,}$/.test(core)) return true;
    // `URLResponse`, but not the plural `URLs`.
    if (/^[A-Z]{2,}[a-z]{2,}(?:[A-Z][a-z0-9]*)*$/.test(core)) return true;
    return /^\w*[A-Za-z0-9]_[A-Za-z0-9]\w*$/.test(core) || /^__\w+__$/.test(part);
  });
}

function withoutStrings(code: string): string {
  return code.replace(/"[^"\n]*"|'[^'\n]*'/g, " ");
}
