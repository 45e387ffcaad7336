import type { Lexis } from "../../parse/lexis.ts";

/** Comments and strings of C#. */
export const csharpLexis: Lexis = {
  line: ["//"],
  block: [["/*", "*/"]],
  quotes: ['"""', '"', "'"],
  long: ['"""'],
};
