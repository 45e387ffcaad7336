import { EmbeddedBus } from "../../runtime/bus/index.ts";
import type { AgentDefinition, ServiceDefinition } from "../../runtime/define/index.ts";
import { loadActors, type RecordedAnswers } from "../actors/index.ts";
import { currentRun, openOutput } from "../output/index.ts";
import { admitRun, rememberRun, type Vouched } from "../trust/index.ts";
import { adaptationOf, recordAdaptation, sendLimit } from "./adapt.ts";
import { runEmbedded, type RunControl, type RunResult } from "./embedded.ts";
import { checkFollows } from "./follows.ts";
import { recordedWeights } from "./recorded-weights.ts";
import { retryFailures } from "./retry.ts";

export interface ResumeOptions extends RunControl, Partial<Vouched> {
  /** The output directory of the run. */
  readonly directory: string;
  /** Agents and services of the calling program that the run was started with. */
  readonly definitions?: readonly (AgentDefinition | ServiceDefinition)[];
  /** Answers that services need not give again. */
  readonly answers?: RecordedAnswers;
}

/**
 * Continues a run that stopped, and tries failed sessions again from where they failed. An author,
 * scorers, a judge or modules that are named replace those of the run from here on: the log records
 * the change, and trajectories say which files were made before it.
 *
 * @throws HindcastError LOG_UNTRUSTED, OUTPUT_INVALID, LOG_INVALID, LOG_DAMAGED, LOG_DIVERGED,
 * BEHAVIOUR_CHANGED, AGENT_MODULE, LOG_WRITE, INTERRUPTED
 */
export async function resume(options: ResumeOptions): Promise<RunResult> {
  const { directory, definitions = [], trust = false } = options;
  const user = options.env ?? process.env;
  const recorded = await currentRun(await openOutput(directory));
  const { config, env, known } = await admitRun(recorded, { ...options, trust }, user);
  const actors = await loadActors({ modules: config.agents, definitions });
  const adaptation = adaptationOf(recorded, config, actors);
  const adapted = adaptation ? [...recorded.adapted, adaptation] : recorded.adapted;
  await checkFollows(recorded.log, actors);
  const changed = new Set(adaptation?.changes.map(({ setting }) => setting));
  const { scorer, judge } = await recordedWeights(recorded.log);
  return runEmbedded({
    ...options,
    env,
    config,
    actors,
    sessions: recorded.opened.sessions,
    roles: adapted.at(-1)?.roles,
    expected: {
      ...(scorer && !changed.has("scorers") && { scorer }),
      ...(judge && !changed.has("judge") && { judge }),
    },
    openBus: async (logger) => {
      const bus = await EmbeddedBus.open(directory, { logger });
      if (adaptation) {
        await recordAdaptation(bus, adaptation);
        if (known) await rememberRun({ ...recorded, adapted }, user);
      }
      await retryFailures(bus, () => bus.read());
      const limited = actors.agents.some((agent) => "main.limit" in agent.accepts);
      if (limited && changed.has("max_failed_files") && config.max_failed_files !== undefined) {
        await sendLimit(bus, () => bus.read(), config.max_failed_files);
      }
      return bus;
    },
  });
}
