import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { defaultOptions, exportDataset, recordOf, type ThoughtSearch } from "../../export/index.ts";
import { trajectoryOf } from "./trajectory.ts";

const record = recordOf(
  trajectoryOf({
    files: [
      { path: "a.ts", content: "const a = 1;\n", thoughts: ["first of a", "second of a"] },
      { path: "b.ts", content: "const b = a;\n", thoughts: ["of b"], reads: ["a.ts"] },
    ],
  }),
);

const option = (
  text: string,
  value: number | null,
  proposer = "informed",
): ThoughtSearch["options"][number] => ({ text, value, proposer });

const searches: ThoughtSearch[] = [
  {
    path: "a.ts",
    purpose: "needs",
    kept: 1,
    options: [
      option("what came first", 0.1, "first"),
      option("first of a", 0.4),
      option("worse than none", -0.2),
      option("a leak is not scored", null),
      option("just as good", 0.4),
    ],
  },
  { path: "a.ts", purpose: "write", kept: 0, options: [option("second of a", 0.4, "first")] },
  { path: "b.ts", purpose: "needs", kept: null, options: [option("dropped", 0.1)] },
];

let root = "";

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), "hindcast-pairs-"));
});

afterAll(() => rm(root, { recursive: true, force: true }));

function exportPairs(name: string, given?: readonly ThoughtSearch[]) {
  return exportDataset([{ record: given ? { ...record, searches: given } : record }], {
    ...defaultOptions({ format: "pairs", to: path.join(root, name), version: "test" }),
  });
}

test("what was kept is preferred to each text that was scored and found worse", async () => {
  await exportPairs("some", searches);
  const text = await readFile(path.join(root, "some/data/train-00000.jsonl"), "utf8");
  const rows = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(rows.map(({ chosen, rejected }) => [chosen, rejected])).toEqual([
    ["first of a", "what came first"],
    ["first of a", "worse than none"],
  ]);
  expect(rows[0]).toMatchObject({
    id: record.id,
    path: "a.ts",
    purpose: "needs",
    chosen_value: 0.4,
    rejected_value: 0.1,
    proposer: "first",
  });
  expect(rows[0]?.["prompt"]).toContain('<act tool="delegate" path="a.ts">');
  expect(rows[0]?.["prompt"]).not.toContain("first of a");
  expect(rows[0]?.["prompt"]).not.toContain("const a");
});

test("a trajectory without a pair is left out with the reason", async () => {
  const { left_out: leftOut, counts } = await exportPairs("none");
  expect(counts.rows).toBe(0);
  expect(leftOut).toEqual([
    { session: record.session, reason: expect.stringMatching(/no thought worse/) as string },
  ]);
});
