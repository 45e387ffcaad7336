import { shortAddress } from "../../../app/debug/index.ts";
import type { IndexedLog } from "../../../app/log/index.ts";
import { HindcastError, printable } from "../../../protocols/index.ts";

/** Id of the thread that goes through all messages, those to services too. */
export const LOG_THREAD = 1;
/** Agents that are listed as threads: a client asks for all of them at every stop. */
const LISTED = 200;

/** The agents of a log as threads of a debugger. Their ids stay the same for a log. */
export class AgentThreads {
  readonly #index: IndexedLog;
  readonly #agents: readonly string[];
  readonly #ids: ReadonlyMap<string, number>;

  constructor(index: IndexedLog) {
    this.#index = index;
    this.#agents = index.steps.agents;
    this.#ids = new Map(this.#agents.map((agent, at) => [agent, LOG_THREAD + 1 + at]));
  }

  /** The thread of an agent; that of the log for what is none, or not given. */
  idOf(agent: string | undefined): number {
    return (agent === undefined ? undefined : this.#ids.get(agent)) ?? LOG_THREAD;
  }

  /** The agent of a thread; undefined for the thread of the log. Throws USAGE for an unknown one. */
  agentOf(id: number): string | undefined {
    if (id === LOG_THREAD) return undefined;
    const agent = this.#agents[id - LOG_THREAD - 1];
    if (agent !== undefined) return agent;
    throw new HindcastError("USAGE", `there is no thread ${id}`);
  }

  /**
   * Position of the message that a thread is at: the current one for the log, the last that it
   * handled for an agent; undefined for an agent that has not started.
   */
  topOf(id: number, seq: number): number | undefined {
    const agent = this.agentOf(id);
    // A message that was sent before its receiver started is handled later than its position.
    const isHere = agent === undefined || this.#index.steps.at(seq)?.agent === agent;
    return isHere ? seq : this.#index.steps.lastStep(seq, agent)?.seq;
  }

  /** The log, and the agents that have started; of many, those that acted last. */
  list(seq: number): { readonly id: number; readonly name: string }[] {
    const acted = new Set<string>();
    let more = 0;
    for (const { at, agent } of this.#index.steps.steps.toReversed()) {
      if (at > seq || acted.has(agent)) continue;
      if (acted.size < LISTED) acted.add(agent);
      else more = this.#started(seq) - LISTED;
      if (more > 0) break;
    }
    const note = more > 0 ? `, and ${more} agents that are not listed` : "";
    const agents = [...acted].map((agent) => ({ id: this.idOf(agent), name: this.#name(agent) }));
    agents.sort((a, b) => a.id - b.id);
    return [{ id: LOG_THREAD, name: `log: all messages${note}` }, ...agents];
  }

  #started(seq: number): number {
    return this.#agents.filter((agent) => this.#index.steps.stateAt(agent, seq)).length;
  }

  #name(agent: string): string {
    // Where a log has several sessions, the same role and key come up in each.
    const isOne = this.#index.messages.sessions.length <= 2;
    return printable(isOne ? shortAddress(agent) : agent);
  }
}
