import type { FileSet } from "../file-set.ts";
import { isRecord, parseJsonc } from "../jsonc.ts";
import { ancestorsOf, baseOf, directoryOf, joinInside, within } from "../paths.ts";

/** One entry of `paths`, as it is written. */
interface PathMapping {
  pattern: string;
  targets: string[];
}

/** What a tsconfig.json says about resolution, its `extends` followed. */
interface Configuration {
  baseUrl: string | undefined;
  /** Absent when no configuration of the chain has any; an empty list hides those of a base. */
  paths: PathMapping[] | undefined;
  /** The directory of the file that has `paths`: what they are relative to without `baseUrl`. */
  pathsDirectory: string;
  /** Directories that count as one. */
  rootDirs: string[];
  moduleSuffixes: string[] | undefined;
  customConditions: string[];
  references: string[];
}

/** Path aliases of the repository's tsconfig.json and jsconfig.json files. */
export interface Aliases {
  /**
   * Paths that a specifier in a file may mean, most specific first; possibly none exists.
   *
   * @param byBase below `baseUrl` too, not only by `paths`
   */
  candidates: (from: string, specifier: string, byBase: boolean) => string[];
  /** Where else the file of a relative import may be: below another of `rootDirs`. */
  elsewhere: (from: string, path: string) => string[];
  /** Suffixes allowed before the extension of an imported file, in order; absent: none. */
  suffixes: (from: string) => readonly string[] | undefined;
  /** Conditions of `exports` and `imports` that hold beside the usual ones. */
  conditions: (from: string) => readonly string[];
}

/**
 * Reads aliases on demand. A configuration that extends or refers to something outside of the
 * repository, or to itself, loses only that part.
 *
 * @param packageDirectory directory of a workspace package by name, for `extends`
 */
