import type { Language } from "../language.ts";
import { rustGrammar } from "./grammar.ts";
import { outliner } from "./outline.ts";
import { rustResolver } from "./resolve.ts";
import { rustVocabulary } from "./vocabulary.ts";

/** Rust: modules, crates, workspaces of Cargo. */
export const rust: Language = {
  name: "rust",
  grammars: [rustGrammar],
  grammarFor: () => rustGrammar.name,
  outliner,
  // An apostrophe begins a lifetime more often than a character, so it is no quote here.
  lexis: {
    line: ["//"],
    block: [["/*", "*/"]],
    quotes: ['"'],
    // A `'"'` would swallow the rest of the file if strings were let go over lines.
    long: [],
  },
  resolver: rustResolver,
  vocabulary: rustVocabulary,
};
