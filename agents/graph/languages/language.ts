import type { Node } from "web-tree-sitter";
import type { ImportRecord } from "../parse/record.ts";
import type { FileSet } from "../resolve/file-set.ts";
import type { Resolver } from "../resolve/resolver.ts";

/** What a language says of one definition. */
export interface Definition {
  name: string;
  kind: string;
  signature: string;
  /** Where the name stands, as an offset in UTF-16 units; its row gives the line. */
  nameNode: Node;
  exported: boolean;
  /** Its body is a scope of its own: what is bound inside is local. */
  functionLike: boolean;
  /** Name of the owner when syntax does not nest it, as in `A.prototype.b = ...`. */
  parent?: string;
  /** Start of the definition proper when decorators stand before it. */
  innerStart?: number;
}

/** Where a capture stands. */
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
  /** The import that a `@call` makes, when it calls a loading function such as `require`. */
  calls: (callee: Node, name: string, place: Place) => ImportRecord | undefined;
  /** Names of definitions that a node such as `export { a }` exports. */
  exports: (node: Node, source: string) => string[];
}

/** One grammar of a language: TypeScript has one for TSX besides. */
export interface Grammar {
  /** Unique among all languages. */
  name: string;
  /** The file in node_modules that holds it, as a package path. */
  wasm: string;
  /**
   * One query for everything. Captures: `@def`, `@scope`, `@import`, `@export`, `@call`, `@use`,
   * `@bind`, and `@flow.<shape>`.
   */
  query: string;
}

/** One language: adding one is adding a folder with these and a line in `index.ts`. */
export interface Language {
  name: string;
  grammars: readonly Grammar[];
  /** Name of the grammar for a path. */
  grammarFor: (path: string) => string;
  outliner: Outliner;
  /**
   * The text to parse instead of the file's, of the same length, where the grammar does not know
   * a part of the language.
   */
  prepare?: (text: string) => string;
  /** Makes the import resolver over a repository's files. */
  resolver: (files: FileSet) => Resolver;
  /** Words of the language and of its standard library that a text may name. */
  vocabulary: () => Iterable<string>;
}
