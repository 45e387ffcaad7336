import { Command, Option } from "commander";
import path from "node:path";
import {
  createParserPool,
  dotText,
  graphJson,
  indexSnapshot,
  surveyRepository,
  treeText,
  type RepositoryIndex,
} from "../../graph/index.ts";
import { loadConfig, type Config } from "../../runtime/config/index.ts";
import { PROGRESS_KINDS } from "../../runtime/progress/index.ts";
import { readProgress } from "../options/index.ts";
import { counterOn, writeJson, writeText, type CommandIo, type Counter } from "../output/index.ts";
import { graphOptions } from "../../app/run/settings.ts";

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
    .option("--progress <kind>", `one of ${PROGRESS_KINDS.join(", ")} (auto)`)
    .option("--config <file>", "configuration, TOML or JSON (hindcast.toml)")
    .action(
      async (
        repository: string,
        options: { format: string; progress?: string; config?: string },
      ) => {
        const counter = counterOn(io, readProgress(options.progress));
        const { config } = loadConfig({ file: options.config, env: io.env, cwd: io.cwd });
        let index: RepositoryIndex;
        try {
          index = await indexOf(path.resolve(io.cwd, repository), config, io, counter);
        } finally {
          counter.close();
        }
        if (options.format === "json") return writeJson(io.stdout, graphJson(index));
        const text =
          options.format === "dot" ? dotText(index) : treeText(index.manifest, { excluded: true });
        return writeText(io.stdout, text.endsWith("\n") ? text : `${text}\n`);
      },
    );
}

// files.max_count is what one session may reconstruct; looking costs nothing but time.
const maxFiles = 200_000;

async function indexOf(
  place: string,
  config: Config,
  { env }: CommandIo,
  counter: Counter,
): Promise<RepositoryIndex> {
  const { threads = 2, cache } = graphOptions(config, env);
  const limits = { ...config.files, max_count: maxFiles };
  const { snapshot } = await surveyRepository(place, limits, {
    onProgress: ({ done, total }) => counter.show("reading", done, total),
  });
  const pool = createParserPool(threads);
  try {
    return await indexSnapshot(snapshot, {
      pool,
      ...(cache && { cache }),
      onProgress: ({ done, total }) => counter.show("parsing", done, total),
    });
  } finally {
    await pool.close();
  }
}
