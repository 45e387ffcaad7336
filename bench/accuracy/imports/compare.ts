/** Edges as `from -> to`. */
export type Edges = ReadonlySet<string>;

/** The comparison of two sets of edges. */
export interface Comparison {
  name: string;
  ours: number;
  theirs: number;
  both: number;
  /** Share of ours that theirs has, and of theirs that ours has. */
  precision: number;
  recall: number;
  onlyOurs: string[];
  onlyTheirs: string[];
  /** How many of {@link onlyOurs} import a package of the repository by its name. */
  byName: number;
}

/**
 * Compares edges; a side without edges has nothing wrong with it.
 *
 * @param named those of ours that import a package by its name
 */
export function compareEdges(
  name: string,
  ours: Edges,
  theirs: Edges,
  named: Edges = new Set(),
): Comparison {
  const onlyOurs = [...ours].filter((edge) => !theirs.has(edge)).sort();
  const onlyTheirs = [...theirs].filter((edge) => !ours.has(edge)).sort();
  const both = ours.size - onlyOurs.length;
  return {
    name,
    ours: ours.size,
    theirs: theirs.size,
    both,
    precision: ours.size === 0 ? 1 : both / ours.size,
    recall: theirs.size === 0 ? 1 : both / theirs.size,
    onlyOurs,
    onlyTheirs,
    byName: onlyOurs.filter((edge) => named.has(edge)).length,
  };
}

/** A comparison as lines of text, with at most `limit` differences of each side. */
export function comparisonText(found: Comparison, limit: number): string {
  const { name, ours, theirs, both, precision, recall, onlyOurs, onlyTheirs, byName } = found;
  const listed = (mark: string, edges: readonly string[]): string[] => [
    ...edges.slice(0, limit).map((edge) => `  ${mark} ${edge}`),
    ...(edges.length > limit ? [`  ${mark} and ${edges.length - limit} more`] : []),
  ];
  return [
    `${name}: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)} (ours ${ours}, theirs ${theirs}, both ${both})`,
    ...(byName > 0
      ? [`  ${byName} of ours alone import a package of the repository by its name`]
      : []),
    ...listed("+", onlyOurs),
    ...listed("-", onlyTheirs),
    "",
  ].join("\n");
}
