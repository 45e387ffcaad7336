import type { Grammar } from "../language.ts";
import { cppQuery } from "./queries.ts";

export const cppGrammar: Grammar = {
  name: "cpp",
  wasm: "tree-sitter-cpp/tree-sitter-cpp.wasm",
  query: cppQuery,
};
