import { Command, Option } from "commander";
import path from "node:path";
import {
  dotText,
  graphJson,
  openIndex,
  surveyRepository,
  treeText,
} from "../../agents/graph/index.ts";
import { writeJson, writeText, type CommandIo } from "../output/index.ts";
import { loadConfig } from "../../runtime/config/index.ts";

/** `hindcast graph REPO`: what the structure of a repository is taken to be. */
export function graphCommand(io: CommandIo): Command {
  return new Command("graph")
    .description("print the files, symbols, imports and order of a repository")
    .argument("<repository>", "a directory")
    .addOption(
      new Option("--format <format>", "how to print it")
        .choices(["json", "tree", "dot"])
        .default("tree"),
    )
    .option("--config <file>", "configuration, TOML or JSON (hindcast.toml)")
    .action(async (repository: string, options: { format: string; config?: string }) => {
      const { config } = loadConfig({ file: options.config, env: io.env, cwd: io.cwd });
      const { bytes } = await surveyRepository(path.resolve(io.cwd, repository), config.files);
      const index = await openIndex(bytes);
      if (options.format === "json") return writeJson(io.stdout, graphJson(index));
      const text = options.format === "dot" ? dotText(index) : treeText(index.manifest);
      return writeText(io.stdout, text.endsWith("\n") ? text : `${text}\n`);
    });
}
