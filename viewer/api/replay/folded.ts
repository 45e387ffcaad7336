import { actorsOfLog, foldLog } from "../../../app/replay/index.ts";
import type { AgentDefinition } from "../../../runtime/define/index.ts";
import { StepIndex, type ReplayReport } from "../../../runtime/replay/index.ts";
import type { ViewTarget } from "../target.ts";

/** A log that was folded through today's agents, up to what it held then. */
export interface Folded {
  readonly agents: readonly AgentDefinition[];
  readonly steps: StepIndex;
  readonly report: ReplayReport;
  readonly last: number;
}

/**
 * Folds the log of a run through today's agents.
 *
 * @throws HindcastError LOG_UNTRUSTED for a log of somebody else that names modules, LOG_DAMAGED,
 * AGENT_MODULE, AGENT_IMPURE
 */
export async function fold(target: ViewTarget): Promise<Folded> {
  const actors = await actorsOfLog(target.log, target, {});
  const steps = new StepIndex();
  const { report, last } = await foldLog(target.log, actors, {
    onStep: (step) => steps.add(step),
  });
  return { agents: actors.agents, steps, report, last };
}
