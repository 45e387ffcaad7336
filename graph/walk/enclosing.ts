import { lstatSync } from "node:fs";
import path from "node:path";
import { decodeLines } from "./decode.ts";
import { gitDirectory, readTracked, type Tracked } from "./git/index.ts";
import type { Effort } from "./glob.ts";
import { isIgnored, noRules, withRules, type IgnoreRules } from "./ignored.ts";
import { readRegular } from "./open.ts";

/** What holds in a directory because of the checkout that it is in. */
export interface Enclosing {
  rules: IgnoreRules;
  tracked: Tracked;
}

/**
 * What the .gitignore files above a directory and the index of its checkout say of what is in it;
 * undefined in the root of a checkout, outside of any, and in a directory that the rules leave out as
 * a whole: who names such a directory means what is in it.
 *
 * @param root absolute, real path
 */
export function enclosingCheckout(root: string, effort: Effort): Enclosing | undefined {
  const [top, ...inner] = directoriesFrom(root);
  if (top === undefined || inner.length === 0) return undefined;
  let rules = noRules;
  let base = "";
  for (const directory of [top, ...inner]) {
    if (directory !== top) {
      base = `${path.relative(top, directory).split(path.sep).join("/")}/`;
      if (isIgnored(rules, base, effort)) return undefined;
    }
    if (directory === root) break;
    const opened = readRegular(path.join(directory, ".gitignore"), 1 << 20);
    const lines = "bytes" in opened ? decodeLines(opened.bytes) : undefined;
    if (lines !== undefined) rules = withRules(rules, base, lines);
  }
  const tracked = readTracked(gitDirectory(top));
  return {
    rules: { layers: rules.layers.map((layer) => ({ ...layer, prefix: base })) },
    tracked: {
      has: (file) => tracked.has(base + file),
      hasBelow: (directory) => tracked.hasBelow(base + directory),
      submodules: tracked.submodules
        .filter((module) => module.startsWith(base))
        .map((module) => module.slice(base.length)),
    },
  };
}

/** The directories from the root of the checkout down to a directory of it; none outside of any. */
function directoriesFrom(root: string): string[] {
  const found: string[] = [];
  for (let at = root; ; at = path.dirname(at)) {
    found.unshift(at);
    if (lstatSync(path.join(at, ".git"), { throwIfNoEntry: false }) !== undefined) return found;
    if (path.dirname(at) === at) return [];
  }
}
