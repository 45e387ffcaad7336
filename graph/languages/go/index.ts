import type { Language } from "../language.ts";
import { goGrammar } from "./grammar.ts";
import { outliner } from "./outline.ts";
import { goResolver } from "./resolve.ts";
import { goVocabulary } from "./vocabulary.ts";

/** Go: modules, packages, generics. */
export const go: Language = {
  name: "go",
  grammars: [goGrammar],
  grammarFor: () => goGrammar.name,
  outliner,
  resolver: goResolver,
  vocabulary: goVocabulary,
};
