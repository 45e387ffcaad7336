import { keywords, members, namespaces, types } from "./standard-library.ts";

/** Words of C#: keywords, namespaces, types and members of its platform. */
export function* csharpVocabulary(): Generator<string> {
  yield* keywords.split(" ");
  yield* types.split(" ");
  yield* members.split(" ");
  for (const name of namespaces.split(" ")) {
    yield name;
    yield* name.split(".");
  }
}
