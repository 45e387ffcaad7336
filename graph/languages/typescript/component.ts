import type { Grammar, Language } from "../language.ts";
import { outliner } from "./outline.ts";
import { typescriptResolver } from "./resolve.ts";
import { tsxGrammar, typescriptGrammar } from "./grammar.ts";
import { prepare } from "./prepare.ts";
import { typescriptVocabulary } from "./vocabulary.ts";

/** A stretch of a component that is code, in UTF-16 units. */
export interface Script {
  start: number;
  end: number;
}

/** What of a component is code. */
export interface Scripts {
  code: readonly Script[];
  /** Paths of external scripts or styles, with their quotes. */
  sources: readonly Script[];
  /** Whether the code has JSX. */
  jsx: boolean;
}

/**
 * The language of components whose scripts are modules of ECMAScript or TypeScript inside of other
 * text. Everything else is blanked, so that lines and offsets stay; JavaScript is read as
 * TypeScript, which has all of it.
 */
export function componentLanguage(name: string, scriptsOf: (text: string) => Scripts): Language {
  const plain: Grammar = { ...typescriptGrammar, name };
  const jsx: Grammar = { ...tsxGrammar, name: `${name}-tsx` };
  return {
    name,
    grammars: [plain, jsx],
    grammarFor: (_path, text) => (scriptsOf(text).jsx ? jsx.name : plain.name),
    outliner,
    prepare: (text) => prepare(codeOf(text, scriptsOf(text))),
    resolver: typescriptResolver,
    vocabulary: typescriptVocabulary,
  };
}

const blank = /[^\n\r]/g;

function codeOf(text: string, { code, sources }: Scripts): string {
  const pieces = [
    ...code.map((script) => ({ ...script, isSource: false })),
    ...sources.map((source) => ({ ...source, isSource: true })),
  ].toSorted((a, b) => a.start - b.start);
  let found = "";
  for (const { start, end, isSource } of pieces) {
    if (start < found.length) continue;
    // `src="./x.ts"` is an import for its effects.
    const before = text.slice(found.length, start).replace(blank, " ");
    found += isSource ? `${before.slice(0, -";import".length)};import` : before;
    found += text.slice(start, end);
  }
  return found + text.slice(found.length).replace(blank, " ");
}
