import type { Grammar } from "../language.ts";
import { javaQuery } from "./queries.ts";

export const javaGrammar: Grammar = {
  name: "java",
  wasm: "tree-sitter-java/tree-sitter-java.wasm",
  query: javaQuery,
};
