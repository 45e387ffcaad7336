import fc from "fast-check";
import * as z from "zod";
import { describe, expect, test } from "vitest";
import { conforms } from "../../protocols/messages/conforms.ts";

const shapes = {
  string: z.string(),
  bounded: z.string().min(2).max(3),
  pattern: z.string().regex(/^[a-c]+$/),
  number: z.number(),
  range: z.number().min(0).lt(1),
  int: z.int().positive(),
  boolean: z.boolean(),
  literal: z.literal(["a", 1, null]),
  enum: z.enum(["a", "b"]),
  array: z.array(z.int()).min(1).max(2),
  tuple: z.tuple([z.string(), z.int()]),
  strict: z.strictObject({ a: z.string(), b: z.int().optional(), c: z.int().nullable() }),
  stripping: z.object({ a: z.string() }),
  loose: z.looseObject({ a: z.string() }),
  record: z.record(z.string(), z.int()),
  names: z.record(z.enum(["a", "b"]), z.int()),
  union: z.union([z.string(), z.strictObject({ a: z.int() })]),
  tagged: z.discriminatedUnion("a", [
    z.strictObject({ a: z.literal("a"), b: z.int() }),
    z.strictObject({ a: z.literal("b"), c: z.string() }),
  ]),
  unknown: z.strictObject({ a: z.unknown() }),
  tree: z.strictObject({
    a: z.int(),
    get b() {
      return z.array(shapes.tree).optional();
    },
  }) as z.ZodType,
  transform: z.strictObject({ a: z.string().transform((text) => text.length) }),
  refined: z.string().refine((text) => text === "a"),
  defaulted: z.strictObject({ a: z.string().default("a") }),
  trimmed: z.string().trim(),
  coerced: z.coerce.string(),
  first: z.union([z.string().transform((text) => text.length), z.unknown()]),
};

const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    "a",
    "b",
    "ab",
    "abcd",
    " a",
    "",
    0,
    1,
    -1,
    0.5,
    NaN,
    null,
    undefined,
    true,
  ),
  fc.string({ maxLength: 3 }),
  fc.double(),
);
const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "c", "d"), tie("value"), { maxKeys: 3 }),
  ),
})).value;

describe("what conforms is what the schema returns, unchanged", () => {
  test.each(Object.entries(shapes))("%s", (_name, schema: z.ZodType) => {
    fc.assert(
      fc.property(value, (given) => {
        if (!conforms(schema, given)) return;
        const parsed = schema.safeParse(given);
        expect(parsed.success).toBe(true);
        expect(parsed.data).toEqual(given);
      }),
      { numRuns: 300 },
    );
  });
});

test("values of plain schemas conform, so that nothing is parsed", () => {
  const good: Partial<Record<keyof typeof shapes, unknown>> = {
    string: "x",
    bounded: "ab",
    pattern: "abc",
    range: 0,
    int: 3,
    literal: null,
    enum: "b",
    array: [1],
    tuple: ["a", 1],
    strict: { a: "a", c: null },
    record: { x: 1 },
    union: { a: 1 },
    tagged: { a: "b", c: "c" },
    unknown: { a: [{}] },
    tree: { a: 1, b: [{ a: 2, b: [] }] },
  };
  for (const [name, each] of Object.entries(good)) {
    expect([name, conforms(shapes[name as keyof typeof shapes], each)]).toEqual([name, true]);
  }
});
