import type { Language } from "../language.ts";
import { cppGrammar } from "./grammar.ts";
import { cppOutliner } from "./outline.ts";
import { plainCpp } from "./prepare.ts";
import { cppResolver } from "./resolve.ts";
import { cppVocabulary } from "./vocabulary.ts";

/** C++ and its headers. */
export const cpp: Language = {
  name: "cpp",
  grammars: [cppGrammar],
  grammarFor: () => cppGrammar.name,
  outliner: cppOutliner,
  prepare: plainCpp,
  resolver: cppResolver,
  vocabulary: cppVocabulary,
};
