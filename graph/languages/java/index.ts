import type { Language } from "../language.ts";
import { javaGrammar } from "./grammar.ts";
import { javaLexis } from "../../parse/lexis.ts";
import { withJoinedModules } from "./imports.ts";
import { outliner } from "./outline.ts";
import { javaResolver } from "./resolve.ts";
import { javaVocabulary } from "./vocabulary.ts";

/** Java with its modules. */
export const java: Language = {
  name: "java",
  grammars: [javaGrammar],
  grammarFor: () => javaGrammar.name,
  outliner,
  returnEndsLine: true,
  lexis: javaLexis,
  prepare: withJoinedModules,
  resolver: javaResolver,
  vocabulary: javaVocabulary,
};
