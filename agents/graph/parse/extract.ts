import type { Node, Query, QueryCapture } from "web-tree-sitter";
import type { Outliner, Place } from "../languages/language.ts";
import type { FileRecord, Flow, SymbolRecord } from "./record.ts";

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
  outliner: Outliner,
  source: string,
  isLate: () => boolean,
): FileRecord | undefined {
  const captures = inOrder(query.captures(root, { progressCallback: isLate }));
  // A query that was stopped returns what it has found so far.
  if (isLate()) return undefined;
  const record: FileRecord = {
    imports: [],
    symbols: [],
    uses: [],
    binds: [],
    syntaxError: root.hasError,
  };
  const stack: Frame[] = [];
  const exported = new Set<string>();
  for (const { name: capture, node } of captures) {
    const start = node.startIndex;
    while ((stack.at(-1)?.end ?? Infinity) <= start) stack.pop();
    const top = stack.at(-1);
    switch (capture) {
      case "def": {
        if (top?.innerStart === start) break;
        open(node, stack, record, outliner, source);
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
          record.imports.push(found);
          for (const name of found.names) {
            if (name !== "*" && stack.length > 0) bind(stack, record, name);
          }
        }
        break;
      case "export":
        for (const name of outliner.exports(node, source)) exported.add(name);
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
  for (const symbol of record.symbols) {
    if (symbol.depth === 0 && exported.has(symbol.name)) symbol.exported = true;
  }
  return record;
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
  outliner: Outliner,
  source: string,
): void {
  const place = placeOf(stack, source);
  const definition = outliner.define(node, place);
  if (definition === undefined) return;
  const outer = stack.findLast((frame) => frame.symbol !== undefined)?.symbol;
  const parent = definition.parent ?? outer?.name;
  const { nameNode } = definition;
  const symbol: SymbolRecord = {
    name: definition.name,
    kind: definition.kind,
    signature: definition.signature,
    line: nameNode.startPosition.row + 1,
    endLine: node.endPosition.row + 1,
    exported: definition.exported,
    ...(parent !== undefined && { parent }),
    depth: outer === undefined ? (definition.parent === undefined ? 0 : 1) : outer.depth + 1,
    local: place.inFunction,
    uses: [],
    binds: [],
    flow: [],
  };
  if (place.inFunction) bind(stack, record, definition.name);
  record.symbols.push(symbol);
  stack.push({
    end: node.endIndex,
    functionLike: definition.functionLike,
    symbol,
    nameAt: nameNode.startIndex,
    innerStart: definition.innerStart ?? -1,
  });
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
