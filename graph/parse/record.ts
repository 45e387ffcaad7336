/**
 * How an import reaches its target. `lazy` runs inside a function, `type` never runs; `reference`
 * is no import statement: a name of the same package or namespace, or a full name, in the code.
 */
export type ImportKind =
  "static" | "type" | "dynamic" | "require" | "reexport" | "lazy" | "reference";

/** One import as it is written. */
export interface ImportRecord {
  /** As written; for Python the dotted name with its leading dots. */
  specifier: string;
  /** Local names that it binds; `*` for all of them. */
  names: string[];
  /** Names it takes from the target, beside the local ones. */
  imported: string[];
  line: number;
  kind: ImportKind;
  /** Runs when the file is loaded, but only in a branch or with a failure caught. */
  conditional?: true;
  /** What it loads is computed when it runs; the specifier is the expression. */
  computed?: true;
  /** Path patterns that mean all files they match. */
  globs?: string[];
}

/** Shapes of control flow. */
export type Flow = "branches" | "loops" | "throws" | "catches" | "awaits" | "yields" | "recurses";

/** Who may name a definition, widest first. */
export type Visibility = "public" | "protected" | "package" | "private";

/** Documentation as written, and its range in UTF-16 units. */
export interface DocRecord {
  /** Without comment marks and quotes; at most 2,000 characters. */
  text: string;
  start: number;
  end: number;
}

/** Uses of a name that an import binds. */
export interface ReferenceRecord {
  /** The local name. */
  name: string;
  /** The member that is taken from it, as in `name.member`. */
  member?: string;
  /** Lines from 1, in order, each once; at most 20. */
  lines: number[];
}

/** One definition of a file. */
export interface SymbolRecord {
  name: string;
  kind: string;
  /** One line without bodies, string contents and comments. */
  signature: string;
  /** First and last line, from 1. */
  line: number;
  endLine: number;
  exported: boolean;
  parent?: string;
  /** Nesting depth: 0 at the top level of the file. */
  depth: number;
  /** Defined inside of a function. */
  local: boolean;
  visibility: Visibility;
  doc?: DocRecord;
  /** Names of the types that it inherits from; absent when they are unknown. */
  bases?: string[];
  /** The name under which it is imported, when that is another one. */
  exportedAs?: string;
  uses: string[];
  binds: string[];
  flow: Flow[];
}

/** What one file says, without any of its code. */
export interface FileRecord {
  imports: ImportRecord[];
  symbols: SymbolRecord[];
  references: ReferenceRecord[];
  /** Names that it exports under other names, its own or imported ones. */
  renames: { name: string; as: string }[];
  /** What the file says of itself at its top. */
  doc?: DocRecord;
  /** Names used outside of any definition. */
  uses: string[];
  binds: string[];
  /** The syntax tree has an error; the rest of the record is still good. */
  syntaxError: boolean;
  /** What a file of a language without a grammar is about. */
  headings?: string[];
  /** Why there is no record, when reading the file was given up. */
  failure?: "timeout" | "failed" | "too_large";
}

/** The record of a file that was not parsed, and why, or what it is about. */
export function emptyRecord(
  found: NonNullable<FileRecord["failure"]> | { headings: string[] },
): FileRecord {
  return {
    imports: [],
    symbols: [],
    references: [],
    renames: [],
    uses: [],
    binds: [],
    syntaxError: false,
    ...(typeof found === "string" ? { failure: found } : found),
  };
}
