import type { Draft } from "../../../protocols/index.ts";
import type { AgentCell, StepFailure } from "../../host/index.ts";
import type { FoldStep } from "../fold.ts";

/** An agent between two messages. The contexts of an agent share what did not change. */
export type AgentState = AgentCell["state"];

/** One agent handled one message. */
export interface Step {
  /** Position of the message. */
  readonly seq: number;
  /**
   * Position at which the step was taken: that of the message, or of the start of the agent for a
   * message that was sent before it.
   */
  readonly at: number;
  readonly agent: string;
  /** Id of the message. */
  readonly cause: string;
  /** Undefined for the first step of an agent. */
  readonly before: AgentState | undefined;
  readonly after: AgentState;
  readonly sent: readonly Draft[];
  /** What the step threw. */
  readonly error?: StepFailure;
}

/**
 * Every step of every agent of a log, with the states before and after: what the debugger, the
 * viewer and the commands that look at a log are views of. Going back needs no second fold.
 */
export class StepIndex {
  /** In the order in which they were taken. */
  readonly steps: Step[] = [];
  readonly #byAgent = new Map<string, Step[]>();
  readonly #bySeq = new Map<number, Step>();

  /** Takes a step of a fold; see `FoldOptions.onStep`. */
  add({ cell, envelope, sent }: FoldStep): void {
    const own = this.#byAgent.get(cell.address) ?? [];
    const last = own.at(-1);
    const { failure } = cell;
    // An agent that has ended ignores what comes: nothing happened.
    if (last && cell.done && sent.length === 0 && last.after.value === cell.state.value) {
      if (last.after.context === cell.state.context) return;
    }
    const step: Step = {
      seq: envelope.seq,
      // What came before its receiver was started is handled right after the start.
      at: Math.max(envelope.seq, this.steps.at(-1)?.at ?? 0),
      agent: cell.address,
      cause: envelope.id,
      before: last?.after,
      after: cell.state,
      sent,
      ...(failure ? { error: failure } : {}),
    };
    this.steps.push(step);
    own.push(step);
    this.#byAgent.set(cell.address, own);
    this.#bySeq.set(step.seq, step);
  }

  /** Addresses of the agents, in the order in which they started. */
  get agents(): string[] {
    return [...this.#byAgent.keys()];
  }

  /** The step that the message at a position made its receiver take. */
  at(seq: number): Step | undefined {
    return this.#bySeq.get(seq);
  }

  /** Steps of an agent, in the order in which it took them. */
  of(agent: string): readonly Step[] {
    return this.#byAgent.get(agent) ?? [];
  }

  /** The state of an agent once the message at a position was handled; undefined before its start. */
  stateAt(agent: string, seq: number): AgentState | undefined {
    return this.lastStep(seq, agent)?.after;
  }

  /** The last step that an agent took up to a position; the last of all agents when none is given. */
  lastStep(seq: number, agent?: string): Step | undefined {
    return lastUpTo(agent === undefined ? this.steps : this.of(agent), seq);
  }
}

/** The last step taken at or before a position. */
function lastUpTo(steps: readonly Step[], seq: number): Step | undefined {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((steps[middle]?.at ?? Infinity) <= seq) low = middle + 1;
    else high = middle;
  }
  return steps[low - 1];
}
