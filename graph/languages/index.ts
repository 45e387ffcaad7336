import { astro } from "./astro/index.ts";
import { csharp } from "./csharp/index.ts";
import { c } from "./c/index.ts";
import { cpp } from "./cpp/index.ts";
import { java } from "./java/index.ts";
import { go } from "./go/index.ts";
import { javascript } from "./javascript/index.ts";
import { kotlin } from "./kotlin/index.ts";
import type { Language } from "./language.ts";
import { php } from "./php/index.ts";
import { python } from "./python/index.ts";
import { ruby } from "./ruby/index.ts";
import { rust } from "./rust/index.ts";
import { svelte } from "./svelte/index.ts";
import { typescript } from "./typescript/index.ts";
import { vue } from "./vue/index.ts";

/** Every language whose structure is read. */
export const languages: readonly Language[] = [
  typescript,
  javascript,
  python,
  go,
  rust,
  c,
  cpp,
  java,
  kotlin,
  csharp,
  php,
  ruby,
  vue,
  svelte,
  astro,
];

/** The language of a name as {@link languageOf} gives it; undefined when its structure is not read. */
export function languageNamed(name: string | null): Language | undefined {
  return languages.find((language) => language.name === name);
}
