import { extensionOf } from "../names.ts";
import type { Language } from "../language.ts";
import { tsxGrammar, typescriptGrammar } from "./grammar.ts";
import { outliner } from "./outline.ts";
import { prepare, repair } from "./prepare.ts";
import { typescriptResolver } from "./resolve.ts";
import { typescriptVocabulary } from "./vocabulary.ts";

/** TypeScript, declarations and TSX. */
export const typescript: Language = {
  name: "typescript",
  grammars: [typescriptGrammar, tsxGrammar],
  grammarFor: (path) => (extensionOf(path) === "tsx" ? tsxGrammar.name : typescriptGrammar.name),
  outliner,
  returnEndsLine: true,
  prepare,
  repair,
  resolver: typescriptResolver,
  vocabulary: typescriptVocabulary,
};
