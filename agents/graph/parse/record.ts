/** How an import reaches its target. `lazy` runs inside a function, `type` never runs. */
export type ImportKind = "static" | "type" | "dynamic" | "require" | "reexport" | "lazy";

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
}

/** Shapes of control flow. */
export type Flow = "branches" | "loops" | "throws" | "catches" | "awaits" | "yields" | "recurses";

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
  uses: string[];
  binds: string[];
  flow: Flow[];
}

/** What one file says, without any of its code. */
export interface FileRecord {
  imports: ImportRecord[];
  symbols: SymbolRecord[];
  /** Names used outside of any definition. */
  uses: string[];
  binds: string[];
  /** The syntax tree has an error; the rest of the record is still good. */
  syntaxError: boolean;
  /** Why there is no record, when parsing was given up. */
  failure?: "timeout" | "failed" | "too_large";
}

/** The record of a file that was not parsed. */
export function emptyRecord(failure: NonNullable<FileRecord["failure"]>): FileRecord {
  return { imports: [], symbols: [], uses: [], binds: [], syntaxError: false, failure };
}
