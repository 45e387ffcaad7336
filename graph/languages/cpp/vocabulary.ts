import { cVocabulary } from "../c/vocabulary.ts";
import { wordsIn } from "../words.ts";

const words = wordsIn(import.meta.dirname);

/** Words of C++: its keywords, attributes and standard headers, and those of C. */
export function* cppVocabulary(): Generator<string> {
  yield* words("keywords");
  yield* words("names");
  yield* cVocabulary();
}
