import type { Node } from "web-tree-sitter";
import type { FileRecord, ReferenceRecord, SymbolRecord } from "./record.ts";

/** A stretch of source in UTF-16 units. */
export interface SourceSpan {
  readonly start: number;
  readonly end: number;
}

const maxNames = 400;
const maxFound = 3000;
const maxLines = 20;
/** Longer names are not looked for: an expression of all of them would be too large to compile. */
const longestName = 200;
const member = /\s*(?:\?\.|\.|::|->)\s*([A-Za-z_$][\w$]*)/y;

/**
 * Where a file uses the names that its imports bind, found by name and confirmed by the tree: a
 * name in a comment, a string, a key or another object's member is no use, and neither is one that
 * the enclosing definition rebinds.
 *
 * @param statements the imports themselves, which use nothing
 */
export function referencesOf(
  root: Node,
  source: string,
  record: FileRecord,
  statements: readonly SourceSpan[],
): ReferenceRecord[] {
  const depths = boundNames(record);
  if (depths.size === 0) return [];
  const names = [...depths.keys()].map((name) => name.replaceAll("$", "\\$"));
  const pattern = new RegExp(`(?<![\\w$])(?:${names.join("|")})(?![\\w$])`, "g");
  const found = new Map<string, ReferenceRecord>();
  const innermost = enclosing(record.symbols);
  let statement = 0;
  let line = 1;
  let counted = 0;
  let count = 0;
  for (const { 0: name, index } of source.matchAll(pattern)) {
    while ((statements[statement]?.end ?? Infinity) <= index) statement++;
    if (index >= (statements[statement]?.start ?? Infinity)) continue;
    if (isMember(source, index)) continue;
    for (let at = source.indexOf("\n", counted); at >= 0 && at < index; line++) {
      at = source.indexOf("\n", (counted = at + 1));
    }
    if (!isUse(root, source, index, index + name.length)) continue;
    if (isShadowed(innermost(line), name, record)) continue;
    const taken = membersBehind(source, index + name.length, depths.get(name) ?? 1);
    const key = `${name} ${taken}`;
    const known = found.get(key);
    if (known === undefined) {
      found.set(key, { name, ...(taken !== "" && { member: taken }), lines: [line] });
    } else if (known.lines.length < maxLines && known.lines.at(-1) !== line) {
      known.lines.push(line);
    }
    if (++count >= maxFound) break;
  }
  return [...found.values()];
}

/** Names that imports bind, with how many members after them may still be modules. */
function boundNames(record: FileRecord): Map<string, number> {
  const depths = new Map<string, number>();
  for (const { names, imported, specifier } of record.imports) {
    for (const [index, name] of names.entries()) {
      if (name.length > longestName || depths.size >= maxNames) continue;
      if (!/^[A-Za-z_$][\w$]*$/.test(name)) continue;
      // `import a.b.c` binds `a`, and `a.b.c.d` is a member of the module.
      const isPlain = imported[index] === undefined && specifier.startsWith(`${name}.`);
      const depth = isPlain ? specifier.split(".").length : 1;
      depths.set(name, Math.max(depth, depths.get(name) ?? 1));
    }
  }
  return depths;
}

function isMember(source: string, index: number): boolean {
  let at = index - 1;
  // Spaces, tabs and line ends; other white space before a member is rare.
  while (at >= 0 && source.charCodeAt(at) <= 32) at--;
  const before = source.charCodeAt(at);
  if (before === 46) return source.charCodeAt(at - 1) !== 46;
  return before === 62 && source.charCodeAt(at - 1) === 45;
}

function isUse(root: Node, source: string, start: number, end: number): boolean {
  const node = root.descendantForIndex(start, end - 1);
  if (node === null || node.startIndex !== start || node.endIndex !== end) return false;
  const { type } = node;
  if (!/(?:identifier|^name|^constant|^identifier_pattern)$/.test(type)) return false;
  if (type === "property_identifier" || type === "field_identifier") return false;
  // Only before these can it be what is bound or named instead of used.
  return (
    !/^\s*(?:[,:}]|=(?![=>]))/.test(source.slice(end, end + 20)) || !isBinding(node.parent, start)
  );
}

function isBinding(parent: Node | null, start: number): boolean {
  if (parent === null) return false;
  if (parent.type === "pair_pattern") return true;
  const isNamed = parent.type === "variable_declarator" || parent.type === "keyword_argument";
  return isNamed && parent.startIndex === start;
}

function membersBehind(source: string, from: number, depth: number): string {
  const parts: string[] = [];
  member.lastIndex = from;
  while (parts.length < depth) {
    const part = member.exec(source)?.[1];
    if (part === undefined) break;
    parts.push(part);
  }
  return parts.join(".");
}

/** Finds the definitions around a line, innermost last; symbols come in source order. */
function enclosing(symbols: readonly SymbolRecord[]): (line: number) => readonly SymbolRecord[] {
  let next = 0;
  let open: SymbolRecord[] = [];
  return (line) => {
    for (let symbol = symbols[next]; symbol && symbol.line <= line; symbol = symbols[++next]) {
      open.push(symbol);
    }
    if (open.some(({ endLine }) => endLine < line)) {
      open = open.filter(({ endLine }) => endLine >= line);
    }
    return open;
  };
}

function isShadowed(around: readonly SymbolRecord[], name: string, record: FileRecord): boolean {
  return around.some(
    ({ binds, line, endLine }) =>
      binds.includes(name) &&
      !record.imports.some(
        (item) => item.line >= line && item.line <= endLine && item.names.includes(name),
      ),
  );
}
