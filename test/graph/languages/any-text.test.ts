import fc from "fast-check";
import { expect, test } from "vitest";
import { languages } from "../../../graph/languages/index.ts";
import { indexOf } from "../tree.ts";
import { recordOf } from "./language.ts";
import { samples } from "./samples.ts";

const runs = 40;

function textOf(pieces: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 6 }));
  return fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(""));
}

/** Records say where things are inside of their files, and no edge leads out of the tree. */
async function expectWhole(extension: string, one: string, two: string): Promise<void> {
  const index = await indexOf({ [`a/One.${extension}`]: one, [`b/Two.${extension}`]: two });
  expect(index.order).toHaveLength(2);
  for (const { lines, record } of index.files.values()) {
    expect(record?.failure).toBeUndefined();
    for (const { line, endLine } of record?.symbols ?? []) {
      expect(line).toBeGreaterThan(0);
      expect(endLine).toBeGreaterThanOrEqual(line);
      expect(endLine).toBeLessThanOrEqual(Math.max(1, lines));
    }
    for (const { line } of record?.imports ?? []) {
      expect(line).toBeGreaterThan(0);
      expect(line).toBeLessThanOrEqual(Math.max(1, lines));
    }
  }
  for (const { to } of index.imports) expect(index.files.has(to)).toBe(true);
}

test.each(languages.map(({ name }) => name))(
  "any text of %s gives a record, and an index that holds together",
  async (name) => {
    const { extension = "", pieces = [] } = samples[name] ?? {};
    expect(pieces).not.toHaveLength(0);
    const text = textOf(pieces);
    let tried = 0;
    const property = fc.asyncProperty(text, text, async (one, two) => {
      await expectWhole(extension, one, two);
      tried++;
    });
    await fc.assert(property, { numRuns: runs });
    expect(tried).toBe(runs);
  },
  60_000,
);

test("a definition that takes in the last newline ends on the last line", async () => {
  await expectWhole("rb", "", "module A\n<<~X\n");
  const { symbols } = await recordOf("a.rb", "module A\n<<~X\n");
  expect(symbols.map(({ line, endLine }) => [line, endLine])).toEqual([[1, 2]]);
});
