import type { Lexis } from "../../parse/lexis.ts";

/** Comments and strings of Python. */
export const pythonLexis: Lexis = {
  line: ["#"],
  block: [],
  quotes: ['"""', "'''", '"', "'"],
  long: ['"""', "'''"],
};
