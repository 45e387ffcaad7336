import { EmbeddedBus } from "../../runtime/bus/index.ts";
import type { Config } from "../../runtime/config/index.ts";
import type { AgentDefinition, ServiceDefinition } from "../../runtime/define/index.ts";
import { loadActors } from "../actors/index.ts";
import { runEmbedded, type RunControl, type RunResult } from "./embedded.ts";
import { openingMessages, runOpened } from "./opening.ts";
import { rememberRun } from "../trust/index.ts";
import { nameRun, prepareOutput } from "./output-directory.ts";
import { planSessions } from "./sessions.ts";

export interface RunOptions extends RunControl {
  /** Directories with source code; one session reconstructs each. */
  readonly repositories: readonly string[];
  readonly config: Config;
  /** Agents and services of the calling program, beside those of `config.agents`. */
  readonly definitions?: readonly (AgentDefinition | ServiceDefinition)[];
  /** What relative paths start from; the working directory of the process when absent. */
  readonly cwd?: string;
}

/**
 * Reconstructs repositories in this process and records verified trajectories. The output
 * directory is `config.out`, or a new one below `hindcast-out`.
 *
 * @returns when every session has ended, as done or as failed
 * @throws HindcastError REPOSITORY_MISSING, OUTPUT_EXISTS, AGENT_MODULE, AGENT_IMPURE, LOG_WRITE,
 * INTERRUPTED when `signal` stopped it; `resume` goes on from there
 */
export async function run(options: RunOptions): Promise<RunResult> {
  const { config, definitions = [], cwd = process.cwd() } = options;
  const sessions = planSessions(options.repositories, cwd);
  const actors = await loadActors({ modules: config.agents, definitions });
  const opened = runOpened(config, actors, sessions);
  const name = nameRun(new Date());
  const directory = await prepareOutput(config.out, name, cwd);
  return runEmbedded({
    ...options,
    actors,
    sessions,
    directory,
    openBus: async (logger) => {
      const bus = await EmbeddedBus.create(directory, { run: name, logger });
      await rememberRun({ directory, run: name, opened }, options.env ?? process.env);
      for (const record of openingMessages(name, opened)) await bus.publish(record);
      return bus;
    },
  });
}
