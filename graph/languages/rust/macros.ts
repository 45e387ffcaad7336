import type { Node } from "web-tree-sitter";
import type { ImportRecord } from "../../parse/record.ts";
import { fromFile } from "./inner-modules.ts";

/** A macro with more tokens is a table and no list of items, in UTF-16 units. */
const lengthLimit = 1 << 16;
const item =
  /(?<![\w$:])(?:(pub(?:\s*\([^()]{0,200}\))?)\s+)?(?:mod\s+(?:r#)?(\w+)\s*;|use\s+((?:::)?[\w:#\s]{1,400}?)(?:::\s*(?:\{([^;]{0,8000})\}|(\*)))?(?:\s+as\s+(\w+))?\s*;)/g;

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
  for (const match of text.matchAll(item)) {
    const [, visibility, module, written, list, star, alias] = match;
    const line = row + newlines(text, match.index);
    const within = blocks.filter(({ start, end }) => start < match.index && match.index < end);
    const inner = [...around, ...within.map(({ name }) => name)];
    const kind = visibility === undefined ? "static" : "reexport";
    if (module !== undefined) {
      const specifier = `mod ${[...inner, module].join("::")}`;
      records.push({ specifier, names: [module], imported: [], line, kind });
      continue;
    }
    const path = fromFile(segmentsIn(written ?? ""), inner);
    for (const leaf of leaves(path, list, star, alias)) records.push({ ...leaf, line, kind });
  }
  return records;
}

/** The modules with a body among tokens, outer ones first. */
function moduleBlocks(text: string): { name: string; start: number; end: number }[] {
  return [...text.matchAll(/(?<![\w$:])mod\s+(?:r#)?(\w+)\s*\{/g)].map((match) => {
    const start = match.index + match[0].length;
    let depth = 1;
    let end = start;
    for (; end < text.length && depth > 0; end++) {
      if (text[end] === "{") depth++;
      else if (text[end] === "}") depth--;
    }
    return { name: match[1] ?? "", start, end };
  });
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
  // Lists inside of lists are told by their first parts, which name the module.
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
