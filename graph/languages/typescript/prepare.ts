import { withoutAccessor, withPlainNames } from "../javascript/members.ts";
import { endedSignatures } from "./call-signatures.ts";
import { joinedArguments } from "./import-types.ts";
import { withoutVariance } from "./variance.ts";

const exportsTypes = /^([ \t]*export[ \t]+)type(?=[ \t]*\*)/gm;

/** The text to parse: without what the grammar does not know, each offset kept. */
export function prepare(text: string): string {
  // `export type * from "x"` is of TypeScript 5.
  const plain = text.replace(exportsTypes, (_all, before: string) => `${before}    `);
  return endedSignatures(withoutVariance(withoutAccessor(withPlainNames(plain))));
}

/** The text to parse after an error; the same text when nothing can be changed. */
export function repair(text: string): string {
  const joined = joinedArguments(text);
  return joined === text ? text : prepare(joined);
}
