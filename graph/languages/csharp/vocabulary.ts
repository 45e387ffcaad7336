import { keywords, methods, namespaces, properties, types } from "./standard-library.ts";

/** Words of C#: keywords, namespaces, types and members of its platform. */
export function* csharpVocabulary(): Generator<string> {
  yield* keywords.split(" ");
  yield* types.split(" ");
  yield* methods.split(" ");
  yield* properties.split(" ");
  for (const name of namespaces.split(" ")) {
    yield name;
    yield* name.split(".");
  }
}
