import { wordsIn } from "../words.ts";

const words = wordsIn(import.meta.dirname);

/** Words of Java: keywords, packages, types and members of its platform. */
export function* javaVocabulary(): Generator<string> {
  yield* words("keywords");
  yield* words("types");
  yield* words("members");
  for (const name of words("packages")) {
    yield name;
    yield* name.split(".");
  }
}
