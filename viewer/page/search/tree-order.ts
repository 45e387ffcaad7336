import type { NodeAnswer } from "../../contracts/index.ts";

/** An evaluation with its place in the tree. */
export interface TreeRow {
  readonly index: number;
  readonly node: NodeAnswer;
  readonly depth: number;
}

/** The evaluations as a tree reads: every node before those that change it, in the order of asking. */
export function treeRows(nodes: readonly NodeAnswer[]): TreeRow[] {
  const children = new Map<number | null, number[]>();
  for (const [index, { parent }] of nodes.entries()) {
    const siblings = children.get(parent) ?? [];
    siblings.push(index);
    children.set(parent, siblings);
  }
  const rows: TreeRow[] = [];
  const waiting = (children.get(null) ?? []).map((index) => ({ index, depth: 0 })).toReversed();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { index, depth } = next;
    const node = nodes[index];
    if (!node) continue;
    rows.push({ index, node, depth });
    for (const child of (children.get(index) ?? []).toReversed()) {
      waiting.push({ index: child, depth: depth + 1 });
    }
  }
  return rows;
}
