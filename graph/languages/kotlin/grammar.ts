import type { Grammar } from "../language.ts";
import { kotlinQuery } from "./queries.ts";

export const kotlinGrammar: Grammar = {
  name: "kotlin",
  wasm: "@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm",
  query: kotlinQuery,
};
