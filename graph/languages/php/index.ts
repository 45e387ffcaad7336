import type { Language } from "../language.ts";
import { phpGrammar } from "./grammar.ts";
import { phpLexis } from "./lexis.ts";
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
  lexis: phpLexis,
  resolver: phpResolver,
  vocabulary: phpVocabulary,
};
