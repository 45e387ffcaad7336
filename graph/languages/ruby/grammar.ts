import type { Grammar } from "../language.ts";
import { rubyQuery } from "./queries.ts";

export const rubyGrammar: Grammar = {
  name: "ruby",
  wasm: "tree-sitter-ruby/tree-sitter-ruby.wasm",
  query: rubyQuery,
};
