import path from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { exportInputs } from "../../../app/export/index.ts";
import {
  AUTO_TOKEN,
  BENCHMARK_WORDS,
  CONTAINERS,
  CONTENTS,
  DIALECTS,
  DUPLICATE_UNITS,
  FILE_ORDERS,
  FORMATS,
  STRUCTURES,
  THOUGHTS,
  TRAINERS,
  exportDataset,
  exportRecipe,
  type Trainer,
} from "../../../export/index.ts";
import { HindcastError } from "../../../protocols/index.ts";
import { repeatable } from "../../options/index.ts";
import { writeJson, writeText, type CommandIo } from "../../output/index.ts";
import { described, describedRecipe } from "./described.ts";
import { readOptions, readRecipe, type ExportValues } from "./options.ts";

/** `hindcast export OUT...`: trajectories as data that trainers load. */
export function exportCommand(io: CommandIo): Command {
  return new Command("export")
    .argument("<out...>", "output directories of runs, or trajectory.json files")
    .addOption(new Option("--format <format>", "what to write").choices([...FORMATS]))
    .addOption(
      new Option(
        "--recipe <recipe>",
        "write the data sets of a comparison with equally many trained tokens",
      )
        .choices(["ab"])
        .conflicts("format"),
    )
    .option(
      "--trainer <trainer>",
      `whose training configurations a recipe holds, of ${TRAINERS.join(", ")}; repeatable`,
      addTrainer,
      [],
    )
    .option("--model <model>", "what a recipe trains: a name of the Hub, or a directory")
    .requiredOption("--to <dir>", "directory of the data set; an unfinished export there goes on")
    .addOption(new Option("--as <container>", "how tables are stored").choices([...CONTAINERS]))
    .option("--tokenizer <path>", "a tokenizer.json, or a directory with one as on the Hub")
    .option("--begin <token>", "token before each sequence: a name, auto or none", AUTO_TOKEN)
    .option("--end <token>", "token after each sequence: a name, auto or none", AUTO_TOKEN)
    .option("--template <file>", "JSON file that says how steps are written as text")
    .addOption(
      new Option("--thoughts <which>", "which thoughts it holds")
        .choices([...THOUGHTS])
        .default("final"),
    )
    .addOption(
      new Option("--structure <how>", "one row a trajectory, or one an agent")
        .choices([...STRUCTURES])
        .default("flat"),
    )
    .addOption(
      new Option("--dialect <trainer>", "whose chat format").choices([...DIALECTS]).default("trl"),
    )
    .addOption(
      new Option("--content <what>", "tokens of the trajectory, or of the repository alone")
        .choices([...CONTENTS])
        .default("trajectory"),
    )
    .addOption(
      new Option("--order <order>", "order of files where the repository alone is written")
        .choices([...FILE_ORDERS])
        .default("path"),
    )
    .option(
      "--length <tokens>",
      "tokens of a packed row (65536); tokenised rows are split at it when it is given",
    )
    .option("--split <splits>", "NAME=SHARE,...; a repository is in one split", "train=1")
    .option("--filter <condition>", "NAME=VALUE,... or NAME>=NUMBER; repeatable", repeatable, [])
    .option(
      "--without <repository>",
      "leave a repository out, by name or origin; repeatable",
      repeatable,
      [],
    )
    .option("--without-list <file>", "the same, a repository a line; # begins a comment")
    .option(
      "--near-duplicates <similarity>",
      "leave out repositories whose code is as similar as this to an earlier one, such as 0.8 (off)",
    )
    .addOption(
      new Option("--duplicates-by <unit>", "compare whole repositories, or file by file")
        .choices([...DUPLICATE_UNITS])
        .default("repository"),
    )
    .option(
      "--decontaminate <file>",
      "leave out what shares a run of words with these benchmark texts: .jsonl, .parquet, .gz, .zst or text; repeatable",
      repeatable,
      [],
    )
    .option("--decontaminate-words <n>", "words of a run", String(BENCHMARK_WORDS))
    .option("--shard-mb <megabytes>", "size of a file before the next begins", "512")
    .option("--seed <seed>", "seed of the splits", "1")
    .option("--json", "print the manifest as JSON")
    .action(async (places: string[], values: ExportValues) => {
      const inputs = () =>
        exportInputs(
          places.map((place) => path.resolve(io.cwd, place)),
          { searches: values.format === "pairs" },
        );
      const to = path.relative(io.cwd, path.resolve(io.cwd, values.to)) || ".";
      if (values.recipe !== undefined) {
        const recipe = await exportRecipe(inputs, await readRecipe(values, io));
        if (values.json) await writeJson(io.stdout, recipe);
        else await writeText(io.stdout, describedRecipe(recipe, to, io));
        return;
      }
      if (values.format === undefined) {
        throw new HindcastError("USAGE", "say what to write with --format or --recipe");
      }
      const manifest = await exportDataset(inputs(), await readOptions(values, values.format, io));
      if (values.json) await writeJson(io.stdout, manifest);
      else await writeText(io.stdout, described(manifest, to, io));
    });
}

function addTrainer(value: string, previous: readonly Trainer[]): readonly Trainer[] {
  const trainer = TRAINERS.find((name) => name === value);
  if (trainer) return [...previous, trainer];
  throw new InvalidArgumentError(`Allowed choices are ${TRAINERS.join(", ")}.`);
}
