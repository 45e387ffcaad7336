import type { Language } from "../language.ts";
import { rustGrammar } from "./grammar.ts";
import { rustLexis } from "./lexis.ts";
import { outliner } from "./outline.ts";
import { rustResolver } from "./resolve.ts";
import { rustVocabulary } from "./vocabulary.ts";

/** Rust: modules, crates, workspaces of Cargo. */
export const rust: Language = {
  name: "rust",
  grammars: [rustGrammar],
  grammarFor: () => rustGrammar.name,
  outliner,
  lexis: rustLexis,
  resolver: rustResolver,
  vocabulary: rustVocabulary,
};
