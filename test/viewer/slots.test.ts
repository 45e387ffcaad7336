import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Slots } from "../../viewer/api/pool/slots.ts";
import { Waits } from "../../viewer/api/pool/waits.ts";
import { definitionsOf, namedParts } from "../../viewer/page/trajectory/definitions.ts";

test("sums and peaks survive any number of mergers, and slots stay few", () => {
  const times = fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(times, (given) => {
      const slots = new Slots();
      for (const [index, time] of given.toSorted((a, b) => a - b).entries()) {
        slots.add("sum", time, 2);
        slots.add("peak", time, index, "peak");
      }
      const sums = slots.of("sum");
      expect(sums.length).toBeLessThanOrEqual(96);
      expect(sums.reduce((total, value) => total + value, 0)).toBe(2 * given.length);
      expect(Math.max(...slots.of("peak"))).toBe(given.length - 1);
    }),
  );
});

test("quantiles of many waiting times are near those of all", () => {
  const waits = new Waits();
  for (let value = 0; value < 20_000; value += 1) waits.add(value);
  expect(waits.quantile(0.5)).toBeGreaterThan(9_900);
  expect(waits.quantile(0.5)).toBeLessThan(10_100);
  expect(new Waits().quantile(0.9)).toBe(0);
});

test("names of code lead to their definitions, and words of prose do not", () => {
  const symbols = [
    { name: "clamp", kind: "function", line: 3 },
    { name: "CounterBase", kind: "class", line: 7 },
    { name: "value", kind: "field", line: 9 },
  ];
  const file = { path: "a.py", language: "python", lines: 10, imports: [], external: [] };
  const definitions = definitionsOf({
    files: [{ ...file, unresolved: [], symbols }],
    excluded: [],
    external: [],
  });
  const parts = namedParts(
    "The value goes to `clamp`, then clamp(x) and CounterBase.",
    definitions,
  );
  expect(parts.map(({ text }) => text).join("")).toBe(
    "The value goes to `clamp`, then clamp(x) and CounterBase.",
  );
  expect(parts.flatMap(({ text, definition }) => (definition ? [text] : []))).toEqual([
    "clamp",
    "clamp",
    "CounterBase",
  ]);
});
