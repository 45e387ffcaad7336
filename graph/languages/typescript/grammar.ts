import type { Grammar } from "../language.ts";
import { tsxQuery, typescriptQuery } from "./queries.ts";

export const typescriptGrammar: Grammar = {
  name: "typescript",
  wasm: "tree-sitter-typescript/tree-sitter-typescript.wasm",
  query: typescriptQuery,
};

/** TypeScript with JSX, in which `<T>value` is an element and no cast. */
export const tsxGrammar: Grammar = {
  name: "tsx",
  wasm: "tree-sitter-typescript/tree-sitter-tsx.wasm",
  query: tsxQuery,
};
