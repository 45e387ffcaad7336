import { isTest } from "../../graph/natural.ts";
import { directoryOf } from "../paths.ts";

/**
 * Of several files that declare the same name, the one that the importer means: the one that
 * shares most of its directory, then one of its own platform (`jvmTest` means `jvmMain`), then one
 * that is no test, then one of a common source set, then the first.
 */
export function nearest(from: string, paths: readonly string[]): string | undefined {
  const own = directoryOf(from).split("/");
  let best: string | undefined;
  let bestRank: readonly number[] = [];
  for (const path of paths) {
    const rank = [
      sharedParts(own, directoryOf(path).split("/")),
      platformOf(path) === platformOf(from) ? 1 : 0,
      isTest(path) && !isTest(from) ? 0 : 1,
      /(?:^|\/)common[^/]*\//.test(path) ? 1 : 0,
    ];
    if (best === undefined || compare(rank, bestRank) > 0) {
      best = path;
      bestRank = rank;
    }
  }
  return best;
}

/** The platform of a source set of Kotlin, such as `jvm` of `src/jvmMain`. */
function platformOf(path: string): string | undefined {
  return /(?:^|\/)([a-z]\w*)(?:Main|Test)\//.exec(path)?.[1];
}

function sharedParts(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count++;
  return count;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
