import type { Language } from "../language.ts";
import { rubyGrammar } from "./grammar.ts";
import { outliner } from "./outline.ts";
import { rubyResolver } from "./resolve.ts";
import { rubyVocabulary } from "./vocabulary.ts";

/** Ruby, its gem specifications and its tasks. */
export const ruby: Language = {
  name: "ruby",
  grammars: [rubyGrammar],
  grammarFor: () => rubyGrammar.name,
  outliner,
  lexis: {
    line: ["#"],
    block: [["=begin", "=end"]],
    quotes: ['"', "'", "`"],
    long: ['"', "'", "`"],
    heredoc: /<<[~-]?["'`]?(?<word>[A-Z_]\w*)["'`]?/,
  },
  resolver: rubyResolver,
  vocabulary: rubyVocabulary,
};
