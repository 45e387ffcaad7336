import type { Language } from "../language.ts";
import { csharpGrammar } from "./grammar.ts";
import { javaLexis } from "../../parse/lexis.ts";
import { readableBranches } from "./conditions.ts";
import { outliner } from "./outline.ts";
import { csharpResolver } from "./resolve.ts";
import { csharpVocabulary } from "./vocabulary.ts";

/** C#. */
export const csharp: Language = {
  name: "csharp",
  grammars: [csharpGrammar],
  grammarFor: () => csharpGrammar.name,
  outliner,
  returnEndsLine: true,
  lexis: javaLexis,
  repair: readableBranches,
  resolver: csharpResolver,
  vocabulary: csharpVocabulary,
};
