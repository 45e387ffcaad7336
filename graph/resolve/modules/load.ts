import { isRecord, parseJsonc } from "../jsonc.ts";
import type { FileSet } from "../file-set.ts";
import { joinInside, within } from "../paths.ts";

/** Which files a bare stem may mean, best first; it depends on who imports. */
export interface Preference {
  /** Tried before the written path: TypeScript reads `x.ts` where `./x.js` is written. */
  sourceFirst: boolean;
  extensions: readonly string[];
  /**
   * Suffixes allowed before the extension, best first, as in `moduleSuffixes` of TypeScript and the
   * platforms of React Native have it; `""` for nothing. Absent: nothing.
   */
  suffixes?: readonly string[];
}

/** What a TypeScript file sees. */
export const typescriptPreference: Preference = {
  sourceFirst: true,
  extensions: [
    ".ts",
    ".tsx",
    ".d.ts",
    ".mts",
    ".cts",
    ".d.mts",
    ".d.cts",
    ".js",
    ".jsx",
    ".mjs",
    ".cjs",
    ".json",
    ".vue",
  ],
};

/** What a JavaScript file sees: a declaration beside it is not what runs. */
export const javascriptPreference: Preference = {
  sourceFirst: false,
  extensions: [
    ".js",
    ".jsx",
    ".mjs",
    ".cjs",
    ".json",
    ".ts",
    ".tsx",
    ".mts",
    ".cts",
    ".d.ts",
    ".vue",
  ],
};

const aliases: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx", ".d.ts", ".js", ".jsx"],
  ".jsx": [".tsx", ".d.ts", ".jsx"],
  ".mjs": [".mts", ".d.mts", ".mjs"],
  ".cjs": [".cts", ".d.cts", ".cjs"],
  // A published declaration may name the source that it was made from.
  ".ts": [".ts", ".tsx", ".d.ts", ".js"],
  ".tsx": [".tsx", ".d.ts", ".jsx", ".js"],
  ".mts": [".mts", ".d.mts", ".mjs"],
  ".cts": [".cts", ".d.cts", ".cjs"],
};

/**
 * The file that a path without or with the wrong extension means, as a file or as a directory
 * with an index or a manifest.
 */
export function loadPath(files: FileSet, path: string, preference: Preference): string | undefined {
  return loadFile(files, path, preference) ?? loadDirectory(files, path, preference);
}

function loadFile(files: FileSet, path: string, preference: Preference): string | undefined {
  for (const candidate of fileCandidates(path, preference)) {
    if (files.has(candidate)) return candidate;
  }
  return undefined;
}

/** The files that a path may mean, best first. */
export function* fileCandidates(path: string, preference: Preference): Generator<string> {
  if (path === "") return;
  const written = /(?<!\.d)\.[cm]?[jt]sx?$/.exec(path)?.[0];
  const stem = written === undefined ? path : path.slice(0, -written.length);
  const others = written === undefined ? [] : (aliases[written] ?? []);
  const suffixes = preference.suffixes ?? [""];
  const named = (start: string, extension: string): string[] =>
    suffixes.map((suffix) => start + suffix + extension);
  const asWritten = written === undefined ? [path] : named(stem, written);
  if (!preference.sourceFirst) yield* asWritten;
  for (const extension of others) yield* named(stem, extension);
  if (preference.sourceFirst) yield* asWritten;
  for (const extension of preference.extensions) yield* named(path, extension);
}

/** The file that a directory means: what its manifest names, or its index. */
export function loadDirectory(
  files: FileSet,
  path: string,
  preference: Preference,
  depth = 0,
): string | undefined {
  if (!files.hasDirectory(path)) return undefined;
  const manifest = parseJsonc(files.text(within(path, "package.json")) ?? "");
  if (manifest !== undefined && depth < 3) {
    const fields = preference.sourceFirst ? ["types", "typings", "main"] : ["main", "module"];
    for (const field of fields) {
      const value = manifest[field];
      const target = typeof value === "string" ? joinInside(path, value) : undefined;
      if (target === undefined || target === path) continue;
      const found =
        loadFile(files, target, preference) ?? loadDirectory(files, target, preference, depth + 1);
      if (found !== undefined) return found;
    }
  }
  return loadFile(files, within(path, "index"), preference);
}

