import type { ImportKind } from "../parse/record.ts";
import { components } from "./tarjan.ts";

/** An edge that decides which of two files comes first. */
export interface OrderEdge {
  from: string;
  to: string;
  kind: ImportKind;
}

/** Files with what they need before them. */
export interface DependencyOrder {
  order: string[];
  /** Groups of files that need each other, each in its order. */
  cycles: string[][];
}

/** Imports that hold when the file is loaded; the others are dropped first inside of a cycle. */
export function isHard(kind: ImportKind): boolean {
  return kind === "static" || kind === "require" || kind === "reexport";
}

/**
 * Dependencies first, cycles adjacent. Where the edges leave a choice, files stay in the order in
 * which they are given: each comes right after the last thing that it needs and that was not
 * there yet.
 *
 * @param paths every file once, in the preferred order
 */
export function dependencyOrder(
  paths: readonly string[],
  edges: readonly OrderEdge[],
): DependencyOrder {
  const order: string[] = [];
  const cycles: string[][] = [];
  for (const component of components(adjacency(paths, edges))) {
    const members = component.toSorted((a, b) => a - b).map((node) => paths[node] ?? "");
    const inside = members.length > 1 ? insideOrder(members, edges) : members;
    order.push(...inside);
    if (inside.length > 1) cycles.push(inside);
  }
  return { order, cycles };
}

function adjacency(paths: readonly string[], edges: readonly OrderEdge[]): number[][] {
  const position = new Map(paths.map((path, index) => [path, index]));
  const found = paths.map(() => new Set<number>());
  for (const edge of edges) {
    const from = position.get(edge.from);
    const to = position.get(edge.to);
    if (from !== undefined && to !== undefined && from !== to) found[from]?.add(to);
  }
  return found.map((targets) => [...targets].sort((a, b) => a - b));
}

/** Order inside of a cycle: by the imports that hold at load time, then by the preferred order. */
function insideOrder(members: readonly string[], edges: readonly OrderEdge[]): string[] {
  const own = new Set(members);
  const hard = edges.filter((edge) => isHard(edge.kind) && own.has(edge.from) && own.has(edge.to));
  const graph = adjacency(members, hard);
  return components(graph).flatMap((component) =>
    (component.length > 1 ? postOrder(component, graph) : component).map(
      (node) => members[node] ?? "",
    ),
  );
}

/** Depth-first order in which each node follows what it needs, as far as a cycle allows. */
function postOrder(component: readonly number[], graph: readonly (readonly number[])[]): number[] {
  const inside = new Set(component);
  const seen = new Set<number>();
  const found: number[] = [];
  for (const root of component.toSorted((a, b) => a - b)) {
    const calls: { node: number; next: number }[] = seen.has(root) ? [] : [{ node: root, next: 0 }];
    seen.add(root);
    while (calls.length > 0) {
      const call = calls.at(-1);
      if (call === undefined) break;
      const target = (graph[call.node] ?? [])[call.next++];
      if (target === undefined) {
        found.push(call.node);
        calls.pop();
      } else if (inside.has(target) && !seen.has(target)) {
        seen.add(target);
        calls.push({ node: target, next: 0 });
      }
    }
  }
  return found;
}
