import { HindcastError, firstDifference } from "../../protocols/index.ts";
import { EmbeddedBus } from "../../runtime/bus/index.ts";
import type { AgentDefinition, ServiceDefinition } from "../../runtime/define/index.ts";
import { loadActors, sessionSettings, type ActorRegistry } from "../actors/index.ts";
import { openOutput, type Output } from "../output/index.ts";
import { admitRun } from "../trust/index.ts";
import { runEmbedded, type RunControl, type RunResult } from "./embedded.ts";
import { checkFollows } from "./follows.ts";
import { retryFailures } from "./retry.ts";

export interface ResumeOptions extends RunControl {
  /** The output directory of the run. */
  readonly directory: string;
  /** SPECs of servers of the same model that replace those of the run. */
  readonly scorers?: readonly string[];
  /**
   * Uses what the log names although this user did not start the run in this directory: modules,
   * servers, directories.
   */
  readonly trust?: boolean;
  /** Agents and services of the calling program that the run was started with. */
  readonly definitions?: readonly (AgentDefinition | ServiceDefinition)[];
}

/**
 * Continues a run that stopped, and tries failed sessions again from where they failed.
 *
 * @throws HindcastError LOG_UNTRUSTED, OUTPUT_INVALID, LOG_INVALID, LOG_DAMAGED, LOG_DIVERGED,
 * BEHAVIOUR_CHANGED, AGENT_MODULE, LOG_WRITE, INTERRUPTED
 */
export async function resume(options: ResumeOptions): Promise<RunResult> {
  const { directory, scorers, definitions = [] } = options;
  const recorded = await openOutput(directory);
  const vouched = { trust: options.trust === true, scorers };
  const { config, env } = await admitRun(recorded, vouched, options.env ?? process.env);
  const output = { ...recorded, config };
  const actors = await loadActors({ modules: config.agents, definitions });
  checkUnchanged(output, actors);
  await checkFollows(output.log, actors);
  return runEmbedded({
    ...options,
    env,
    config,
    actors,
    sessions: output.opened.sessions,
    openBus: async (logger) => {
      const bus = await EmbeddedBus.open(directory, { logger });
      await retryFailures(bus, () => bus.read());
      return bus;
    },
  });
}

/**
 * Throws BEHAVIOUR_CHANGED: the messages of a run that changes its agents or its author half-way
 * follow from neither version.
 */
function checkUnchanged({ opened, config }: Output, actors: ActorRegistry): void {
  const { prompts, ...settings } = sessionSettings(config);
  // In logs of earlier versions the author's fingerprint alone stands for its prompts.
  const known = opened.settings.prompts !== undefined && prompts !== undefined;
  const difference = firstDifference(opened.settings, known ? { ...settings, prompts } : settings);
  if (difference) {
    const { path, left, right } = difference;
    const now = `the run was opened with ${JSON.stringify(left)}, now it would be ${JSON.stringify(right)}`;
    throw new HindcastError("BEHAVIOUR_CHANGED", `settings${path}: ${now}`);
  }
  const changed = Object.entries(opened.behaviours).filter(
    ([role, behaviour]) => actors.behaviours[role] !== behaviour,
  );
  if (changed.length === 0) return;
  const roles = changed.map(([role]) => role).join(", ");
  throw new HindcastError("BEHAVIOUR_CHANGED", `roles ${roles}`);
}
