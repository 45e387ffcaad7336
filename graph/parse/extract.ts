import type { Node, Query, QueryCapture } from "web-tree-sitter";
import type { Definition, Language } from "../languages/language.ts";
import { commentAbove, commentAtTop } from "./documentation.ts";
import { cLexis } from "./lexis.ts";
import { mentionRecords, type MentionRecord } from "./mentions.ts";
import type { FileRecord, Flow, SymbolRecord, Visibility } from "./record.ts";
import { referencesOf, type SourceSpan } from "./references.ts";
import { Scopes } from "./scopes.ts";

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
  const scopes = new Scopes(record, source);
  const statements: SourceSpan[] = [];
  const mentions: MentionRecord[] = [];
  const exported = new Map<string, string>();
  for (const [index, { name: capture, node }] of captures.entries()) {
    if (index % 16 === 0 && isLate()) return undefined;
    const start = node.startIndex;
    const innermost = scopes.at(start);
    switch (capture) {
      case "def":
        if (innermost?.innerStart !== start) define(node, scopes, record, language, source);
        break;
      case "scope":
        scopes.enter({ end: node.endIndex, functionLike: true });
        break;
      case "import":
        for (const found of outliner.imports(node, scopes.place)) {
          if (statements.at(-1)?.start !== start) statements.push({ start, end: node.endIndex });
          record.imports.push(found);
          for (const name of found.names) {
            if (name !== "*" && scopes.depth > 0) scopes.bind(name);
          }
        }
        break;
      case "mention.type":
      case "mention.value":
      case "mention.base":
      case "mention.annotation":
      case "mention.none":
      case "mention.member": {
        // The name that a definition gives is no mention of another one.
        if (innermost?.nameAt === start) break;
        const role = capture.slice("mention.".length) as MentionRecord["role"];
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
        const name = scopes.use(node);
        record.imports.push(...outliner.calls(node, name, scopes.place));
        scopes.markRecursion(name, start);
        break;
      }
      case "use":
        scopes.use(node);
        break;
      case "bind":
        if (innermost?.nameAt !== start) scopes.bindAt(node);
        break;
      default:
        // A capture for a condition of the query has a name that begins with an underscore.
        if (!capture.startsWith("_")) scopes.flow(capture.slice("flow.".length) as Flow);
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
  return isLate() ? undefined : record;
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

function define(
  node: Node,
  scopes: Scopes,
  record: FileRecord,
  language: Language,
  source: string,
): void {
  const { outliner, lexis = cLexis } = language;
  const { place, symbol: outer } = scopes;
  const definition = outliner.define(node, place);
  if (definition === undefined) return;
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
  if (place.inFunction) scopes.bind(definition.name);
  record.symbols.push(symbol);
  if (definition.transparent === true) return;
  const { functionLike, innerStart } = definition;
  scopes.enter({
    end: node.endIndex,
    functionLike,
    symbol,
    nameAt: nameNode.startIndex,
    ...(innerStart !== undefined && { innerStart }),
  });
}

/** A node that ends at the start of a line, after a newline that it includes, has nothing on it. */
function lastLine({ startPosition, endPosition }: Node): number {
  const { row, column } = endPosition;
  return column === 0 && row > startPosition.row ? row : row + 1;
}
