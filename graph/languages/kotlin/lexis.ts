import type { Lexis } from "../../parse/lexis.ts";

/** Comments and strings of Kotlin. */
export const kotlinLexis: Lexis = {
  line: ["//"],
  block: [["/*", "*/"]],
  quotes: ['"""', '"', "'"],
  long: ['"""'],
};
