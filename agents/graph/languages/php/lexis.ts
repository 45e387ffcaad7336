import type { Lexis } from "../../parse/lexis.ts";

/** Comments and strings of PHP. */
export const phpLexis: Lexis = {
  line: ["//", "#"],
  block: [["/*", "*/"]],
  quotes: ['"', "'", "`"],
  long: ['"', "'", "`"],
  heredoc: /<<<[ \t]*["']?(?<word>[A-Za-z_]\w*)["']?(?=[ \t]*\r?\n)/,
};
