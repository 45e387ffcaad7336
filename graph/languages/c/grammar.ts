import type { Grammar } from "../language.ts";
import { cQuery } from "./queries.ts";

export const cGrammar: Grammar = {
  name: "c",
  wasm: "tree-sitter-c/tree-sitter-c.wasm",
  query: cQuery,
};
