import { HindcastError } from "../../../protocols/index.ts";
import { EmbeddedBus } from "../../../runtime/bus/index.ts";
import type { RoleDefinition } from "../../../runtime/load/index.ts";
import { configured, loadActors, type RecordedAnswers } from "../../actors/index.ts";
import { currentRun, openOutput, rewriteTrajectories } from "../../output/index.ts";
import { admitRun, rememberRun, type Vouched } from "../../trust/index.ts";
import { acceptanceOf, recordAcceptance } from "./accept.ts";
import { adaptationOf, recordAdaptation, sendLimit } from "./adapt.ts";
import { runEmbedded, type RunControl, type RunResult } from "../embedded.ts";
import { checkFollows } from "./follows.ts";
import { findLost } from "./lost.ts";
import { recordedWeights } from "../recorded-weights.ts";
import { retryFailures } from "./retry.ts";

export interface ResumeOptions extends RunControl, Partial<Vouched> {
  /** The output directory of the run. */
  readonly directory: string;
  /** Roles that go on with a changed behaviour, from where their messages still agree with the log. */
  readonly acceptBehaviour?: readonly string[];
  /** Agents and services of the calling program that the run was started with. */
  readonly definitions?: readonly RoleDefinition[];
  /** Answers that services need not give again. */
  readonly answers?: RecordedAnswers;
}

/**
 * Continues a run that stopped, and tries failed sessions again from where they failed. An author,
 * scorers, a judge or modules that are named replace those of the run from here on: the log records
 * the change, and trajectories say which files were made before it.
 *
 * @throws HindcastError LOG_UNTRUSTED, OUTPUT_INVALID, LOG_INVALID, LOG_DAMAGED, LOG_DIVERGED,
 * BEHAVIOUR_CHANGED, AGENT_MODULE, LOG_WRITE, INTERRUPTED, and BLOB_DAMAGED when the trajectory of
 * a session that had ended is gone and so are blobs that it was made of
 */
export async function resume(options: ResumeOptions): Promise<RunResult> {
  const {
    directory,
    definitions = [],
    trust = false,
    durable = false,
    acceptBehaviour = [],
  } = options;
  const user = options.env ?? process.env;
  const recorded = await currentRun(await openOutput(directory));
  const { config, env, known } = await admitRun(recorded, { ...options, trust }, user);
  const actors = configured(await loadActors({ modules: config.agents, definitions }), config);
  const adaptation = adaptationOf(recorded, config, actors, acceptBehaviour);
  const adapted = adaptation ? [...recorded.adapted, adaptation] : recorded.adapted;
  const acceptance = await acceptanceOf(recorded, actors, acceptBehaviour);
  if (!acceptance) await checkFollows(recorded.log, actors);
  const changed = new Set(adaptation?.changes.map(({ setting }) => setting));
  const { scorer, judge } = await recordedWeights(recorded.log);
  const result = await runEmbedded({
    ...options,
    env,
    config,
    actors,
    sessions: recorded.opened.sessions,
    roles: adapted.at(-1)?.roles,
    behaviours: {
      opened: recorded.opened.behaviours,
      accepted: { ...recorded.behaviours, ...acceptance?.behaviours },
    },
    expected: {
      ...(scorer && !changed.has("scorers") && { scorer }),
      ...(judge && !changed.has("judge") && { judge }),
    },
    openBus: async (logger) => {
      const bus = await EmbeddedBus.open(directory, { logger, durable });
      if (adaptation) {
        await recordAdaptation(bus, adaptation);
        if (known) await rememberRun({ ...recorded, adapted }, user);
      }
      if (acceptance) await recordAcceptance(bus, acceptance);
      else {
        const lost = await findLost(bus);
        for (const answer of lost.values()) {
          logger.warn(answer, "a blob of an answer is gone or damaged; it is asked for again");
        }
        await retryFailures(bus, () => bus.read(), new Set(lost.keys()));
      }
      const limited = actors.agents.some((agent) => "main.limit" in agent.accepts);
      if (limited && changed.has("max_failed_files") && config.max_failed_files !== undefined) {
        await sendLimit(bus, () => bus.read(), config.max_failed_files);
      }
      return bus;
    },
  });
  const unwritten = await rewriteTrajectories(directory, { durable });
  if (unwritten.length === 0) return result;
  const sessions = unwritten.map(({ session, reason }) => `${session}: ${reason}`).join("; ");
  throw new HindcastError("BLOB_DAMAGED", `trajectory.json cannot be written again: ${sessions}`);
}
