import { javascript } from "./javascript/index.ts";
import type { Language } from "./language.ts";
import { python } from "./python/index.ts";
import { typescript } from "./typescript/index.ts";

/** Every language whose structure is read. */
export const languages: readonly Language[] = [typescript, javascript, python];

/** The language of a name as {@link languageOf} gives it; undefined when its structure is not read. */
export function languageNamed(name: string | null): Language | undefined {
  return languages.find((language) => language.name === name);
}
