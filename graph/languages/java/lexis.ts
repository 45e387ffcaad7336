import type { Lexis } from "../../parse/lexis.ts";

/** Comments and strings of Java. */
export const javaLexis: Lexis = {
  line: ["//"],
  block: [["/*", "*/"]],
  quotes: ['"""', '"', "'"],
  long: ['"""'],
};
