import type { ExclusionReason, RepositoryIdentity } from "../../protocols/repository.ts";
import type { RepositoryIndex } from "../graph/repository-index.ts";
import { languageOf } from "../languages/names.ts";
import type { ImportKind, SymbolRecord, Visibility } from "../parse/record.ts";
import type { Evidence, GuessRule } from "../resolve/resolver.ts";

/** The whole graph as plain JSON. */
export interface GraphJson {
  repository: RepositoryIdentity;
  files: {
    path: string;
    language: string | null;
    bytes: number;
    lines: number;
    included: boolean;
    reason?: ExclusionReason;
    /** The parser found an error, or gave up. */
    flags?: string[];
    symbols: {
      name: string;
      kind: string;
      line: number;
      signature: string;
      end_line: number;
      exported: boolean;
      visibility: Visibility;
      parent?: string;
      members?: string[];
      doc?: string;
    }[];
  }[];
  imports: {
    from: string;
    to: string;
    specifier: string;
    line: number;
    kind: ImportKind;
    /** Absent: as the language's own resolver would. */
    guess?: GuessRule;
  }[];
  /** Symbols of other files that a file uses, and where. */
  references: { from: string; to: string; symbol: string; symbol_line: number; lines: number[] }[];
  external: { name: string; builtin: boolean; evidence: Evidence; importers: string[] }[];
  unresolved: { from: string; specifier: string; line: number; reason: string }[];
  order: readonly string[];
  cycles: readonly (readonly string[])[];
}

/** The graph of an index, for `hindcast graph --format json`. */
export function graphJson(index: RepositoryIndex): GraphJson {
  return {
    repository: index.repository,
    files: index.manifest.map((entry) => fileJson(index, entry.path, entry)),
    imports: index.imports.map(({ from, to, specifier, line, kind, rule }) => ({
      from,
      to,
      specifier,
      line,
      kind,
      ...(rule !== undefined && { guess: rule }),
    })),
    references: [...index.files.keys()].flatMap((path) =>
      index.referencesOf(path).map(({ from, path: to, symbol, lines }) => ({
        from,
        to,
        symbol: symbol.name,
        symbol_line: symbol.line,
        lines,
      })),
    ),
    external: externalJson(index),
    unresolved: index.unresolved.map(({ from, specifier, line, reason }) => ({
      from,
      specifier,
      line,
      reason,
    })),
    order: index.order,
    cycles: index.cycles,
  };
}

function fileJson(
  index: RepositoryIndex,
  path: string,
  entry: { bytes: number; included: boolean; reason?: ExclusionReason | undefined },
): GraphJson["files"][number] {
  const file = index.files.get(path);
  const flags: string[] = [];
  if (file?.record?.syntaxError === true) flags.push("syntax_error");
  const failure = file?.record?.failure;
  if (failure !== undefined) flags.push(failure);
  else if (index.unresolvedOf(path).some(({ reason }) => reason === "timeout")) {
    flags.push("timeout");
  }
  return {
    path,
    language: file === undefined ? languageOf(path) : file.language,
    bytes: entry.bytes,
    lines: file?.lines ?? 0,
    included: entry.included,
    ...(entry.reason !== undefined && { reason: entry.reason }),
    ...(flags.length > 0 && { flags }),
    symbols: symbolsJson(file?.record?.symbols ?? []),
  };
}

function symbolsJson(symbols: readonly SymbolRecord[]): GraphJson["files"][number]["symbols"] {
  return symbols.map((symbol, at) => {
    const { name, kind, line, signature, endLine, exported, visibility, parent, doc } = symbol;
    const members = membersOf(symbols, at);
    return {
      name,
      kind,
      line,
      signature,
      end_line: endLine,
      exported,
      visibility,
      ...(parent !== undefined && { parent }),
      ...(members.length > 0 && { members }),
      ...(doc !== undefined && { doc: doc.text }),
    };
  });
}

/** Names of what is defined right inside of a symbol; symbols come in the order of the source. */
function membersOf(symbols: readonly SymbolRecord[], at: number): string[] {
  const owner = symbols[at];
  if (owner === undefined) return [];
  const found: string[] = [];
  for (const symbol of symbols.slice(at + 1)) {
    if (symbol.depth <= owner.depth) break;
    if (symbol.depth === owner.depth + 1 && !symbol.local) found.push(symbol.name);
  }
  return [...new Set(found)];
}

function externalJson(index: RepositoryIndex): GraphJson["external"] {
  const found = new Map<string, { builtin: boolean; evidence: Evidence; importers: Set<string> }>();
  for (const item of index.external) {
    const { builtin, evidence } = item;
    const known = found.get(item.package) ?? { builtin, evidence, importers: new Set() };
    known.importers.add(item.from);
    found.set(item.package, known);
  }
  return [...found]
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, { importers, ...rest }]) => ({ name, ...rest, importers: [...importers] }));
}
