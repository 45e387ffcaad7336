import { keywords, members, types } from "./standard-library.ts";

const packages =
  "kotlin kotlin.annotation kotlin.collections kotlin.comparisons kotlin.concurrent " +
  "kotlin.contracts kotlin.coroutines kotlin.io kotlin.jvm kotlin.math kotlin.properties " +
  "kotlin.random kotlin.ranges kotlin.reflect kotlin.sequences kotlin.system kotlin.text " +
  "kotlin.time kotlin.test";

/** Words of Kotlin: keywords, types, functions and packages of its library. */
export function* kotlinVocabulary(): Generator<string> {
  yield* keywords.split(" ");
  yield* types.split(" ");
  yield* members.split(" ");
  for (const name of packages.split(" ")) {
    yield name;
    yield* name.split(".");
  }
}
