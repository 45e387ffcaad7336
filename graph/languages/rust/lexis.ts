import type { Lexis } from "../../parse/lexis.ts";

/** An apostrophe begins a lifetime more often than a character, so it is no quote here. */
export const rustLexis: Lexis = {
  line: ["//"],
  block: [["/*", "*/"]],
  quotes: ['"'],
  // A `'"'` would swallow the rest of the file if strings were let go over lines.
  long: [],
};
