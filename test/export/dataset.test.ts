import path from "node:path";
import { expect, test } from "vitest";
import { exportDataset, parseSplits, recordOf } from "../../export/index.ts";
import { trajectoryOf } from "./trajectory.ts";
import { root, exported, rowsOf, optionsOf } from "./exported.ts";

test("trained tokens are bounded exactly, in the middle of a row", async () => {
  const { directory, manifest } = await exported("tokenised", { trainedTokens: 100 });
  const [row] = await rowsOf(directory);
  expect((row!["labels"] as number[]).filter((label) => label !== -100)).toHaveLength(100);
  expect(manifest.counts.tokens.trained).toBe(100);
});

test("splits go by repository, shards end between trajectories, an interrupted export goes on", async () => {
  const many = Array.from({ length: 40 }, (_value, index) =>
    trajectoryOf({
      repo: `r${index}`,
      files: [{ path: "a", content: `text ${index}`, thoughts: [] }],
    }),
  );
  const options = { splits: parseSplits("train=0.8,validation=0.2"), shardBytes: 4_000 };
  const whole = await exported("documents", options, many);
  const to = path.join(root, "interrupted");
  const broken = function* (): Generator<{ record: ReturnType<typeof recordOf> }> {
    for (const one of many.slice(0, 25)) yield { record: recordOf(one) };
    throw new Error("the power went out");
  };
  await expect(exportDataset(broken(), { ...optionsOf(options), to })).rejects.toThrow(
    "the power went out",
  );
  const resumed = await exportDataset(
    many.map((one) => ({ record: recordOf(one) })),
    { ...optionsOf(options), to },
  );
  expect(resumed.files).toEqual(whole.manifest.files);
  expect(resumed.counts).toEqual(whole.manifest.counts);
  expect(new Set(resumed.files.map(({ split }) => split))).toEqual(
    new Set(["train", "validation"]),
  );
});

test("a finished export and one with other options are not touched", async () => {
  const { directory } = await exported("documents");
  const again = exportDataset([], { ...optionsOf({}), to: directory });
  await expect(again).rejects.toMatchObject({ code: "OUTPUT_EXISTS" });
});
