import type { Language } from "../language.ts";
import { cGrammar } from "./grammar.ts";
import { cOutliner } from "./outline.ts";
import { plainC } from "./prepare/index.ts";
import { cResolver } from "./resolve.ts";
import { cVocabulary } from "./vocabulary.ts";

/** C and its headers. */
export const c: Language = {
  name: "c",
  grammars: [cGrammar],
  grammarFor: () => cGrammar.name,
  outliner: cOutliner,
  prepare: plainC,
  resolver: cResolver,
  vocabulary: cVocabulary,
};
