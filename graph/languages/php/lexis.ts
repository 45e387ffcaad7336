import type { Lexis } from "../../parse/lexis.ts";

/** Comments and strings of PHP; the page between two pieces of code counts as a comment. */
export const phpLexis: Lexis = {
  line: ["//", "#"],
  block: [
    ["/*", "*/"],
    ["?>", "<?"],
  ],
  quotes: ['"', "'", "`"],
  long: ['"', "'", "`"],
  sigil: "$",
  heredoc: /<<<[ \t]{0,8}["']?(?<word>[A-Za-z_]\w*)["']?(?=[ \t]{0,8}\r?\n)/,
};
