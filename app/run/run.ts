import path from "node:path";
import { BLOB_FOLDER, BlobStore, EmbeddedBus } from "../../runtime/bus/index.ts";
import type { Config } from "../../runtime/config/index.ts";
import type { RoleDefinition } from "../../runtime/load/index.ts";
import { configured, loadActors } from "../actors/index.ts";
import { runEmbedded, type RunControl, type RunResult } from "./embedded.ts";
import { openingMessages, runOpened } from "./opening.ts";
import { rememberRun } from "../trust/index.ts";
import { nameRun, prepareOutput } from "./output-directory.ts";
import { planRepositories, type RepositoryFilter } from "../input/index.ts";

export interface RunOptions extends RunControl {
  /** Directories, git URLs, archives and tables of repositories; one session reconstructs each. */
  readonly repositories: readonly string[];
  /** Which of them are reconstructed; all when absent. */
  readonly filters?: readonly RepositoryFilter[];
  /** Called for each repository that gets no session. */
  readonly onLeftOut?: (name: string, reason: string) => void;
  readonly config: Config;
  /** Agents and services of the calling program, beside those of `config.agents`. */
  readonly definitions?: readonly RoleDefinition[];
  /** What relative paths start from; the working directory of the process when absent. */
  readonly cwd?: string;
}

/**
 * Reconstructs repositories in this process and records verified trajectories. The output
 * directory is `config.out`, or a new one below `hindcast-out`.
 *
 * @returns when every session has ended, as done or as failed
 * @throws HindcastError as `planRepositories`, OUTPUT_EXISTS, AGENT_MODULE, AGENT_IMPURE, LOG_WRITE,
 * INTERRUPTED when `signal` stopped it; `resume` continues from there
 */
export async function run(options: RunOptions): Promise<RunResult> {
  const { config, definitions = [], cwd = process.cwd(), durable = false } = options;
  const { signal = new AbortController().signal } = options;
  const actors = configured(await loadActors({ modules: config.agents, definitions }), config);
  // A wrong configuration must not leave an output directory.
  runOpened(config, actors, []);
  const name = nameRun(new Date());
  let prepared: Promise<string> | undefined;
  const output = (): Promise<string> => (prepared ??= prepareOutput(config.out, name, cwd));
  const store = async (): Promise<BlobStore> =>
    new BlobStore(path.join(await output(), BLOB_FOLDER), { durable });
  const sessions = await planRepositories(options.repositories, {
    cwd,
    signal,
    limits: config.files,
    sight: config.search.sight,
    filters: options.filters,
    packed: {
      put: async (bytes) => (await store()).put(bytes),
      get: async (ref) => (await store()).get(ref),
    },
    onLeftOut: options.onLeftOut,
  });
  const opened = runOpened(config, actors, sessions);
  const directory = await output();
  return runEmbedded({
    ...options,
    actors,
    sessions,
    directory,
    openBus: async (logger) => {
      const bus = await EmbeddedBus.create(directory, { run: name, logger, durable });
      await rememberRun({ directory, run: name, opened }, options.env ?? process.env);
      for (const record of openingMessages(name, opened)) await bus.publish(record);
      return bus;
    },
  });
}
