import { extensionOf } from "../names.ts";
import type { Language } from "../language.ts";
import { tsxGrammar, typescriptGrammar } from "./grammar.ts";
import { outliner } from "./outline.ts";
import { endedSignatures } from "./call-signatures.ts";
import { joinedArguments } from "./import-types.ts";
import { withoutVariance } from "./variance.ts";
import { typescriptResolver } from "./resolve.ts";
import { typescriptVocabulary } from "./vocabulary.ts";

/** TypeScript, declarations and TSX. */
export const typescript: Language = {
  name: "typescript",
  grammars: [typescriptGrammar, tsxGrammar],
  grammarFor: (path) => (extensionOf(path) === "tsx" ? tsxGrammar.name : typescriptGrammar.name),
  outliner,
  prepare: (text) => endedSignatures(withoutVariance(text)),
  repair(text) {
    const joined = joinedArguments(text);
    return joined === text ? text : endedSignatures(withoutVariance(joined));
  },
  resolver: typescriptResolver,
  vocabulary: typescriptVocabulary,
};
