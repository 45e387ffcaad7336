import type { Grammar } from "../language.ts";
import { rustQuery } from "./queries.ts";

export const rustGrammar: Grammar = {
  name: "rust",
  wasm: "tree-sitter-rust/tree-sitter-rust.wasm",
  query: rustQuery,
};
