import type { Grammar } from "../language.ts";
import { javascriptQuery } from "./queries.ts";

/** JavaScript with JSX. */
export const javascriptGrammar: Grammar = {
  name: "javascript",
  wasm: "tree-sitter-javascript/tree-sitter-javascript.wasm",
  query: javascriptQuery,
};
