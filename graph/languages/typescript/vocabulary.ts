import { javascriptVocabulary } from "../javascript/vocabulary.ts";

const words =
  "abstract any as asserts bigint boolean declare enum implements infer interface intrinsic is " +
  "keyof namespace never number object override private protected public readonly satisfies " +
  "string symbol type unique unknown accessor Partial Required Readonly Record Pick Omit Exclude " +
  "Extract NonNullable Parameters ConstructorParameters ReturnType InstanceType ThisType " +
  "Uppercase Lowercase Capitalize Uncapitalize NoInfer Awaited PromiseLike ArrayLike " +
  "ReadonlyArray ReadonlyMap ReadonlySet Iterable Iterator AsyncIterable AsyncIterator " +
  "IterableIterator AsyncGenerator Generator AsyncIterableIterator PropertyKey PropertyDescriptor " +
  "TemplateStringsArray NodeJS";

/** Words of TypeScript beside those of JavaScript. */
export function* typescriptVocabulary(): Generator<string> {
  yield* words.split(" ");
  yield* javascriptVocabulary();
}
