import { keywords, members, packages, types } from "./standard-library.ts";

/** Words of Java: keywords, packages, types and members of its platform. */
export function* javaVocabulary(): Generator<string> {
  yield* keywords.split(" ");
  yield* types.split(" ");
  yield* members.split(" ");
  for (const name of packages.split(" ")) {
    yield name;
    yield* name.split(".");
  }
}
