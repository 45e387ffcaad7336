import * as fc from "fast-check";
import { expect, test } from "vitest";
import { naturalOrder } from "../../graph/graph/natural.ts";
import { dependencyOrder, type OrderEdge } from "../../graph/graph/order.ts";
import { components } from "../../graph/graph/tarjan.ts";

const graphs = fc.integer({ min: 1, max: 12 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    edges: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 30 }),
  }),
);

function reachable(count: number, edges: readonly (readonly [number, number])[]): boolean[][] {
  const reach = Array.from({ length: count }, (_, a) =>
    Array.from({ length: count }, (_unused, b) => edges.some(([x, y]) => x === a && y === b)),
  );
  for (let k = 0; k < count; k++) {
    for (let a = 0; a < count; a++) {
      for (let b = 0; b < count; b++) {
        const row = reach[a] ?? [];
        if (row[k] === true && reach[k]?.[b] === true) row[b] = true;
      }
    }
  }
  return reach;
}

test("components are those of mutual reachability, dependencies first", () => {
  fc.assert(
    fc.property(graphs, ({ count, edges }) => {
      const adjacency = Array.from({ length: count }, (_, node) =>
        edges.filter(([from]) => from === node).map(([, to]) => to),
      );
      const reach = reachable(count, edges);
      const found = components(adjacency);
      const place = new Map(found.flatMap((group, index) => group.map((node) => [node, index])));
      expect(place.size).toBe(count);
      for (let a = 0; a < count; a++) {
        for (let b = 0; b < count; b++) {
          if (a === b) continue;
          const mutual = reach[a]?.[b] === true && reach[b]?.[a] === true;
          expect(place.get(a) === place.get(b)).toBe(mutual);
        }
      }
      for (const [from, to] of edges) {
        expect(place.get(to)).toBeLessThanOrEqual(place.get(from) ?? -1);
      }
    }),
  );
});

test("an order holds every file once, keeps cycles together and has no edge against it", () => {
  fc.assert(
    fc.property(graphs, ({ count, edges }) => {
      const paths = Array.from({ length: count }, (_, node) => `f${node}`);
      const imports: OrderEdge[] = edges.map(([from, to], index) => ({
        from: `f${from}`,
        to: `f${to}`,
        kind: index % 3 === 0 ? "type" : "static",
      }));
      const { order, cycles } = dependencyOrder(paths, imports);
      expect(order.toSorted()).toEqual(paths.toSorted());
      const cycleOf = new Map(cycles.flatMap((cycle, index) => cycle.map((path) => [path, index])));
      for (const { from, to } of imports) {
        if (from === to || (cycleOf.has(from) && cycleOf.get(from) === cycleOf.get(to))) continue;
        expect(order.indexOf(to)).toBeLessThan(order.indexOf(from));
      }
      for (const cycle of cycles) {
        const start = order.indexOf(cycle[0] ?? "");
        expect(order.slice(start, start + cycle.length)).toEqual(cycle);
      }
    }),
  );
});

test("inside of a cycle, imports that hold at load time decide", () => {
  const edges: OrderEdge[] = [
    { from: "a", to: "b", kind: "static" },
    { from: "b", to: "a", kind: "type" },
  ];
  expect(dependencyOrder(["a", "b"], edges)).toEqual({ order: ["b", "a"], cycles: [["b", "a"]] });
});

test("a chain of a hundred thousand files does not exhaust the stack", () => {
  const count = 100_000;
  const chain = Array.from({ length: count }, (_, node) => (node + 1 < count ? [node + 1] : []));
  expect(components(chain)).toHaveLength(count);
});

test("without edges, configuration comes first and tests last", () => {
  expect(
    naturalOrder([
      "test/a.test.ts",
      "src/index.ts",
      "src/a.ts",
      "README.md",
      "package.json",
      "src/x/b.ts",
    ]),
  ).toEqual([
    "package.json",
    "README.md",
    "src/a.ts",
    "src/index.ts",
    "src/x/b.ts",
    "test/a.test.ts",
  ]);
});