/** Which conditions of `exports` and `imports` hold for an import. */
export type Conditions = ReadonlySet<string>;

/**
 * The conditions that hold where nothing else is configured: those of Node, and `types` for an
 * importer that TypeScript reads.
 *
 * @param isRequire whether the import is a call of `require`
 * @param custom conditions that a configuration adds
 */
export function conditionsFor(
  preference: Preference,
  isRequire: boolean,
  custom: readonly string[] = [],
): Conditions {
  const own = [...custom, "node", "node-addons", "module-sync", isRequire ? "require" : "import"];
  return new Set(preference.sourceFirst ? ["types", ...own] : own);
}

/**
 * All possible targets of a value of `exports` or `imports`: first the one that the
 * conditions choose, as Node does it, by the order in the file, then what other conditions would
 * choose, since what is chosen may be an output that is not built yet.
 */
export function conditionTargets(value: unknown, conditions: Conditions, depth = 0): string[] {
  if (typeof value === "string") return [value];
  if (depth > 8) return [];
  if (Array.isArray(value)) {
    return value.flatMap((item) => conditionTargets(item, conditions, depth + 1));
  }
  if (!isRecord(value)) return [];
  const keys = Object.keys(value);
  const holds = (key: string): boolean => key === "default" || conditions.has(key);
  return [...keys.filter(holds), ...keys.filter((key) => !holds(key))].flatMap((key) =>
    conditionTargets(value[key], conditions, depth + 1),
  );
}

/**
 * The targets of a key in a table of `exports` or `imports`, with `*` filled in: an exact key, or
 * else the most specific pattern, wherever it is in the table (Node's PATTERN_KEY_COMPARE). A key
 * that ends in a slash means a directory, as in Node before 17 and in bundlers.
 *
 * @returns undefined when no key fits; an empty list when the one that fits forbids the path
 */
export function tableTargets(
  table: Record<string, unknown>,
  key: string,
  conditions: Conditions,
): string[] | undefined {
  const isPattern = key.includes("*") || key.endsWith("/");
  if (!isPattern && Object.hasOwn(table, key)) return conditionTargets(table[key], conditions);
  let best: { pattern: string; middle: string } | undefined;
  for (const pattern of Object.keys(table)) {
    const middle = middleOf(pattern, key);
    if (middle === undefined) continue;
    if (best === undefined || isMoreSpecific(pattern, best.pattern)) best = { pattern, middle };
  }
  if (best === undefined) return undefined;
  const { pattern, middle } = best;
  return conditionTargets(table[pattern], conditions).map((target) =>
    pattern.includes("*") ? target.replaceAll("*", () => middle) : target + middle,
  );
}

/** The part of a key that matches a pattern's `*`, or that follows its final slash. */
function middleOf(pattern: string, key: string): string | undefined {
  const star = pattern.indexOf("*");
  if (star < 0 && !pattern.endsWith("/")) return undefined;
  const prefix = star < 0 ? pattern : pattern.slice(0, star);
  const suffix = star < 0 ? "" : pattern.slice(star + 1);
  const isLonger = key.length > prefix.length + suffix.length;
  if (!isLonger || !key.startsWith(prefix) || !key.endsWith(suffix)) return undefined;
  return key.slice(prefix.length, key.length - suffix.length);
}

/** The longer part before `*` wins, `*` counted; then the longer pattern. */
function isMoreSpecific(pattern: string, other: string): boolean {
  const own = pattern.indexOf("*");
  const others = other.indexOf("*");
  const base = own < 0 ? pattern.length : own + 1;
  const otherBase = others < 0 ? other.length : others + 1;
  return base === otherBase ? pattern.length > other.length : base > otherBase;
}
