import type { Grammar } from "../language.ts";
import { pythonQuery } from "./queries.ts";

export const pythonGrammar: Grammar = {
  name: "python",
  wasm: "tree-sitter-python/tree-sitter-python.wasm",
  query: pythonQuery,
};
