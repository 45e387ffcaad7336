import fc from "fast-check";
import { expect, test } from "vitest";
import { recordOf } from "../../export/record/index.ts";
import { packBestFit, packedRow, piecesOf } from "../../export/packing/index.ts";
import { DEFAULT_TEMPLATE, flatten } from "../../export/text/index.ts";
import type { TokenisedSpan } from "../../export/tokens/index.ts";
import { trajectoryOf } from "./trajectory.ts";

test("every piece is in one bin, no bin is over its capacity", () => {
  const capacity = 50;
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: capacity }), { maxLength: 200 }), (lengths) => {
      const bins = packBestFit(lengths, capacity);
      expect(bins.flat().toSorted((a, b) => a - b)).toEqual(lengths.map((_length, at) => at));
      for (const bin of bins) {
        const used = bin.reduce((sum, at) => sum + (lengths[at] ?? 0), 0);
        expect(used).toBeLessThanOrEqual(capacity);
      }
    }),
  );
});

test("it packs as a best-fit that looks at every bin does", () => {
  const capacity = 30;
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: capacity }), { maxLength: 60 }), (lengths) => {
      const rooms: number[] = [];
      for (const length of lengths.toSorted((a, b) => b - a)) {
        const fitting = rooms.flatMap((room, bin) =>
          room >= length ? [[room, bin] as const] : [],
        );
        const [best] = fitting.toSorted(([a], [b]) => a - b);
        if (best) rooms[best[1]] = best[0] - length;
        else rooms.push(capacity - length);
      }
      expect(packBestFit(lengths, capacity)).toHaveLength(rooms.length);
    }),
  );
});

test("the mask of a packed row is that of the next token, and ends with each sequence", () => {
  const row = packedRow([
    { ids: Int32Array.of(1, 2, 3), trained: Uint8Array.of(0, 1, 1) },
    { ids: Int32Array.of(4, 5), trained: Uint8Array.of(1, 0) },
  ]);
  expect(row).toEqual({
    input_ids: Int32Array.of(1, 2, 3, 4, 5),
    seq_start_id: Int32Array.of(0, 3),
    loss_mask: Int8Array.of(1, 1, 0, 0, 0),
  });
});

/** One token a character. */
function tokenised(record: ReturnType<typeof recordOf>): TokenisedSpan[] {
  return Array.from(flatten(record, DEFAULT_TEMPLATE), (span) => ({
    span,
    ids: Array.from(span.text, (_character, at) => at),
  }));
}

const record = recordOf(
  trajectoryOf({
    files: ["a.ts", "b.ts", "c.ts"].map((path) => ({
      path,
      content: "x".repeat(100),
      thoughts: ["think"],
    })),
  }),
);

test("a trajectory that fits is one piece", () => {
  const spans = tokenised(record);
  expect([...piecesOf(spans, 100_000)]).toEqual([{ spans }]);
});

test("a longer one is split between coders, with requirements and plan masked before each", () => {
  const spans = tokenised(record);
  const pieces = [...piecesOf(spans, 600)].map((piece) => ("spans" in piece ? piece.spans : []));
  expect(pieces.length).toBeGreaterThan(1);
  const writes = pieces.map((piece) =>
    piece.flatMap(({ span }) => (span.written ? [span.written.path] : [])),
  );
  expect(writes.flat()).toEqual(["a.ts", "b.ts", "c.ts"]);
  for (const [index, piece] of pieces.entries()) {
    const head = piece.slice(0, 3).map(({ span }) => [span.step, span.loss]);
    const trained = index === 0;
    expect(head).toEqual([
      ["header", false],
      ["think", trained],
      ["think", trained],
    ]);
    expect(piece.reduce((sum, { ids }) => sum + ids.length, 0)).toBeLessThanOrEqual(600);
  }
});

test("a coder that does not fit is left out by name, the others are not", () => {
  const pieces = [...piecesOf(tokenised(record), 300)];
  expect(pieces.map((piece) => ("leftOut" in piece ? piece.path : "kept"))).toEqual([
    "a.ts",
    "b.ts",
    "c.ts",
  ]);
});
