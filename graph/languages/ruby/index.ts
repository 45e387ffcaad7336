import type { Language } from "../language.ts";
import { rubyGrammar } from "./grammar.ts";
import { rubyLexis } from "./lexis.ts";
import { outliner } from "./outline.ts";
import { rubyResolver } from "./resolve.ts";
import { rubyVocabulary } from "./vocabulary.ts";

/** Ruby, its gem specifications and its tasks. */
export const ruby: Language = {
  name: "ruby",
  grammars: [rubyGrammar],
  grammarFor: () => rubyGrammar.name,
  outliner,
  lexis: rubyLexis,
  resolver: rubyResolver,
  vocabulary: rubyVocabulary,
};