export function aliasesOf(
  files: FileSet,
  packageDirectory: (name: string) => string | undefined,
): Aliases {
  const cache = new Map<string, Configuration | undefined>();
  const nearest = new Map<string, string[]>();

  const read = (path: string): Configuration | undefined => {
    if (!cache.has(path)) {
      // Set first, so that a circle of `extends` ends.
      cache.set(path, undefined);
      cache.set(path, load(path));
    }
    return cache.get(path);
  };

  const load = (path: string): Configuration | undefined => {
    const json = parseJsonc(files.text(path) ?? "");
    if (json === undefined) return undefined;
    const directory = directoryOf(path);
    const found: Configuration = {
      baseUrl: undefined,
      paths: undefined,
      pathsDirectory: directory,
      rootDirs: [],
      moduleSuffixes: undefined,
      customConditions: [],
      references: [],
    };
    for (const parent of strings(json["extends"])) {
      const inherited = extended(directory, parent);
      const configuration = inherited === undefined ? undefined : read(inherited);
      if (configuration === undefined) continue;
      found.baseUrl = configuration.baseUrl ?? found.baseUrl;
      if (configuration.paths !== undefined) {
        found.paths = configuration.paths;
        found.pathsDirectory = configuration.pathsDirectory;
      }
      if (configuration.rootDirs.length > 0) found.rootDirs = configuration.rootDirs;
      found.moduleSuffixes = configuration.moduleSuffixes ?? found.moduleSuffixes;
      if (configuration.customConditions.length > 0) {
        found.customConditions = configuration.customConditions;
      }
    }
    const options = isRecord(json["compilerOptions"]) ? json["compilerOptions"] : {};
    if (typeof options["baseUrl"] === "string") {
      found.baseUrl = placeOf(directory, options["baseUrl"]);
    }
    if (isRecord(options["paths"])) {
      found.pathsDirectory = directory;
      found.paths = Object.entries(options["paths"]).map(([pattern, targets]) => ({
        pattern,
        targets: strings(targets),
      }));
    }
    if (Array.isArray(options["moduleSuffixes"])) {
      found.moduleSuffixes = strings(options["moduleSuffixes"]);
    }
    if (Array.isArray(options["customConditions"])) {
      found.customConditions = strings(options["customConditions"]);
    }
    if (Array.isArray(options["rootDirs"])) {
      found.rootDirs = strings(options["rootDirs"])
        .map((target) => placeOf(directory, target))
        .filter((target) => target !== undefined);
    }
    const references = Array.isArray(json["references"]) ? json["references"] : [];
    for (const reference of references) {
      if (!isRecord(reference) || typeof reference["path"] !== "string") continue;
      const target = joinInside(directory, reference["path"]);
      if (target === undefined) continue;
      found.references.push(target.endsWith(".json") ? target : within(target, "tsconfig.json"));
    }
    return found;
  };

  const extended = (directory: string, parent: string): string | undefined => {
    let path: string | undefined;
    if (/^\.{1,2}(?:\/|$)/.test(parent)) path = joinInside(directory, parent);
    else {
      const [scope = "", name = "", ...rest] = parent.split("/");
      const scoped = scope.startsWith("@");
      const home = packageDirectory(scoped ? `${scope}/${name}` : scope);
      const inner = (scoped ? rest : [name, ...rest]).join("/");
      const named =
        home === undefined ? undefined : parseJsonc(files.text(within(home, "package.json")) ?? "");
      const main = typeof named?.["tsconfig"] === "string" ? named["tsconfig"] : "tsconfig.json";
      path = home === undefined ? undefined : joinInside(home, inner || main);
    }
    if (path === undefined) return undefined;
    return [path, `${path}.json`, within(path, "tsconfig.json")].find((item) => files.has(item));
  };

  const configurationsFor = (from: string): string[] => {
    const directory = directoryOf(from);
    const known = nearest.get(directory);
    if (known !== undefined) return known;
    const found: string[] = [];
    for (const place of ancestorsOf(from)) {
      for (const name of ["tsconfig.json", "jsconfig.json"]) {
        const path = within(place, name);
        if (!files.has(path)) continue;
        // A solution file holds no paths itself; the projects that it refers to do.
        found.push(path, ...(read(path)?.references ?? []).filter((item) => files.has(item)));
      }
    }
    nearest.set(directory, found);
    return found;
  };

  /** An option of the nearest configuration that has it. */
  const firstOf = <T>(
    from: string,
    option: (configuration: Configuration) => T | undefined,
  ): T | undefined => {
    for (const path of configurationsFor(from)) {
      const configuration = read(path);
      const found = configuration === undefined ? undefined : option(configuration);
      if (found !== undefined) return found;
    }
    return undefined;
  };

  return {
    candidates(from, specifier, byBase) {
      const found: string[] = [];
      for (const path of configurationsFor(from)) {
        const configuration = read(path);
        if (configuration === undefined) continue;
        // `paths` of a base hold below the `baseUrl` that is in force in the end.
        const base = configuration.baseUrl ?? configuration.pathsDirectory;
        const targets: (string | undefined)[] = matchPaths(
          configuration.paths ?? [],
          specifier,
        ).map((target) => placeOf(placeIn(path, base) ?? "", target));
        if (byBase && configuration.baseUrl !== undefined) {
          targets.push(within(configuration.baseUrl, specifier));
        }
        for (const target of targets) {
          const place = target === undefined ? undefined : placeIn(path, target);
          if (place !== undefined && baseOf(place) !== "") found.push(place);
        }
      }
      return found;
    },
    elsewhere(from, path) {
      const found: string[] = [];
      for (const file of configurationsFor(from)) {
        const roots = (read(file)?.rootDirs ?? [])
          .map((root) => placeIn(file, root))
          .filter((root) => root !== undefined);
        const home = roots
          .filter((root) => root === "" || path === root || path.startsWith(`${root}/`))
          .toSorted((a, b) => b.length - a.length)[0];
        if (home === undefined) continue;
        const inner = path.slice(home === "" ? 0 : home.length + 1);
        for (const root of roots) if (root !== home) found.push(within(root, inner));
      }
      return found;
    },
    suffixes: (from) => firstOf(from, (configuration) => configuration.moduleSuffixes),
    conditions: (from) =>
      firstOf(from, ({ customConditions: own }) => (own.length > 0 ? own : undefined)) ?? [],
  };
}

/** What TypeScript replaces by the directory of the configuration that is in use, not of its base. */
const ownDirectory = /^\$\{configDir\}\/?/i;

function placeOf(directory: string, target: string): string | undefined {
  return ownDirectory.test(target) ? target : joinInside(directory, target);
}

/** A place that a configuration names, or one that it extends. */
function placeIn(configuration: string, target: string): string | undefined {
  return ownDirectory.test(target)
    ? joinInside(directoryOf(configuration), target.replace(ownDirectory, ""))
    : joinInside("", target);
}

function matchPaths(paths: readonly PathMapping[], specifier: string): string[] {
  let best: { length: number; targets: string[] } | undefined;
  for (const { pattern, targets } of paths) {
    const star = pattern.indexOf("*");
    if (star < 0) {
      if (pattern === specifier) return [...targets];
      continue;
    }
    const prefix = pattern.slice(0, star);
    const suffix = pattern.slice(star + 1);
    const fits =
      specifier.length >= prefix.length + suffix.length &&
      specifier.startsWith(prefix) &&
      specifier.endsWith(suffix);
    if (!fits || (best !== undefined && best.length >= prefix.length)) continue;
    const middle = specifier.slice(prefix.length, specifier.length - suffix.length);
    best = {
      length: prefix.length,
      targets: targets.map((target) => target.replace("*", () => middle)),
    };
  }
  return best?.targets ?? [];
}

function strings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
