import type { FileSet } from "../file-set.ts";
import { ancestorsOf, joinInside, within } from "../paths.ts";

/** Directories that the templates of Vite, Vue, Nuxt, Next and Laravel give to `@/` and `~/`. */
const sources = ["src", "app", "resources/js", ""];

const sites = ["js", "ts", "mjs", "cjs", "mts"].map((ending) => `docusaurus.config.${ending}`);

/**
 * Paths of a specifier by a framework's convention, where no configuration in the
 * repository defines them: `$lib/` of SvelteKit, `@site/` and `@theme/` of Docusaurus, and `@/` or
 * `~/`, which a bundler's configuration (a
 * program, so not read) gives to the directory of the sources.
 */
export function conventionalPaths(files: FileSet, from: string, specifier: string): string[] {
  const site = /^@(site|theme)\/(.+)$/.exec(specifier);
  if (site !== null) {
    const [, kind, rest = ""] = site;
    return [...ancestorsOf(from)]
      .filter((place) => sites.some((name) => files.has(within(place, name))))
      .map((place) => joinInside(place, kind === "site" ? rest : `src/theme/${rest}`))
      .filter((path) => path !== undefined);
  }
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
