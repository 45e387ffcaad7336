import type { Node, Query, QueryCapture } from "web-tree-sitter";
import type { Definition, Language, Place } from "../languages/language.ts";
import { commentAbove, commentAtTop } from "./documentation.ts";
import { cLexis } from "./lexis.ts";
import { mentionRecords, type Mention } from "./mentions.ts";
import type { FileRecord, Flow, SymbolRecord, Visibility } from "./record.ts";
import { referencesOf, type Span } from "./references.ts";

interface Frame {
  end: number;
  functionLike: boolean;
  symbol: SymbolRecord | undefined;
  /** Offset of the symbol's own name, which is not a name it binds. */
  nameAt: number;
  /** Offset of the decorated definition that this frame already stands for. */
  innerStart: number;
}

/** Most names kept of one definition. */
const nameLimit = 40;
const identifier = /[#$\w]+/y;

/**
 * The record of a parsed file. One pass over the captures in source order with a stack of the
 * open definitions: no walk over the nodes of the tree.
 */
export function extractRecord(
  root: Node,
  query: Query,
  language: Language,
  source: string,
  isLate: () => boolean,
): FileRecord | undefined {
  const { outliner } = language;
  const captures = inOrder(query.captures(root, { progressCallback: isLate }));
  // A query that was stopped returns what it has found so far.
  if (isLate()) return undefined;
  const record: FileRecord = {
    imports: [],
    symbols: [],
    references: [],
    renames: [],
    uses: [],
    binds: [],
    syntaxError: root.hasError,
  };
  const stack: Frame[] = [];
  const statements: Span[] = [];
  const mentions: Mention[] = [];
  const exported = new Map<string, string>();
  for (const { name: capture, node } of captures) {
    const start = node.startIndex;
    while ((stack.at(-1)?.end ?? Infinity) <= start) stack.pop();
    const top = stack.at(-1);
    switch (capture) {
      case "def": {
        if (top?.innerStart === start) break;
        open(node, stack, record, language, source);
        break;
      }
      case "scope":
        stack.push({
          end: node.endIndex,
          functionLike: true,
          symbol: undefined,
          nameAt: -1,
          innerStart: -1,
        });
        break;
      case "import":
        for (const found of outliner.imports(node, placeOf(stack, source))) {
          if (statements.at(-1)?.start !== start) statements.push({ start, end: node.endIndex });
          record.imports.push(found);
          for (const name of found.names) {
            if (name !== "*" && stack.length > 0) bind(stack, record, name);
          }
        }
        break;
      case "mention.type":
      case "mention.value":
      case "mention.base":
      case "mention.annotation":
      case "mention.member": {
        // The name that a definition gives is no mention of another one.
        if (top?.nameAt === start) break;
        const role = capture.slice("mention.".length) as Mention["role"];
        mentions.push({ start, end: node.endIndex, role });
        break;
      }
      case "export":
        for (const item of outliner.exports(node, source)) {
          const { name, as } = typeof item === "string" ? { name: item, as: item } : item;
          exported.set(name, as);
          if (as !== name) record.renames.push({ name, as });
        }
        break;
      case "call": {
        const name = textAt(node, source);
        use(stack, record, name);
        const loaded = outliner.calls(node, name, placeOf(stack, source));
        if (loaded) record.imports.push(loaded);
        recurse(stack, name, source, start);
        break;
      }
      case "use": {
        const name = textAt(node, source);
        use(stack, record, name);
        if (isOwnMember(source, start)) recurse(stack, name, source, start);
        break;
      }
      case "bind":
        if (top?.nameAt !== start) bind(stack, record, textAt(node, source));
        break;
      default:
        flow(stack, capture.slice("flow.".length) as Flow);
    }
  }
  for (const symbol of record.symbols) markExported(symbol, exported);
  const doc = outliner.documentation
    ? outliner.documentation(root, source)
    : commentAtTop(source, language.lexis ?? cLexis);
  if (doc !== undefined && doc.text !== "" && record.symbols[0]?.doc?.start !== doc.start) {
    record.doc = doc;
  }
  const shorten = outliner.mention ?? ((name) => name);
  record.imports.push(...mentionRecords(mentions, source, record, shorten));
  record.references = referencesOf(root, source, record, statements);
  return record;
}

function markExported(symbol: SymbolRecord, exported: ReadonlyMap<string, string>): void {
  const as = symbol.depth === 0 ? exported.get(symbol.name) : undefined;
  if (as === undefined) return;
  symbol.exported = true;
  symbol.visibility = "public";
  if (as !== symbol.name) symbol.exportedAs = as;
}

function visibilityOf(definition: Definition, isMember: boolean): Visibility {
  if (definition.visibility !== undefined) return definition.visibility;
  if (!isMember) return definition.exported ? "public" : "private";
  return /^[#_]/.test(definition.name) ? "private" : "public";
}

// Captures come in order of their position, but an inner node that starts where an outer one does
// may come first.
function inOrder(captures: QueryCapture[]): QueryCapture[] {
  const rank = (name: string): number => (name === "def" ? 0 : name === "scope" ? 1 : 2);
  return captures.sort((a, b) => {
    const byStart = a.node.startIndex - b.node.startIndex;
    if (byStart !== 0) return byStart;
    const byRank = rank(a.name) - rank(b.name);
    if (byRank !== 0 || rank(a.name) === 2) return byRank;
    return b.node.endIndex - a.node.endIndex;
  });
}

function open(
  node: Node,
  stack: Frame[],
  record: FileRecord,
  language: Language,
  source: string,
): void {
  const { outliner, lexis = cLexis } = language;
  const place = placeOf(stack, source);
  const definition = outliner.define(node, place);
  if (definition === undefined) return;
  const outer = stack.findLast((frame) => frame.symbol !== undefined)?.symbol;
  const parent = definition.parent ?? outer?.name;
  const { nameNode, bases, exportedAs } = definition;
  // The comment above a package or namespace is about the file, and most often its licence.
  const isUndocumented = place.inFunction || definition.transparent === true;
  const doc = isUndocumented
    ? undefined
    : outliner.documentation
      ? outliner.documentation(node, source)
      : commentAbove(source, node.startIndex, lexis);
  const symbol: SymbolRecord = {
    name: definition.name,
    kind: definition.kind,
    signature: definition.signature,
    line: nameNode.startPosition.row + 1,
    endLine: lastLine(node),
    exported: definition.exported,
    ...(parent !== undefined && { parent }),
    depth: outer === undefined ? (definition.parent === undefined ? 0 : 1) : outer.depth + 1,
    local: place.inFunction,
    visibility: visibilityOf(definition, parent !== undefined),
    ...(doc !== undefined && doc.text !== "" && { doc }),
    ...(bases !== undefined && { bases }),
    ...(exportedAs !== undefined && exportedAs !== definition.name && { exportedAs }),
    uses: [],
    binds: [],
    flow: [],
  };
  if (place.inFunction) bind(stack, record, definition.name);
  record.symbols.push(symbol);
  if (definition.transparent === true) return;
  stack.push({
    end: node.endIndex,
    functionLike: definition.functionLike,
    symbol,
    nameAt: nameNode.startIndex,
    innerStart: definition.innerStart ?? -1,
  });
}

/** A node that ends at the start of a line, behind a newline that it takes in, has nothing on it. */
function lastLine({ startPosition, endPosition }: Node): number {
  const { row, column } = endPosition;
  return column === 0 && row > startPosition.row ? row : row + 1;
}

function placeOf(stack: readonly Frame[], source: string): Place {
  return {
    source,
    inFunction: stack.some((frame) => frame.functionLike),
    outer: stack.findLast((frame) => frame.symbol !== undefined)?.symbol?.kind,
  };
}

/** The symbols that a name inside counts for: the innermost, and the functions around it. */
function owners(stack: readonly Frame[]): SymbolRecord[] {
  const found: SymbolRecord[] = [];
  for (let index = stack.length - 1; index >= 0; index--) {
    const frame = stack[index];
    if (frame?.symbol !== undefined && (found.length === 0 || frame.functionLike)) {
      found.push(frame.symbol);
    }
  }
  return found;
}

function add(list: string[], name: string): void {
  if (list.length < nameLimit && name !== "" && !list.includes(name)) list.push(name);
}

function use(stack: readonly Frame[], record: FileRecord, name: string): void {
  const symbols = owners(stack);
  if (symbols.length === 0) add(record.uses, name);
  for (const symbol of symbols) add(symbol.uses, name);
}

function bind(stack: readonly Frame[], record: FileRecord, name: string): void {
  const symbols = owners(stack);
  if (symbols.length === 0) add(record.binds, name);
  for (const symbol of symbols) add(symbol.binds, name);
}

function flow(stack: readonly Frame[], shape: Flow): void {
  for (const symbol of owners(stack)) {
    if (!symbol.flow.includes(shape)) symbol.flow.push(shape);
  }
}

function isOwnMember(source: string, start: number): boolean {
  const before = source.slice(Math.max(0, start - 5), start);
  return /(?:this|self|cls)\.$/.test(before);
}

/** Marks the enclosing function that a call names, when it is one. */
function recurse(stack: readonly Frame[], name: string, source: string, start: number): void {
  if (source[start + name.length] !== "(") return;
  const own = stack.findLast((frame) => frame.functionLike && frame.symbol?.name === name)?.symbol;
  if (own === undefined || own.flow.includes("recurses")) return;
  const isMethod = own.parent !== undefined && own.kind === "method";
  if (isMethod === isOwnMember(source, start)) own.flow.push("recurses");
}

/** An identifier's text without asking the parser where it ends. */
function textAt(node: Node, source: string): string {
  identifier.lastIndex = node.startIndex;
  const match = identifier.exec(source)?.[0];
  const after = source.charCodeAt(node.startIndex + (match?.length ?? 0));
  if (match !== undefined && after < 128) return match;
  return source.slice(node.startIndex, node.endIndex);
}
