import type { FileSet } from "../file-set.ts";
import { isRecord, parseJsonc } from "../jsonc.ts";
import { ancestorsOf, baseOf, directoryOf, joinInside, within } from "../paths.ts";
import type { GuessRule } from "../resolver.ts";
import {
  conditionTargets,
  loadPath,
  tableTargets,
  type Conditions,
  type Preference,
} from "./load.ts";

interface Package {
  directory: string;
  manifest: Record<string, unknown>;
  isNpm: boolean;
}

/** The packages of the repository itself, which other parts of it import by name. */
export interface Workspace {
  directory: (name: string) => string | undefined;
  /** The source file that a specifier means; undefined when no package has that name. */
  resolve: (specifier: string, importer: Importer) => FoundSource | undefined;
  /**
   * What a package is called where a file's own manifest gives it another name (`workspace:`,
   * `npm:`), or its directory (`file:`, `link:`).
   */
  alias: (from: string, name: string) => { name: string } | { directory: string } | undefined;
  /** Whether the manifests above a file name a package as a dependency. */
  requires: (from: string, name: string) => boolean;
  /** Whether a package of this name is in the repository. */
  knows: (specifier: string) => boolean;
  /**
   * What the manifest above a file has under `imports` for a `#` specifier, best first: paths of
   * the repository, and specifiers of packages. Undefined when it has nothing for it.
   */
  internal: (from: string, specifier: string, importer: Importer) => Internal[] | undefined;
}

/** A target of `imports`: a file, as {@link Workspace.internal} finds it, or a package. */
export type Internal = { source: FoundSource | "missing" | "outside" } | { specifier: string };

/** What of an importer decides between several files of one name. */
export interface Importer {
  preference: Preference;
  /** Those of `exports` and `imports` that hold for it. */
  conditions: Conditions;
}

/** A file, and the rule that found it when a manifest does not name it. */
export interface FoundSource {
  path: string;
  rule?: GuessRule;
}

const sample =
  /(?:^|\/)(?:__fixtures__|fixtures?|templates?|examples?|playgrounds?|tests?|__tests__)\//;

/** Manifests that name a package; those of Deno and JSR name its sources in the same form. */
const manifests = new Set(["package.json", "deno.json", "deno.jsonc", "jsr.json"]);

/** Reads every manifest of a package in a repository. */
export function workspaceOf(files: FileSet): Workspace {
  const packages = new Map<string, Package>();
  const byDirectory = new Map<string, Package>();
  for (const path of files.paths) {
    const kind = baseOf(path);
    if (!manifests.has(kind)) continue;
    const manifest = parseJsonc(files.text(path) ?? "");
    if (manifest === undefined) continue;
    const found = { directory: directoryOf(path), manifest, isNpm: kind === "package.json" };
    if (found.isNpm) byDirectory.set(found.directory, found);
    const name = manifest["name"];
    if (typeof name !== "string" || name === "") continue;
    const other = packages.get(name);
    // Samples repeat the names of real packages.
    if (other === undefined || weight(found) < weight(other)) packages.set(name, found);
  }
  const cache = new Map<string, FoundSource | undefined>();
  const requirement = (
    from: string,
    name: string,
  ): { place: string; value: string } | undefined => {
    for (let place = directoryOf(from); ; place = directoryOf(place)) {
      const manifest = byDirectory.get(place)?.manifest;
      const value = manifest === undefined ? undefined : requirementOf(manifest, name);
      if (value !== undefined) return { place, value };
      if (place === "") return undefined;
    }
  };

  return {
    directory: (name) => packages.get(name)?.directory,
    knows: (specifier) => packages.has(packageName(specifier)),
    resolve(specifier, importer) {
      const { preference, conditions } = importer;
      const suffixes = preference.suffixes?.join(":") ?? "";
      const key = [preference.sourceFirst, ...conditions, suffixes, specifier].join(" ");
      if (cache.has(key)) return cache.get(key);
      const name = packageName(specifier);
      const found = packages.get(name);
      const target =
        found === undefined
          ? undefined
          : sourceOf(files, found, specifier.slice(name.length + 1), importer);
      cache.set(key, target);
      return target;
    },
    alias(from, name) {
      const found = requirement(from, name);
      return found === undefined ? undefined : aliasOf(found.place, found.value);
    },
    requires: (from, name) => requirement(from, name) !== undefined,
    internal(from, specifier, { preference, conditions }) {
      const place = [...ancestorsOf(from)].find((directory) => byDirectory.has(directory));
      const imports = place === undefined ? undefined : byDirectory.get(place)?.manifest["imports"];
      if (place === undefined || !isRecord(imports)) return undefined;
      return tableTargets(imports, specifier, conditions)?.map((target): Internal => {
        if (!target.startsWith(".")) return { specifier: target };
        const path = joinInside(place, target);
        if (path === undefined) return { source: "outside" };
        return { source: sourceOfTarget(files, place, path, preference) ?? "missing" };
      });
    },
  };
}

