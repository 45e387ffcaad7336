import { momentAt, seek, type Direction } from "../../../app/debug/index.ts";
import type { IndexedLog } from "../../../app/log/index.ts";
import { HindcastError } from "../../../protocols/index.ts";
import type { Breakpoints } from "./breakpoints.ts";
import { LOG_THREAD, type AgentThreads } from "./threads.ts";

/** Where and why a log stopped, as the body of the event that says so. */
export interface Stop {
  readonly reason: string;
  readonly threadId: number;
  readonly description?: string;
  readonly text?: string;
  readonly hitBreakpointIds?: readonly number[];
}

/** Messages that are looked at before somebody else has a turn, such as a request to pause. */
const TURN = 2000;

/** The position in a log, and the ways to another one. Each way ends with a stop. */
export class Traveller {
  readonly #index: IndexedLog;
  readonly #threads: AgentThreads;
  readonly #breakpoints: Breakpoints;
  readonly #onStop: (stop: Stop) => void;
  #seq = 1;
  /** The run that is under way; another one, or a pause, takes its place. */
  #run: object | undefined;

  constructor(
    index: IndexedLog,
    threads: AgentThreads,
    breakpoints: Breakpoints,
    onStop: (stop: Stop) => void,
  ) {
    this.#index = index;
    this.#threads = threads;
    this.#breakpoints = breakpoints;
    this.#onStop = onStop;
  }

  /** Position of the current message. */
  get seq(): number {
    return this.#seq;
  }

  /** Goes to a position; one that the log lacks is brought within it. */
  goTo(seq: number, reason: string, threadId?: number): void {
    this.#run = undefined;
    this.#seq = Math.min(Math.max(seq, 1), this.#index.messages.last);
    this.#onStop({ reason, threadId: threadId ?? this.#threadAt(this.#seq) });
  }

  /** To the next or previous step of an agent, or message of the log. */
  step(threadId: number, direction: Direction): void {
    const agent = this.#threads.agentOf(threadId);
    const found =
      agent === undefined
        ? seek(this.#index, this.#seq, direction)
        : this.#stepOf(agent, this.#threads.topOf(threadId, this.#seq), direction);
    if (found !== undefined) return this.goTo(found, "step", threadId);
    const way = direction === "forwards" ? "last" : "first";
    const what = agent === undefined ? "message of the log" : "step of this agent";
    this.#onStop({ reason: "step", threadId, description: `This is the ${way} ${what}` });
  }

  /** To a message that the current one of a thread caused, the first unless another is chosen. */
  stepIn(threadId: number, target?: number): void {
    const effects = this.#effectsAt(this.#topOf(threadId));
    const effect = target === undefined ? effects[0] : effects.find((seq) => seq === target);
    if (effect !== undefined) return this.goTo(effect, "step");
    if (target !== undefined) {
      throw new HindcastError("USAGE", `message ${target} is not caused by the current one`);
    }
    this.#onStop({ reason: "step", threadId, description: "Nothing followed from this message" });
  }

  /** To the message that caused the current one of a thread. */
  stepOut(threadId: number): void {
    const { messages } = this.#index;
    const message = messages.at(this.#topOf(threadId));
    const cause = message && messages.causeOf(message);
    if (cause) return this.goTo(cause.seq, "step");
    this.#onStop({ reason: "step", threadId, description: "Nothing caused this message" });
  }

  /** Goes on until a breakpoint, or the end of the log on that side. `from` is not looked at. */
  async continue(direction: Direction, from: number = this.#seq): Promise<void> {
    const run = {};
    this.#run = run;
    const by = direction === "forwards" ? 1 : -1;
    const { last } = this.#index.messages;
    for (let seq = from + by; seq >= 1 && seq <= last; seq += by) {
      const moment = momentAt(this.#index, seq);
      const hits = moment ? this.#breakpoints.hitsAt(moment) : [];
      if (hits.length > 0) return this.#hit(seq, hits);
      if (seq % TURN !== 0) continue;
      this.#seq = seq;
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#run !== run) return;
    }
    this.#run = undefined;
    this.#seq = direction === "forwards" ? last : 1;
    const [reason, where] = direction === "forwards" ? ["end", "last"] : ["start", "first"];
    const description = `This is the ${where} message of the log`;
    this.#onStop({ reason, threadId: this.#threadAt(this.#seq), description });
  }

  /** Stops a run where it is. */
  pause(): void {
    this.goTo(this.#seq, "pause");
  }

  #hit(seq: number, hits: ReturnType<Breakpoints["hitsAt"]>): void {
    this.#run = undefined;
    this.#seq = seq;
    // An exception is what a client shows most of, so it goes first.
    const first = hits.find(({ reason }) => reason === "exception") ?? hits[0];
    const divergence =
      first?.text === "divergence"
        ? this.#index.report.divergences.find((each) => each.seq === seq)
        : undefined;
    this.#onStop({
      reason: first?.reason ?? "breakpoint",
      threadId: divergence ? this.#threads.idOf(divergence.agent) : this.#threadAt(seq),
      text: hits.map(({ text }) => text).join("; "),
      hitBreakpointIds: hits.map(({ id }) => id),
    });
  }

  /** Position of the step of an agent after, or before, the one at a position. */
  #stepOf(agent: string, top: number | undefined, direction: Direction): number | undefined {
    const own = this.#index.steps.of(agent);
    const at = own.findIndex(({ seq }) => seq === top);
    return own[direction === "forwards" ? at + 1 : at - 1]?.seq;
  }

  #effectsAt(seq: number): number[] {
    const { messages } = this.#index;
    const message = messages.at(seq);
    return message ? messages.effectsOf(message).map((effect) => effect.seq) : [];
  }

  #topOf(threadId: number): number {
    const top = this.#threads.topOf(threadId, this.#seq);
    if (top !== undefined) return top;
    throw new HindcastError("USAGE", "this agent has not started yet");
  }

  #threadAt(seq: number): number {
    const agent = this.#index.steps.at(seq)?.agent;
    return agent === undefined ? LOG_THREAD : this.#threads.idOf(agent);
  }
}
