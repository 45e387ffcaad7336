import type { Language } from "../language.ts";
import { javascriptGrammar } from "./grammar.ts";
import { outliner } from "./outline.ts";
import { withoutAccessor } from "./members.ts";
import { javascriptResolver } from "./resolve.ts";
import { javascriptVocabulary } from "./vocabulary.ts";

/** JavaScript: ECMAScript modules, CommonJS, JSX. */
export const javascript: Language = {
  name: "javascript",
  grammars: [javascriptGrammar],
  grammarFor: () => javascriptGrammar.name,
  outliner,
  returnEndsLine: true,
  prepare: withoutAccessor,
  resolver: javascriptResolver,
  vocabulary: javascriptVocabulary,
};
