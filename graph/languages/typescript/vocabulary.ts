import { javascriptVocabulary } from "../javascript/vocabulary.ts";
import { wordsIn } from "../words.ts";

const words = wordsIn(import.meta.dirname);

/** Words of TypeScript beside those of JavaScript. */
export function* typescriptVocabulary(): Generator<string> {
  yield* words("keywords");
  yield* javascriptVocabulary();
}
