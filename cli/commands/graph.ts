import { Command, Option } from "commander";
import path from "node:path";
import { indexRepository } from "../../app/graph/index.ts";
import {
  dotText,
  explainFile,
  explanationText,
  graphJson,
  summaryLine,
  treeText,
  type FileExplanation,
  type RepositoryIndex,
} from "../../graph/index.ts";
import { HindcastError } from "../../protocols/errors/index.ts";
import { loadConfig } from "../../runtime/config/index.ts";
import { PROGRESS_KINDS } from "../../runtime/progress/index.ts";
import { readProgress } from "../options/index.ts";
import { counterOn, writeJson, writeText, type CommandIo } from "../output/index.ts";

/** `hindcast graph REPO`: print the index of a repository. */
export function graphCommand(io: CommandIo): Command {
  return new Command("graph")
    .argument("<repository>", "a directory")
    .addOption(
      new Option("--format <format>", "how to print it")
        .choices(["json", "tree", "dot"])
        .default("tree"),
    )
    .option("--explain <path>", "tell of one file why it is in or out and what its imports lead to")
    .option("--progress <kind>", `one of ${PROGRESS_KINDS.join(", ")} (auto)`)
    .option("--config <file>", "configuration, TOML or JSON (hindcast.toml)")
    .action(
      async (
        repository: string,
        options: { format: string; explain?: string; progress?: string; config?: string },
      ) => {
        const counter = counterOn(io, readProgress(options.progress));
        const { config } = loadConfig({ file: options.config, env: io.env, cwd: io.cwd });
        let index: RepositoryIndex;
        try {
          index = await indexRepository({
            repository: path.resolve(io.cwd, repository),
            config,
            env: io.env,
            onProgress: (stage, done, total) => counter.show(stage, done, total),
          });
        } finally {
          counter.close();
        }
        await writeText(io.stderr, `${summaryLine(index)}\n`);
        if (options.explain !== undefined) {
          const explanation = explained(index, repository, options.explain, io.cwd);
          return options.format === "json"
            ? writeJson(io.stdout, explanation)
            : writeText(io.stdout, explanationText(explanation));
        }
        if (options.format === "json") return writeJson(io.stdout, graphJson(index));
        const text =
          options.format === "dot" ? dotText(index) : treeText(index.manifest, { excluded: true });
        return writeText(io.stdout, text.endsWith("\n") ? text : `${text}\n`);
      },
    );
}

/** The explanation of a path that is relative to the repository, or to the working directory. */
function explained(
  index: RepositoryIndex,
  repository: string,
  place: string,
  cwd: string,
): FileExplanation {
  const root = path.resolve(cwd, repository);
  for (const base of [root, cwd]) {
    const inside = path.relative(root, path.resolve(base, place)).split(path.sep).join("/");
    const found = explainFile(index, inside);
    if (found !== undefined) return found;
  }
  throw new HindcastError("USAGE", `--explain ${place}: there is no such file in ${root}`);
}
