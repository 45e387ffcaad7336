import { wordsIn } from "../words.ts";

const words = wordsIn(import.meta.dirname);

/** Whether a name is that of a public type in the platform's common namespaces. */
export function isPlatformType(name: string): boolean {
  return words("types").has(name);
}

/** Names of the methods of the platform's most used types, static ones and those of LINQ too. */
export function platformMethods(): ReadonlySet<string> {
  return words("methods");
}

/** Words of C#: keywords, namespaces, types and members of its platform. */
export function* csharpVocabulary(): Generator<string> {
  yield* words("keywords");
  yield* words("types");
  yield* words("methods");
  yield* words("properties");
  for (const name of words("namespaces")) {
    yield name;
    yield* name.split(".");
  }
}
