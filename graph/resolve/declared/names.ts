import type { FileRecord, SymbolRecord } from "../../parse/record.ts";
import type { FileSet } from "../file-set.ts";

/** A definition that other files may name by its namespace. */
export interface Declaration {
  path: string;
  symbol: SymbolRecord;
}

/** What the files of a language family declare, by package or namespace. */
export interface DeclaredNames {
  /** Whether some file declares something directly in the namespace. */
  has: (namespace: string) => boolean;
  /** Whether the namespace is one of the repository's, or inside of one. */
  isWithin: (namespace: string) => boolean;
  /** The definitions of a name at the top of a namespace, in the order of their files. */
  declaring: (namespace: string, name: string) => readonly Declaration[];
  /** The files of a namespace, in their order. */
  filesOf: (namespace: string) => readonly string[];
  /** The namespaces that a file declares, in order. */
  namespacesOf: (path: string) => readonly string[];
  /** The namespace that a line of a file is in; `""` is the unnamed one. */
  namespaceAt: (path: string, line: number) => string;
  /** Whether some namespace is inside of this one. */
  isOuter: (namespace: string) => boolean;
}

/** A stretch of a file that is in a namespace, with the definitions directly in it. */
interface Level {
  namespace: string;
  line: number;
  endLine: number;
  symbols: SymbolRecord[];
}

const noDeclarations: readonly Declaration[] = [];

/**
 * Collects the top-level definitions of files by their namespaces, as the syntax declares them.
 *
 * @param separator between the parts of a namespace: `.` or `\`
 */
export function declaredNames(
  files: FileSet,
  paths: readonly string[],
  separator: string,
): DeclaredNames {
  const table = new Map<string, Map<string, Declaration[]>>();
  const spaces = new Map<string, readonly Level[]>();
  const outer = new Set<string>();
  const members = new Map<string, string[]>();
  for (const path of paths) {
    const record = files.record(path);
    if (record === undefined) continue;
    const levels = levelsOf(record, separator);
    addHidden(levels, path, record);
    spaces.set(path, levels);
    for (const { namespace, symbols } of levels) {
      append(members, namespace, path);
      for (
        let at = namespace.lastIndexOf(separator);
        at > 0;
        at = namespace.lastIndexOf(separator, at - 1)
      ) {
        outer.add(namespace.slice(0, at));
      }
      const names = table.get(namespace) ?? new Map<string, Declaration[]>();
      table.set(namespace, names);
      for (const symbol of symbols) append(names, symbol.name, { path, symbol });
    }
  }
  return {
    has: (namespace) => table.has(namespace),
    isWithin: (namespace) => {
      for (
        let at = namespace;
        at !== "";
        at = at.slice(0, Math.max(0, at.lastIndexOf(separator)))
      ) {
        if (table.has(at)) return true;
      }
      return false;
    },
    declaring: (namespace, name) => table.get(namespace)?.get(name) ?? noDeclarations,
    filesOf: (namespace) => members.get(namespace) ?? [],
    namespacesOf: (path) =>
      (spaces.get(path) ?? []).map(({ namespace }) => namespace).filter((name) => name !== ""),
    namespaceAt: (path, line) =>
      spaces.get(path)?.findLast((level) => level.line <= line && line <= level.endLine)
        ?.namespace ?? "",
    isOuter: (namespace) => outer.has(namespace),
  };
}

/**
 * A file that the parser could not read whole may have lost the definition that it is named for.
 */
function addHidden(levels: readonly Level[], path: string, { syntaxError }: FileRecord): void {
  const stem = /(?<!\w)(\w+)\.\w+$/.exec(path)?.[1] ?? "";
  const name = /[A-Z]\w*/.exec(stem)?.[0];
  const level = levels[0];
  if (!syntaxError || name === undefined || level === undefined) return;
  if (levels.some(({ symbols }) => symbols.some((symbol) => symbol.name === name))) return;
  level.symbols.push({
    name,
    kind: "class",
    signature: name,
    line: 1,
    endLine: 1,
    exported: true,
    depth: 0,
    local: false,
    visibility: "public",
    uses: [],
    binds: [],
    flow: [],
  });
}

/** The stretches of a file, the unnamed one first, then as their declarations begin. */
function levelsOf({ symbols }: FileRecord, separator: string): Level[] {
  const unnamed = { namespace: "", line: 1, endLine: Infinity, symbols: [] };
  const levels: Level[] = [unnamed];
  for (const symbol of symbols) {
    const around = levelAt(levels, symbol.line);
    if (symbol.kind === "namespace" || symbol.kind === "package") {
      levels.push(levelOf(symbol, around, separator));
    } else if (symbol.depth === 0 && !symbol.local) {
      around.symbols.push(symbol);
    }
  }
  return levels.filter((level) => level.namespace !== "" || level.symbols.length > 0);
}

function levelAt(levels: readonly Level[], line: number): Level {
  const found = levels.findLast((level) => level.line <= line && line <= level.endLine);
  return found ?? { namespace: "", line: 1, endLine: Infinity, symbols: [] };
}

function levelOf({ name, line, endLine }: SymbolRecord, around: Level, separator: string): Level {
  // A declaration without a block holds for the rest of the file, or until the next one.
  if (endLine === line) return { namespace: name, line, endLine: Infinity, symbols: [] };
  const isNested = around.namespace !== "" && around.endLine !== Infinity;
  const namespace = isNested ? around.namespace + separator + name : name;
  return { namespace, line, endLine, symbols: [] };
}

function append<T>(map: Map<string, T[]>, key: string, item: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [item]);
  else known.push(item);
}
