import { realpathSync } from "node:fs";
import type { RepositoryIndex } from "../../../graph/index.ts";
import { checkoutIndex } from "../imports/index.ts";
import { compareEdges, comparisonText } from "../imports/compare.ts";
import { references } from "./references.ts";

const shown = 400;

/** What leads out of the checkout, and what leads nowhere, each once with its number. */
function restText({ external, unresolved }: RepositoryIndex, files: ReadonlySet<string>): string {
  const counted = (title: string, items: readonly string[]): string[] => {
    const counts = new Map<string, number>();
    for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
    const lines = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    return [`${title}: ${items.length}`, ...lines.map(([item, count]) => `  ${count} ${item}`)];
  };
  return [
    ...counted(
      "external",
      external
        .filter(({ from, builtin }) => files.has(from) && !builtin)
        .map((item) => item.package),
    ),
    ...counted(
      "unresolved",
      unresolved
        .filter(({ from }) => files.has(from))
        .map(({ specifier, reason }) => `${specifier} (${reason})`),
    ),
    "",
  ].join("\n");
}

/** Of how many pairs edges lead from the first to the second, and those of which none do. */
function pairsText(pairs: ReadonlySet<string>, edges: ReadonlySet<string>): string {
  const next = new Map<string, string[]>();
  for (const edge of edges) {
    const [from = "", to = ""] = edge.split(" -> ");
    next.set(from, [...(next.get(from) ?? []), to]);
  }
  const reached = new Map<string, Set<string>>();
  const reach = (from: string): Set<string> => {
    const known = reached.get(from) ?? new Set([from]);
    // What is added while the set is walked is walked too.
    if (!reached.has(from))
      for (const at of known) for (const to of next.get(at) ?? []) known.add(to);
    reached.set(from, known);
    return known;
  };
  const missed = [...pairs].filter((pair) => {
    const [from = "", to = ""] = pair.split(" -> ");
    return !reach(from).has(to);
  });
  return [
    `pairs reached: ${pairs.size - missed.length} of ${pairs.size}`,
    ...missed.slice(0, shown).map((pair) => `  - ${pair}`),
    "",
  ].join("\n");
}

/**
 * `languages LANGUAGE ROOT PATTERN [ARGUMENT...]`: precision and recall of the edges between the
 * files that a pattern names, against the language's own tool, and what leads out of the checkout or
 * nowhere. Edges from a file that the tool could not read are left out.
 */
export async function languagesCommand(args: readonly string[]): Promise<string> {
  const [language = "", place = ".", pattern = ".", ...rest] = args;
  const reference = references[language];
  if (reference === undefined) {
    throw new Error(
      `no reference for "${language}"; there are ${Object.keys(references).join(", ")}`,
    );
  }
  const root = realpathSync(place);
  const index = await checkoutIndex(root);
  const wanted = new RegExp(pattern);
  const files = [...index.files.keys()].filter(
    (file) => wanted.test(file) && reference.files.test(file),
  );
  const found = await reference.read(root, files, rest);
  const { seen, edges, targets = new Set(files), pairs } = found;
  const ours = new Set<string>();
  const guesses = new Set<string>();
  for (const { from, to, rule } of index.imports) {
    if (!seen.has(from) || !targets.has(to) || from === to) continue;
    ours.add(`${from} -> ${to}`);
    if (rule !== undefined) guesses.add(`${from} -> ${to}`);
  }
  const title = `${language}, ${seen.size} of ${files.length} files, ${guesses.size} guesses`;
  const compared = comparisonText(compareEdges(title, ours, edges), shown);
  return compared + (pairs === undefined ? "" : pairsText(pairs, ours)) + restText(index, seen);
}
