import type { AgentAnswer, ArmsAnswer, DivergencesAnswer } from "../../contracts/index.ts";
import type { ViewTarget } from "../target.ts";
import { agentAnswer } from "./agent.ts";
import { armsAnswer } from "./arms.ts";
import { fold, type Folded } from "./folded.ts";
import { positionOf } from "./position.ts";

/** What the agents of a log answer. It is folded when it is first needed, and again when it has grown. */
export class StepAnswers {
  readonly #target: ViewTarget;
  #folded: Promise<Folded> | undefined;

  constructor(target: ViewTarget) {
    this.#target = target;
  }

  /** An agent at a position. Throws USAGE, and as {@link divergences}. */
  async agent({ address = "", seq = "" }: Readonly<Record<string, string>>): Promise<AgentAnswer> {
    const position = positionOf("seq", seq);
    return agentAnswer(await this.#upTo(position), address, position);
  }

  /**
   * Where today's agents send something else than the log holds.
   *
   * @throws HindcastError LOG_UNTRUSTED for a log of somebody else that names modules, LOG_DAMAGED,
   * AGENT_MODULE, AGENT_IMPURE
   */
  async divergences(): Promise<DivergencesAnswer> {
    const { report, last } = await this.#upTo(0);
    return {
      last,
      count: report.divergences.length + report.more,
      listed: report.divergences.map(({ seq, agent, kind, what, path, likely }) => ({
        seq,
        agent,
        kind,
        what,
        path,
        likely,
      })),
    };
  }

  /** What the search for a file believed of its proposers. Throws as {@link divergences}. */
  async arms(session: string, path: string): Promise<ArmsAnswer> {
    return armsAnswer(await this.#upTo(0), this.#target, session, path);
  }

  async #upTo(seq: number): Promise<Folded> {
    const known = this.#folded;
    const folded = await known;
    if (folded && folded.last >= seq) return folded;
    // Of those who waited for a shorter log, the first folds the longer one for all.
    if (this.#folded === known) {
      this.#folded = fold(this.#target);
      this.#folded.catch(() => {
        this.#folded = undefined;
      });
    }
    const longer = await this.#folded;
    if (!longer) throw new Error("the fold of a log was given up");
    return longer;
  }
}
