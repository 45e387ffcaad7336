import type { Language } from "../language.ts";
import { phpGrammar } from "./grammar.ts";
import { outliner } from "./outline.ts";
import { phpResolver } from "./resolve.ts";
import { phpVocabulary } from "./vocabulary.ts";

/** PHP, also inside of templates. */
export const php: Language = {
  name: "php",
  grammars: [phpGrammar],
  grammarFor: () => phpGrammar.name,
  outliner,
  returnEndsLine: true,
  // The page between two pieces of code counts as a comment.
  lexis: {
    line: ["//", "#"],
    block: [
      ["/*", "*/"],
      ["?>", "<?"],
    ],
    quotes: ['"', "'", "`"],
    long: ['"', "'", "`"],
    sigil: "$",
    heredoc: /<<<[ \t]{0,8}["']?(?<word>[A-Za-z_]\w*)["']?(?=[ \t]{0,8}\r?\n)/,
  },
  resolver: phpResolver,
  vocabulary: phpVocabulary,
};
