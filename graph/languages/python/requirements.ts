import type { FileSet } from "../../resolve/file-set.ts";
import { baseOf } from "../../resolve/paths.ts";

const manifests =
  /^(?:pyproject\.toml|setup\.cfg|setup\.py|Pipfile|(?:requirements|constraints)[\w.-]*\.(?:txt|in))$/;
// `name>=1`, `"name[extra]; marker"`, `name = "^1"`: a name at the start of a line or a string.
const requirement = /(?:^|["'])[ \t]*([A-Za-z][\w.-]*)/gm;
/** What follows a name that is required. */
const condition = /[ \t]*(?:\[[\w, -]*\][ \t]*)?(?:[<>=!~;@"'#]|$)/my;

/**
 * The packages that a repository's manifests may require, by {@link packageKey}. Read loosely:
 * other words of those files do no harm, since only names of the repository's own directories are
 * looked up.
 */
export function declaredPackages(files: FileSet): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of files.paths) {
    if (!manifests.test(baseOf(path))) continue;
    for (const name of requirementNames(files.text(path) ?? "")) found.add(name);
  }
  return found;
}

/** The names that a manifest may require, by {@link packageKey}. */
export function* requirementNames(text: string): Generator<string> {
  for (const { 0: all, 1: name = "", index } of text.matchAll(requirement)) {
    condition.lastIndex = index + all.length;
    if (condition.test(text)) yield packageKey(name);
  }
}

/** A package's name as the index of packages compares names. */
export function packageKey(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, "-");
}
