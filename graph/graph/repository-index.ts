import type { DirectedGraph } from "graphology";
import type { ManifestEntry, RepositoryIdentity } from "../../protocols/repository.ts";
import type { FileRecord, ImportKind, SymbolRecord } from "../parse/record.ts";
import type { Evidence, GuessRule, UnresolvedReason } from "../resolve/resolver.ts";

/** An included file with everything known about it. */
export interface IndexedFile {
  entry: ManifestEntry;
  text: string;
  language: string | null;
  lines: number;
  /** Null for files whose language has no parser. */
  record: FileRecord | null;
  headings: string[];
}

/** One file needs another. */
export interface ImportEdge {
  from: string;
  to: string;
  specifier: string;
  line: number;
  kind: ImportKind;
  /** Local names that it binds and the names that they have in the target. */
  names: string[];
  imported: string[];
  /** Set when the ecosystem's own resolver would not lead there: the rule that did. */
  rule?: GuessRule;
}

/** One file needs something that is not in the repository. */
export interface ExternalImport {
  from: string;
  package: string;
  /** Part of the language's own distribution. */
  builtin: boolean;
  /** What says that it is not in the repository. */
  evidence: Evidence;
  specifier: string;
  line: number;
  kind: ImportKind;
  names: string[];
}

/** An import that leads nowhere. */
export interface UnresolvedImport {
  from: string;
  specifier: string;
  line: number;
  kind: ImportKind;
  reason: UnresolvedReason;
  names: string[];
}

/** A symbol and where it is. */
export interface LocatedSymbol {
  path: string;
  symbol: SymbolRecord;
}

/** A symbol of another file that a file uses. */
export interface SymbolReference extends LocatedSymbol {
  from: string;
  /** Its local name, or that of the module that contains it. */
  name: string;
  /** Lines of the uses, from 1. */
  lines: number[];
}

/** Attributes of the graph's nodes: directories, files and packages. */
export interface NodeAttributes {
  type: "directory" | "file" | "package";
}

/** Attributes of the graph's edges: a directory contains, a file imports. */
export interface EdgeAttributes {
  type: "contains" | "imports";
  kinds: ImportKind[];
}

/** Structure and text of one snapshot; nothing in it changes. */
export interface RepositoryIndex {
  repository: RepositoryIdentity;
  manifest: readonly ManifestEntry[];
  /** Included files by path, in code-unit order. */
  files: ReadonlyMap<string, IndexedFile>;
  imports: readonly ImportEdge[];
  external: readonly ExternalImport[];
  unresolved: readonly UnresolvedImport[];
  /** Nodes are `dir:<path>`, `file:<path>` and `package:<name>`. */
  graph: DirectedGraph<NodeAttributes, EdgeAttributes>;
  /** Definitions by name. */
  symbols: ReadonlyMap<string, readonly LocatedSymbol[]>;
  importsOf: (path: string) => readonly ImportEdge[];
  importersOf: (path: string) => readonly ImportEdge[];
  externalsOf: (path: string) => readonly ExternalImport[];
  unresolvedOf: (path: string) => readonly UnresolvedImport[];
  /** Symbols of other files that a file uses, found when first asked for. */
  referencesOf: (path: string) => readonly SymbolReference[];
  /** Every included file, dependencies first. */
  order: readonly string[];
  /** Groups of files that need each other. */
  cycles: readonly (readonly string[])[];
}
