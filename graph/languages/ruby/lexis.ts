import type { Lexis } from "../../parse/lexis.ts";

/** Comments and strings of Ruby. */
export const rubyLexis: Lexis = {
  line: ["#"],
  block: [["=begin", "=end"]],
  quotes: ['"', "'", "`"],
  long: ['"', "'", "`"],
  heredoc: /<<[~-]?["'`]?(?<word>[A-Z_]\w*)["'`]?/,
};
