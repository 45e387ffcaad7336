import { actorsOfLog, foldLog } from "../../../app/replay/index.ts";
import type { AgentDefinition } from "../../../runtime/define/index.ts";
import { StepIndex, type ReplayReport } from "../../../runtime/replay/index.ts";
import type { Target } from "../target.ts";

/** A log that was folded through today's agents, up to what it held then. */
export interface Folded {
  readonly agents: readonly AgentDefinition[];
  readonly steps: StepIndex;
  readonly report: ReplayReport;
  readonly last: number;
}

/** The steps of a log, folded when they are first asked for, and again when the log has grown. */
export class FoldedSteps {
  readonly #target: Target;
  #known: { readonly folded: Promise<Folded>; readonly upTo: number } | undefined;

  constructor(target: Target) {
    this.#target = target;
  }

  /**
   * The steps at least up to a position that the log has.
   *
   * @throws HindcastError LOG_UNTRUSTED for a log of somebody else that names modules, LOG_DAMAGED,
   * AGENT_MODULE, AGENT_IMPURE
   */
  async upTo(seq: number): Promise<Folded> {
    const known = this.#known;
    if (known) {
      const folded = await known.folded;
      if (folded.last >= seq) return folded;
      // Somebody who waited as well may have begun already.
      if (this.#known !== known) return this.upTo(seq);
    }
    const folded = this.#fold();
    this.#known = { folded, upTo: seq };
    folded.catch(() => {
      this.#known = undefined;
    });
    return folded;
  }

  async #fold(): Promise<Folded> {
    const { log } = this.#target;
    const actors = await actorsOfLog(log, this.#target, {});
    const steps = new StepIndex();
    const { report, last } = await foldLog(log, actors, { onStep: (step) => steps.add(step) });
    return { agents: actors.agents, steps, report, last };
  }
}
