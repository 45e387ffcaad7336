import type { Node } from "web-tree-sitter";
import type { Lexis } from "../parse/lexis.ts";
import type { MentionRecord } from "../parse/mentions.ts";
import type { DocRecord, ImportRecord, Visibility } from "../parse/record.ts";
import type { FileSet } from "../resolve/file-set.ts";
import type { Resolver } from "../resolve/resolver.ts";

/** What a language says of one definition. */
export interface Definition {
  name: string;
  kind: string;
  signature: string;
  /** Offset of the name in UTF-16 units; its row gives the line. */
  nameNode: Node;
  exported: boolean;
  /**
   * A package or namespace that only says where what is inside belongs: what is inside is no
   * member of it and is at the top level of the file.
   */
  transparent?: boolean;
  /** Its body is a scope: names bound inside are local. */
  functionLike: boolean;
  /** Name of the owner when syntax does not nest it, as in `A.prototype.b = ...`. */
  parent?: string;
  /** Start of the definition itself when decorators precede it. */
  innerStart?: number;
  /** Its visibility, if the language declares it; otherwise it follows from the owner and `exported`. */
  visibility?: Visibility;
  /** Names of the types that it inherits from; absent when they are unknown. */
  bases?: string[];
  /** The name under which other files import it, when that is another one, such as `default`. */
  exportedAs?: string;
}

/** Position of a capture. */
export interface Place {
  source: string;
  /** Inside of a function, so not run when the file is loaded. */
  inFunction: boolean;
  /** Kind of the innermost enclosing definition, if any. */
  outer: string | undefined;
}

/** The syntax side of a language; runs inside a parser thread. */
export interface Outliner {
  /** The definition that a `@def` node makes, or undefined when it makes none here. */
  define: (node: Node, place: Place) => Definition | undefined;
  /** The imports that an `@import` node makes. */
  imports: (node: Node, place: Place) => ImportRecord[];
  /**
   * The part of a `@mention` that matters to the resolver, which sees each of them as an import of
   * its own: a name that may lead to another file with no import statement, such as a type of the
   * same package. Undefined when it leads nowhere. Absent: the whole name.
   */
  mention?: (name: string, role: MentionRecord["role"]) => string | undefined;
  /** The imports that a `@call` makes, when it calls a loading function such as `require`. */
  calls: (callee: Node, name: string, place: Place) => readonly ImportRecord[];
  /** Names of definitions that a node such as `export { a }` exports. */
  exports: (node: Node, source: string) => ExportedName[];
  /**
   * The documentation of a definition where it is not the comment right above it, such as a
   * docstring. Absent: the comment above, found by the marks of the language's lexis.
   */
  documentation?: (node: Node, source: string) => DocRecord | undefined;
}

/** A definition that is exported, under its own name or under another one. */
export type ExportedName = string | { readonly name: string; readonly as: string };

/** One grammar of a language: TypeScript has one for TSX besides. */
export interface Grammar {
  /** Unique among all languages. */
  name: string;
  /** The file in node_modules that holds it, as a package path. */
  wasm: string;
  /**
   * One query for everything. Captures: `@def`, `@scope`, `@import`, `@mention.<role>`, `@export`,
   * `@call`, `@use`, `@bind`, and `@flow.<shape>`; `@_<name>` for conditions of the query alone.
   */
  query: string;
}

/** One language: adding one is adding a folder with these and a line in `index.ts`. */
export interface Language {
  name: string;
  grammars: readonly Grammar[];
  /** Name of the grammar for a file. */
  grammarFor: (path: string, text: string) => string;
  outliner: Outliner;
  /** A carriage return alone ends a line, as the language's own definition has it. */
  returnEndsLine?: true;
  /** How comments and strings are written; absent: as in C. */
  lexis?: Lexis;
  /**
   * The text to parse instead of the file's, of the same length, where the grammar does not know
   * a part of the language.
   */
  prepare?: (text: string) => string;
  /**
   * A text of the same length to parse and read instead when the first tree has an error, such as
   * one branch of each condition of a preprocessor.
   */
  repair?: (text: string) => string;
  /** Makes the import resolver over a repository's files. */
  resolver: (files: FileSet) => Resolver;
  /** Words of the language and of its standard library that a text may name. */
  vocabulary: () => Iterable<string>;
}