/** The package part of a bare specifier: `@a/b/c` is in `@a/b`. */
export function packageName(specifier: string): string {
  const parts = specifier.split("/");
  return specifier.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? specifier);
}

function weight(found: Package): number {
  const { directory, isNpm } = found;
  return directory.split("/").length + (sample.test(`${directory}/`) ? 100 : 0) + (isNpm ? 0 : 0.5);
}

function requirementOf(manifest: Record<string, unknown>, name: string): string | undefined {
  for (const field of [
    "dependencies",
    "devDependencies",
    "peerDependencies",
    "optionalDependencies",
  ]) {
    const listed = manifest[field];
    if (isRecord(listed) && Object.hasOwn(listed, name) && typeof listed[name] === "string") {
      return listed[name];
    }
  }
  return undefined;
}

function aliasOf(place: string, value: string): ReturnType<Workspace["alias"]> {
  const named = /^(?:npm|workspace):((?:@[\w.~-]+\/)?[\w.~-]+)@/.exec(value)?.[1];
  if (named !== undefined) return { name: named };
  const path = /^(?:file|link|portal|workspace):(\.{1,2}\/.*)$/.exec(value)?.[1];
  const directory = path === undefined ? undefined : joinInside(place, path);
  return directory === undefined ? undefined : { directory };
}

function sourceOf(
  files: FileSet,
  found: Package,
  subpath: string,
  { preference, conditions }: Importer,
): FoundSource | undefined {
  const { directory, manifest } = found;
  const key = subpath === "" ? "." : `./${subpath}`;
  const named = targetsOf(manifest, key, conditions);
  // A path that the manifest forbids leads nowhere, whatever file there is.
  if (named === undefined) return undefined;
  const targets = named
    .map((target) => joinInside(directory, target))
    .filter((target) => target !== undefined);
  const isSource = (path: string): boolean => /(?<!\.d)\.[cm]?tsx?$/.test(path) && files.has(path);
  const source = targets.find(isSource);
  if (source !== undefined) return { path: source };
  for (const target of targets) {
    const behind = sourceOfTarget(files, directory, target, preference);
    if (behind !== undefined) return behind;
  }
  const guesses =
    subpath === ""
      ? ["src/index", "src/mod", "src/main", "index", "lib/index", `src/${baseOf(directory)}`]
      : [subpath, `src/${subpath}`, `lib/${subpath}`];
  for (const guess of guesses) {
    const guessed = loadPath(files, within(directory, guess), preference);
    if (guessed !== undefined) return { path: guessed, rule: "layout" };
  }
  return undefined;
}

/** What a manifest has under a key; undefined when it forbids the key. */
function targetsOf(
  manifest: Record<string, unknown>,
  key: string,
  conditions: Conditions,
): string[] | undefined {
  const { exports } = manifest;
  const found: string[] = [];
  if (typeof exports === "string" || Array.isArray(exports)) {
    if (key === ".") found.push(...conditionTargets(exports, conditions));
  } else if (isRecord(exports)) {
    const isTable = Object.keys(exports).some((name) => name.startsWith("."));
    const listed = isTable
      ? tableTargets(exports, key, conditions)
      : key === "."
        ? conditionTargets(exports, conditions)
        : undefined;
    if (listed?.length === 0) return undefined;
    found.push(...(listed ?? []));
  }
  if (key === ".") {
    for (const field of ["source", "types", "typings", "module", "main"]) {
      const value = manifest[field];
      if (typeof value === "string") found.push(value);
    }
  }
  return found;
}

/** The source of a target that may be a build output. */
function sourceOfTarget(
  files: FileSet,
  directory: string,
  target: string,
  preference: Preference,
): FoundSource | undefined {
  if (files.has(target) && !/\.d\.[cm]?ts$/.test(target)) return { path: target };
  const inside = directory === "" ? target : target.slice(directory.length + 1);
  const stem = inside.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "");
  const parts = stem.split("/");
  for (let drop = 0; drop <= 3 && drop < parts.length; drop++) {
    if (
      drop > 0 &&
      !/^(?:dist|lib|build|es|esm|cjs|out|output|types|source|node|browser)$/.test(
        parts[drop - 1] ?? "",
      )
    )
      break;
    const rest = parts.slice(drop).join("/");
    const places = drop === 0 ? [rest] : [`src/${rest}`, `source/${rest}`, `lib/${rest}`, rest];
    for (const place of places) {
      const found = loadPath(files, within(directory, place), preference);
      if (found !== undefined && found !== within(directory, "package.json")) {
        // The manifest means the file at the named path, apart from its extension.
        return drop === 0 ? { path: found } : { path: found, rule: "source" };
      }
    }
  }
  return files.has(target) ? { path: target } : undefined;
}
