import type { ExclusionReason, RepositoryIdentity } from "../../../protocols/repository.ts";
import type { RepositoryIndex } from "../graph/repository-index.ts";
import { languageOf } from "../languages/names.ts";
import type { ImportKind, SymbolRecord } from "../parse/record.ts";

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
      parent?: string;
    }[];
  }[];
  imports: { from: string; to: string; specifier: string; line: number; kind: ImportKind }[];
  external: { name: string; builtin: boolean; importers: string[] }[];
  unresolved: { from: string; specifier: string; line: number; reason: string }[];
  order: readonly string[];
  cycles: readonly (readonly string[])[];
}

/** The graph of an index, for `hindcast graph --format json`. */
export function graphJson(index: RepositoryIndex): GraphJson {
  return {
    repository: index.repository,
    files: index.manifest.map((entry) => fileJson(index, entry.path, entry)),
    imports: index.imports.map(({ from, to, specifier, line, kind }) => ({
      from,
      to,
      specifier,
      line,
      kind,
    })),
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
  if (file?.record?.failure !== undefined) flags.push(file.record.failure);
  return {
    path,
    language: file === undefined ? languageOf(path) : file.language,
    bytes: entry.bytes,
    lines: file?.lines ?? 0,
    included: entry.included,
    ...(entry.reason !== undefined && { reason: entry.reason }),
    ...(flags.length > 0 && { flags }),
    symbols: (file?.record?.symbols ?? []).map(symbolJson),
  };
}

function symbolJson(symbol: SymbolRecord): GraphJson["files"][number]["symbols"][number] {
  const { name, kind, line, signature, endLine, exported, parent } = symbol;
  const known = parent === undefined ? {} : { parent };
  return { name, kind, line, signature, end_line: endLine, exported, ...known };
}

function externalJson(index: RepositoryIndex): GraphJson["external"] {
  const found = new Map<string, { builtin: boolean; importers: Set<string> }>();
  for (const item of index.external) {
    const known = found.get(item.package) ?? { builtin: item.builtin, importers: new Set() };
    known.importers.add(item.from);
    found.set(item.package, known);
  }
  return [...found]
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, { builtin, importers }]) => ({ name, builtin, importers: [...importers] }));
}
