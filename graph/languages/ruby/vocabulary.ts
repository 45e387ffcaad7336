import { constants, keywords, libraries, methods } from "./standard-library.ts";

/** What `require` finds without a gem. */
export const standardLibraries: ReadonlySet<string> = new Set(libraries.split(" "));

/** Words of Ruby: keywords, and the names of its core and library. */
export function* rubyVocabulary(): Generator<string> {
  yield* keywords.split(" ");
  yield* constants.split(" ");
  yield* methods.split(" ");
  for (const name of standardLibraries) {
    yield name;
    yield* name.split("/");
  }
}
