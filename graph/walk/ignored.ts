import ignore, { type Ignore } from "ignore";

/** The ignore rules that hold in one directory and below, innermost last. */
export interface IgnoreRules {
  /** Rules of this directory, with the path of the directory they are relative to. */
  readonly layers: readonly { base: string; rules: Ignore }[];
}

/** Lines of one file that count. */
const maxPatterns = 5000;
/** Wildcards that one name of a pattern, or `**` that all of it, may have. */
const maxStars = 3;

/**
 * Whether matching could take for ever: patterns become regular expressions, which go back once
 * for each wildcard. Such a pattern matches nothing.
 */
function isCostly(pattern: string): boolean {
  if (pattern.length > 1000) return true;
  const names = pattern.split("/");
  return (
    names.filter((name) => name === "**").length > maxStars ||
    names.some((name) => name.split(/\*+/).length - 1 > maxStars)
  );
}

/** No rules. */
export const noRules: IgnoreRules = { layers: [] };

/**
 * Rules with those of one more file in .gitignore syntax.
 *
 * @param base directory that the patterns are relative to, `""` for the root, else ending in `/`
 */
export function withRules(outer: IgnoreRules, base: string, patterns: string): IgnoreRules {
  const rules = ignore({ ignorecase: false, allowRelativePaths: true });
  for (const line of patterns.split(/\r?\n/, maxPatterns)) {
    if (isCostly(line)) continue;
    try {
      rules.add(line);
    } catch {
      // A pattern that makes no regular expression matches nothing, as in git.
    }
  }
  return { layers: [...outer.layers, { base, rules }] };
}

/**
 * Whether the rules leave a path out. The innermost rule that says anything decides, so that a
 * nested negation brings a file back.
 *
 * @param path relative to the root; ends in `/` when it is a directory
 */
export function isIgnored(rules: IgnoreRules, path: string): boolean {
  for (let index = rules.layers.length - 1; index >= 0; index--) {
    const layer = rules.layers[index];
    if (layer === undefined || !path.startsWith(layer.base)) continue;
    const verdict = layer.rules.test(path.slice(layer.base.length));
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}
