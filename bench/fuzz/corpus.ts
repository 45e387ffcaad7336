import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** Texts by the name that a file of this kind gets in a tree: `a.ts`, or `package.json`. */
export type Corpus = ReadonlyMap<string, readonly string[]>;

/** Files whose name says what they are, which the walk and the resolvers read. */
const named = new Set(
  (
    "package.json tsconfig.json jsconfig.json deno.json go.mod go.work Cargo.toml pyproject.toml setup.py setup.cfg " +
    "requirements.txt composer.json Gemfile pom.xml build.gradle build.gradle.kts settings.gradle CMakeLists.txt " +
    "Makefile configure.ac .gitignore .gitattributes .npmignore LICENSE LICENSE.txt COPYING README.md README.rst"
  ).split(" "),
);
const endings = new Set(
  (
    "ts tsx mts cts js jsx mjs cjs py pyi go rs c h cc cpp hpp java kt kts cs rb php vue svelte astro md rst toml " +
    "ini yaml json css html gemspec csproj sln gradle cmake ipynb sql sh"
  ).split(" "),
);
/** Every kind of file, by the name that it gets in a tree. */
export const kinds: readonly string[] = [...[...endings].map((ending) => `a.${ending}`), ...named];

const maxBytes = 24_000;
const perKind = 150;
const maxEntries = 200_000;

/**
 * The texts of the files below some directories, by kind. Of each kind the same number is kept,
 * spread over all that there are, so that the same directories give the same corpus.
 */
export function readCorpus(roots: readonly string[]): Corpus {
  const files = new Map<string, string[]>();
  let entries = 0;
  const visit = (directory: string): void => {
    const children = readdirSync(directory, { withFileTypes: true });
    for (const child of children.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (++entries > maxEntries) return;
      const place = path.join(directory, child.name);
      if (child.isDirectory() && child.name !== ".git") visit(place);
      if (!child.isFile()) continue;
      const kind = kindOf(child.name);
      if (kind !== undefined) files.set(kind, [...(files.get(kind) ?? []), place]);
    }
  };
  for (const root of roots) {
    entries = 0;
    visit(root);
  }
  return new Map([...files].map(([kind, places]) => [kind, textsOf(places)]));
}

function kindOf(name: string): string | undefined {
  if (named.has(name)) return name;
  const ending = path.extname(name).slice(1);
  return endings.has(ending) ? `a.${ending}` : undefined;
}

function textsOf(places: readonly string[]): string[] {
  const step = Math.max(1, Math.floor(places.length / perKind));
  return places
    .filter((place, index) => index % step === 0 && statSync(place).size <= maxBytes)
    .slice(0, perKind)
    .map((place) => readFileSync(place, "utf8"));
}
