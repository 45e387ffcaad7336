import type { FileSet } from "../file-set.ts";
import { ancestorsOf, joinInside, within } from "../paths.ts";

/** Directories that the templates of Vite, Vue, Nuxt, Next and Laravel give to `@/` and `~/`. */
const sources = ["src", "app", "resources/js", ""];

/**
 * Paths of a specifier by a framework's convention, where no configuration in the
 * repository defines them: `$lib/` of SvelteKit, and `@/` or `~/`, which a bundler's configuration (a
 * program, so not read) gives to the directory of the sources.
 */
export function conventionalPaths(files: FileSet, from: string, specifier: string): string[] {
  const library = /^\$lib(?:\/(.*))?$/.exec(specifier);
  const inner = library === null ? /^[@~]\/(.+)$/.exec(specifier)?.[1] : (library[1] ?? "");
  if (inner === undefined) return [];
  const found: string[] = [];
  for (const place of ancestorsOf(from)) {
    if (place !== "" && !files.has(within(place, "package.json"))) continue;
    for (const source of library === null ? sources : ["src/lib"]) {
      const path = joinInside(place, `${source}/${inner}`);
      if (path !== undefined) found.push(path);
    }
  }
  return found;
}
