import type { RepositoryIndex } from "../graph/repository-index.ts";

/** The graph in one line: files, edges, unresolved imports by reason, external ones by evidence. */
export function summaryLine(index: RepositoryIndex): string {
  const out = index.manifest.length - index.files.size;
  const unresolved = counted(index.unresolved.map(({ reason }) => reason));
  const external = counted(index.external.map(({ evidence }) => evidence));
  return (
    `${index.files.size} files (${out} left out), ${index.imports.length} edges, ` +
    `${index.unresolved.length} unresolved${unresolved}, ${index.external.length} external${external}`
  );
}

/** ` (missing 2, dynamic 1)`, the most frequent first; nothing for none. */
function counted(items: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  const sorted = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return sorted.length === 0
    ? ""
    : ` (${sorted.map(([name, count]) => `${name} ${count}`).join(", ")})`;
}
