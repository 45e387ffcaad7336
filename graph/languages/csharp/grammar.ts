import type { Grammar } from "../language.ts";
import { csharpQuery } from "./queries.ts";

export const csharpGrammar: Grammar = {
  name: "csharp",
  wasm: "tree-sitter-c-sharp/tree-sitter-c_sharp.wasm",
  query: csharpQuery,
};
