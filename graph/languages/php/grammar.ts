import type { Grammar } from "../language.ts";
import { phpQuery } from "./queries.ts";

/** PHP between its tags, the text around them included. */
export const phpGrammar: Grammar = {
  name: "php",
  wasm: "tree-sitter-php/tree-sitter-php.wasm",
  query: phpQuery,
};
