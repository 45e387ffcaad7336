import { mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { HindcastError } from "../../protocols/index.ts";
import {
  exportDataset,
  trainedTokens,
  type ExportInput,
  type ExportManifest,
  type ExportOptions,
} from "../dataset/index.ts";
import { AB_ARMS, type RecipeArm } from "./arms.ts";
import { TO_DISK, trainingFiles, type RecipeFile, type Trainer } from "./training.ts";

export interface RecipeOptions extends Omit<
  ExportOptions,
  | "format"
  | "container"
  | "content"
  | "thoughts"
  | "structure"
  | "length"
  | "splits"
  | "trainedTokens"
> {
  /** Most tokens of a row of every arm. */
  readonly length: number;
  /** A name of the Hub or a directory, for the training configurations. */
  readonly model: string;
  /** Whose configurations are written; packed rows are written for Megatron-Bridge alone. */
  readonly trainers: readonly Trainer[];
}

/** What a recipe wrote. */
export interface Recipe {
  /** Trained tokens of every arm, the same for all of them. */
  readonly trained_tokens: number;
  readonly arms: readonly {
    readonly name: string;
    readonly description: string;
    /** Trained tokens that the arm would have without the bound. */
    readonly available: number;
    readonly manifest: ExportManifest;
  }[];
  /** Training configurations, relative to the directory. */
  readonly files: readonly string[];
}

/**
 * Writes the data sets of a comparison with equally many trained tokens: as many as the smallest
 * of them has. The last row of the others is masked after the last token that counts.
 *
 * @param inputs gives the same inputs in the same order whenever it is called
 * @throws HindcastError OUTPUT_EXISTS for a directory that is not empty
 */
export async function exportRecipe(
  inputs: () => AsyncIterable<ExportInput>,
  options: RecipeOptions,
): Promise<Recipe> {
  const { to, trainers } = options;
  await mkdir(to, { recursive: true });
  if ((await readdir(to)).length > 0) {
    throw new HindcastError("OUTPUT_EXISTS", `${to} is not empty: give a new directory`);
  }
  const available: number[] = [];
  for (const arm of AB_ARMS) {
    available.push(await trainedTokens(inputs(), optionsOf(arm, options, to)));
  }
  const tokens = Math.min(...available);
  const arms: Recipe["arms"][number][] = [];
  for (const [at, arm] of AB_ARMS.entries()) {
    const own = { ...optionsOf(arm, options, path.join(to, arm.name)), trainedTokens: tokens };
    const manifest = await exportDataset(inputs(), own);
    if (trainers.includes("megatron-bridge")) {
      const packed = { ...own, format: "packed", to: path.join(to, "packed", arm.name) } as const;
      await exportDataset(inputs(), packed);
    }
    const { name, description } = arm;
    arms.push({ name, description, available: available[at] ?? 0, manifest });
  }
  const files = AB_ARMS.flatMap((arm) =>
    trainers.flatMap((trainer) => trainingFiles(trainer, arm, options)),
  );
  if (trainers.some((trainer) => trainer === "ms-swift" || trainer === "llama-factory")) {
    files.push(TO_DISK);
  }
  for (const file of files) await writeRecipeFile(to, file);
  const recipe: Recipe = {
    trained_tokens: tokens,
    arms,
    files: files.map((file) => file.path).toSorted(),
  };
  const text = `${JSON.stringify(recipe, undefined, 2)}\n`;
  await writeRecipeFile(to, { path: "recipe.json", text });
  return recipe;
}

function optionsOf(arm: RecipeArm, options: RecipeOptions, to: string): ExportOptions {
  const { content, thoughts, structure } = arm;
  const { trainers: _trainers, model: _model, ...shared } = options;
  return {
    ...shared,
    to,
    format: "tokenised",
    container: "parquet",
    content,
    thoughts,
    structure,
    splits: [{ name: "train", share: 1 }],
  };
}

async function writeRecipeFile(to: string, file: RecipeFile): Promise<void> {
  const place = path.join(to, file.path);
  await mkdir(path.dirname(place), { recursive: true });
  await writeFile(place, file.text);
}
