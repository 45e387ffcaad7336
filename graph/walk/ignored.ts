import { globOf, type Effort, type Glob } from "./glob.ts";

interface Rule {
  matches: Glob;
  directories: boolean;
  ignores: boolean;
}

/** The ignore rules that hold in one directory and below, innermost last. */
export interface IgnoreRules {
  /** Rules of one file each, with the path of the directory they are relative to. */
  readonly layers: readonly Layer[];
}

interface Layer {
  base: string;
  rules: readonly Rule[];
  /** What paths begin with for these rules, when those are of a directory above the root. */
  prefix?: string;
}

/** Lines of one file that count. */
const maxPatterns = 5000;

/** No rules. */
export const noRules: IgnoreRules = { layers: [] };

/**
 * Rules with those of one more file in .gitignore syntax.
 *
 * @param base directory that the patterns are relative to, `""` for the root, else ending in `/`
 */
export function withRules(outer: IgnoreRules, base: string, patterns: string): IgnoreRules {
  const rules = patterns
    .split(/\r?\n/, maxPatterns)
    .map(ruleOf)
    .filter((rule) => rule !== undefined);
  return rules.length === 0 ? outer : { layers: [...outer.layers, { base, rules }] };
}

function ruleOf(line: string): Rule | undefined {
  if (line.startsWith("#")) return undefined;
  const ignores = !line.startsWith("!");
  const written = withoutSpaces(ignores ? line : line.slice(1));
  const directories = written.endsWith("/");
  const pattern = directories ? written.slice(0, -1) : written;
  const matches = pattern === "" ? undefined : globOf(pattern);
  return matches && { matches, directories, ignores };
}

/** A pattern without trailing spaces, except for one after a backslash. */
function withoutSpaces(pattern: string): string {
  let end = pattern.length;
  while (pattern[end - 1] === " " && pattern[end - 2] !== "\\") end--;
  return pattern.slice(0, end);
}

/**
 * Whether the rules leave an entry out, given that they do not leave out a directory above it. The
 * last matching rule of the innermost file that has one decides, so that a nested negation brings an
 * entry back.
 *
 * @param path relative to the root; ends in `/` when it is a directory
 */
export function isIgnored(rules: IgnoreRules, path: string, effort: Effort): boolean {
  const isDirectory = path.endsWith("/");
  const plain = isDirectory ? path.slice(0, -1) : path;
  for (let index = rules.layers.length - 1; index >= 0; index--) {
    const layer = rules.layers[index];
    const whole = layer?.prefix === undefined ? plain : layer.prefix + plain;
    if (layer === undefined || !whole.startsWith(layer.base)) continue;
    const inner = whole.slice(layer.base.length);
    const rule = layer.rules.findLast(
      ({ matches, directories }) => (isDirectory || !directories) && matches(inner, effort),
    );
    if (rule !== undefined) return rule.ignores;
  }
  return false;
}
