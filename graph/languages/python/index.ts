import type { Language } from "../language.ts";
import { pythonGrammar } from "./grammar.ts";
import { outliner } from "./outline.ts";
import { pythonResolver } from "./resolve.ts";
import { pythonVocabulary } from "./vocabulary.ts";

/** Python and its stubs. */
export const python: Language = {
  name: "python",
  grammars: [pythonGrammar],
  grammarFor: () => pythonGrammar.name,
  outliner,
  returnEndsLine: true,
  lexis: {
    line: ["#"],
    block: [],
    quotes: ['"""', "'''", '"', "'"],
    long: ['"""', "'''"],
  },
  resolver: pythonResolver,
  vocabulary: pythonVocabulary,
};
