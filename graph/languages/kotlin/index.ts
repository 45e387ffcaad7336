import type { Language } from "../language.ts";
import { kotlinGrammar } from "./grammar.ts";
import { javaLexis } from "../../parse/lexis.ts";
import { outliner } from "./outline.ts";
import { readableText } from "./prepare.ts";
import { kotlinResolver } from "./resolve.ts";
import { kotlinVocabulary } from "./vocabulary.ts";

/** Kotlin and its scripts. */
export const kotlin: Language = {
  name: "kotlin",
  grammars: [kotlinGrammar],
  grammarFor: () => kotlinGrammar.name,
  outliner,
  returnEndsLine: true,
  lexis: javaLexis,
  prepare: readableText,
  resolver: kotlinResolver,
  vocabulary: kotlinVocabulary,
};
