import type { Grammar } from "../language.ts";
import { goQuery } from "./queries.ts";

export const goGrammar: Grammar = {
  name: "go",
  wasm: "tree-sitter-go/tree-sitter-go.wasm",
  query: goQuery,
};
