import type { Node } from "web-tree-sitter";
import type { ImportRecord } from "../../parse/record.ts";
import { fromFile } from "./inner-modules.ts";

/** A macro with more tokens is a table and no list of items, in UTF-16 units. */
const lengthLimit = 1 << 16;
/** Where an item may begin; the last one before a semicolon is what it ends. */
const keyword = /(?<![\w$:])(?:mod|use)\s/g;
/** How far before its keyword the visibility of an item may begin, in UTF-16 units. */
const visibilityReach = 240;
/** How far before a module its attributes may begin, in UTF-16 units. */
const attributesReach = 400;
/** `path = "a.rs"` as an attribute of its own, or after a condition. */
const pathAttribute = /(#\[\s*|,\s*)path\s*=\s*(?:r(#*))?"([^"\\\n]+)"/g;

/** One `mod` or `use` item. */
interface Item {
  at: number;
  isPublic: boolean;
  module?: string;
  path: string;
  list?: string;
  star?: string;
  alias?: string;
}

/**
 * The `mod` and `use` items among the tokens of a macro at the level of items, which the grammar
 * does not read: `cfg_rt! { mod runtime; pub use runtime::Builder; }`.
 *
 * @param around modules with a body around the macro
 */
export function macroImports(node: Node, around: readonly string[]): ImportRecord[] {
  const tokens = node.namedChildren.find((child) => child.type === "token_tree");
  if (tokens === undefined) return [];
  const text = tokens.text
    .slice(0, lengthLimit)
    .replace(/\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"\\]|\\[\s\S])*"?/g, blank);
  if (!/\b(?:mod|use)\s/.test(text)) return [];
  const records: ImportRecord[] = [];
  const row = tokens.startPosition.row + 1;
  const blocks = moduleBlocks(text);
  for (const { at, isPublic, module, path, list, star, alias } of itemsIn(text)) {
    const line = row + newlines(text, at);
    const within = blocks.filter(({ start, end }) => start < at && at < end);
    const inner = [...around, ...within.map(({ name }) => name)];
    const kind = isPublic ? "reexport" : "static";
    if (module !== undefined) {
      const specifier = declarations([...inner, module].join("::"), tokens.text, at);
      records.push({ specifier, names: [module], imported: [], line, kind });
      continue;
    }
    const segments = fromFile(segmentsIn(path), inner);
    for (const leaf of leaves(segments, list, star, alias)) records.push({ ...leaf, line, kind });
  }
  return records;
}

/** What a `mod` among tokens declares: its `path` counts as that of a `mod` outside of macros. */
function declarations(path: string, text: string, at: number): string {
  const before = text.slice(Math.max(0, at - attributesReach), at);
  const forms: string[] = [];
  for (const [, start = "", , file = ""] of attributesAtEnd(before).matchAll(pathAttribute)) {
    forms.push(`mod ${path} "${file}"`);
    if (start.startsWith("#")) return forms.join(" or ");
  }
  return [...forms, `mod ${path}`].join(" or ");
}

/** The attributes that a text ends with. */
function attributesAtEnd(text: string): string {
  let rest = text.trimEnd();
  while (rest.endsWith("]")) {
    const start = rest.lastIndexOf("#[");
    if (start < 0 || /[[\]]/.test(rest.slice(start + 2, -1))) break;
    rest = rest.slice(0, start).trimEnd();
  }
  return text.slice(rest.length);
}

/** The items that a semicolon ends, each read once from its last keyword on. */
function itemsIn(text: string): Item[] {
  const items: Item[] = [];
  const starts = [...text.matchAll(keyword)].map(({ index }) => index);
  let next = 0;
  for (let end = text.indexOf(";"); end >= 0; end = text.indexOf(";", end + 1)) {
    let start: number | undefined;
    while ((starts[next] ?? end) < end) start = starts[next++];
    if (start === undefined) continue;
    const before = text.slice(Math.max(0, start - visibilityReach), start);
    const visibility = /(?<![\w$:])pub(?:\s*\([^()]*\))?(?<!\s)\s+$/.exec(before)?.[0];
    const at = start - (visibility?.length ?? 0);
    const said = itemOf(text.slice(start + 4, end).trim(), text.startsWith("mod", start));
    if (said !== undefined) items.push({ at, isPublic: visibility !== undefined, ...said });
  }
  return items;
}

/** An item by the text between its keyword and its semicolon. */
function itemOf(said: string, isModule: boolean): Omit<Item, "at" | "isPublic"> | undefined {
  if (isModule) {
    const module = /^(?:r#)?(\w+)$/.exec(said)?.[1];
    return module === undefined ? undefined : { module, path: "" };
  }
  const alias = /(?<!\s)\s+as\s+(\w+)$/.exec(said);
  const target = alias === null ? said : said.slice(0, alias.index);
  const parts = /^((?:::)?[\w:#\s]+?)(?:::\s*(?:\{([^]*)\}|(\*)))?$/.exec(target);
  if (parts === null) return undefined;
  const [, path = "", list, star] = parts;
  return {
    path,
    ...(list !== undefined && { list }),
    ...(star !== undefined && { star }),
    ...(alias?.[1] !== undefined && { alias: alias[1] }),
  };
}

/** The modules with a body among tokens, outer ones first. */
function moduleBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  const open: (Block | undefined)[] = [];
  for (const match of text.matchAll(/(?<![\w$:])mod\s+(?:r#)?(\w+)\s*\{|[{}]/g)) {
    const { 0: token, 1: name, index } = match;
    if (token === "}") {
      const closed = open.pop();
      if (closed !== undefined) closed.end = index + 1;
      continue;
    }
    const block =
      name === undefined ? undefined : { name, start: index + token.length, end: text.length };
    if (block !== undefined) blocks.push(block);
    open.push(block);
  }
  return blocks;
}

interface Block {
  name: string;
  start: number;
  end: number;
}

type Leaf = Pick<ImportRecord, "specifier" | "names" | "imported">;

function leaves(
  path: readonly string[],
  list: string | undefined,
  star: string | undefined,
  alias: string | undefined,
): Leaf[] {
  const whole = path.join("::");
  if (star !== undefined) return [{ specifier: whole, names: ["*"], imported: ["*"] }];
  if (list === undefined) {
    const last = path.at(-1) ?? whole;
    if (path.length === 1) return [{ specifier: whole, names: [alias ?? last], imported: [] }];
    const specifier = path.slice(0, -1).join("::");
    return [{ specifier, names: [alias ?? last], imported: [last] }];
  }
  // Nested lists are identified by their first parts, which name the module.
  const found: Leaf[] = [];
  for (const part of outerParts(list)) {
    const [name = "", as] = part.replace(/\s+/g, " ").split(" as ");
    const parts = (name.split("{", 1)[0] ?? "").split("::");
    const inner = parts.map((word) => word.trim()).filter((word) => word !== "");
    const last = inner.at(-1);
    if (last === undefined) continue;
    const specifier = [...path, ...inner.slice(0, -1)].join("::");
    found.push({ specifier, names: [as ?? last], imported: [last] });
  }
  return found;
}

function outerParts(list: string): string[] {
  const parts: string[] = [""];
  let depth = 0;
  for (const character of list) {
    if (character === "{") depth++;
    else if (character === "}") depth--;
    if (character === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}

function newlines(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < end; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

function segmentsIn(written: string): string[] {
  const path = written.trim().split("::");
  const parts = path.map((part) => part.trim().replace(/^r#/, ""));
  return parts[0] === "" ? [`::${parts[1] ?? ""}`, ...parts.slice(2)] : parts;
}
