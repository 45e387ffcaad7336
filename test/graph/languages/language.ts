import type { FileRecord, RepositoryIndex, SymbolRecord } from "../../../graph/index.ts";
import { indexOf } from "../tree.ts";

/** The record of one file that stands alone. */
export async function recordOf(path: string, text: string): Promise<FileRecord> {
  const record = (await indexOf({ [path]: text })).files.get(path)?.record;
  if (record === null || record === undefined) throw new Error(`no record of ${path}`);
  return record;
}

/** The first definition of a name in a file. */
export function symbol(record: FileRecord, name: string): SymbolRecord {
  const found = record.symbols.find((item) => item.name === name);
  if (found === undefined) throw new Error(`no symbol ${name}`);
  return found;
}

/** A line for each definition: kind, signature, and who sees it. */
export function outlineLines({ symbols }: FileRecord): string[] {
  return symbols.map(({ depth, kind, signature, visibility, exported }) => {
    const seen = exported ? `${visibility}, exported` : visibility;
    return `${"  ".repeat(depth)}${kind} ${signature} (${seen})`;
  });
}

/** Packages with whether they are built in, sorted, each once. */
export function externals(index: RepositoryIndex): [string, boolean][] {
  const found = new Map(index.external.map((item) => [item.package, item.builtin]));
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Specifiers that lead nowhere with the reason, sorted. */
export function unresolved(index: RepositoryIndex): [string, string][] {
  return index.unresolved
    .map(({ specifier, reason }): [string, string] => [specifier, reason])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
