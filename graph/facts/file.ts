import type { FileFacts, ImportFacts, SymbolFacts } from "../../protocols/repository.ts";
import type { RepositoryIndex } from "../graph/repository-index.ts";
import type { SymbolRecord } from "../parse/record.ts";

const maxReferences = 60;

/** What the syntax tree and the graph say of one file; undefined when it is not included. */
export function fileFacts(index: RepositoryIndex, path: string): FileFacts | undefined {
  const file = index.files.get(path);
  if (file === undefined) return undefined;
  const { entry, language, lines, record, headings } = file;
  return {
    path,
    language,
    bytes: entry.bytes,
    lines,
    symbols: (record?.symbols ?? []).map(symbolFacts),
    imports: importFacts(index, path),
    importedBy: [...new Set(index.importersOf(path).map((edge) => edge.from))],
    references: index
      .referencesOf(path)
      .slice(0, maxReferences)
      .map(({ path: place, symbol: { name, kind, signature } }) => ({
        path: place,
        name,
        kind,
        signature,
      })),
    uses: record?.uses ?? [],
    headings,
  };
}

function symbolFacts(symbol: SymbolRecord): SymbolFacts {
  return {
    name: symbol.name,
    kind: symbol.kind,
    signature: symbol.signature,
    line: symbol.line,
    exported: symbol.exported,
    ...(symbol.parent !== undefined && { parent: symbol.parent }),
    uses: symbol.uses,
    binds: symbol.binds,
    flow: symbol.flow,
  };
}

function importFacts(index: RepositoryIndex, path: string): ImportFacts[] {
  const found: ImportFacts[] = [];
  for (const { specifier, names, line, to } of index.importsOf(path)) {
    found.push({ specifier, names, path: to, package: null, line });
  }
  for (const { specifier, names, line, package: name } of index.externalsOf(path)) {
    found.push({ specifier, names, path: null, package: name, line });
  }
  for (const { specifier, names, line } of index.unresolvedOf(path)) {
    found.push({ specifier, names, path: null, package: null, line });
  }
  return found.sort((a, b) => a.line - b.line);
}

const IDENTIFIER = /[A-Za-z_$][\w$]*/g;

/** The facts that the outline shows as well: of the bodies nothing but the parameters. */
export function withoutBodies(facts: FileFacts): FileFacts {
  const symbols = facts.symbols.map((symbol): SymbolFacts => {
    const { name, kind, signature, line, exported, parent } = symbol;
    const shown = new Set(signature.match(IDENTIFIER));
    const binds = symbol.binds.filter((bound) => shown.has(bound));
    const bare = { name, kind, signature, line, exported, uses: [], binds, flow: [] };
    return parent === undefined ? bare : Object.assign(bare, { parent });
  });
  const { references: _references, ...rest } = facts;
  return { ...rest, symbols, uses: [] };
}
