import {
  CONTROL_ADDRESS,
  type Body,
  type Envelope,
  type RunSummary,
} from "../../protocols/index.ts";
import { blobAccess, type Bus, type Subscription } from "../../runtime/bus/index.ts";
import { startMessage, type StartOptions } from "./opening.ts";
import type { SessionPlan } from "./sessions.ts";
import { loadEnd, summarizeRun, type SessionEnd } from "./summary.ts";

export interface SchedulerOptions extends StartOptions {
  readonly bus: Bus;
  readonly sessions: readonly SessionPlan[];
  /** Sessions that may run at the same time. */
  readonly width: number;
  readonly onEnd: (plan: SessionPlan, end: Envelope) => void;
}

/**
 * Starts the sessions of a run, up to `width` at a time, and collects how they end. It is the only
 * sender of the control address and numbers its messages by the order of the sessions, so starting
 * the same run again after a crash sends nothing twice.
 */
export class SessionScheduler {
  readonly #options: SchedulerOptions;
  readonly #ends = new Map<string, SessionEnd>();
  readonly #done: Promise<void>;
  #finish: () => void = () => {};
  #fail: (error: unknown) => void = () => {};
  #started = 0;
  #mailbox: Subscription | undefined;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#done = new Promise((resolve, reject) => {
      this.#finish = resolve;
      this.#fail = reject;
    });
    // A failure before anybody awaits `done` must not end the process as an unhandled rejection.
    this.#done.catch(() => {});
  }

  /** Sessions that were started and have not ended. */
  get live(): readonly SessionPlan[] {
    return this.#options.sessions
      .slice(0, this.#started)
      .filter(({ session }) => !this.#ends.has(session));
  }

  async start(): Promise<void> {
    this.#mailbox = await this.#options.bus.mailbox(CONTROL_ADDRESS, (envelope) => {
      this.#handle(envelope).catch(this.#fail);
    });
    await this.#startMore();
  }

  /** Resolves when every session has ended or the run was stopped; rejects when it cannot go on. */
  get done(): Promise<void> {
    return this.#done;
  }

  /** Ends the run early; sessions in progress stay as the log has them. */
  stop(error?: unknown): void {
    if (error === undefined) this.#finish();
    else this.#fail(error);
  }

  async close(): Promise<void> {
    await this.#mailbox?.close();
  }

  /** @param elapsed milliseconds since the run was started or resumed */
  summary(run: string, elapsed: number): RunSummary {
    const { sessions, seed } = this.#options;
    return summarizeRun({ run, seed, elapsed, sessions, ends: this.#ends });
  }

  async #handle(envelope: Envelope): Promise<void> {
    if (envelope.kind !== "session.finished" && envelope.kind !== "session.failed") return;
    const plan = this.#options.sessions.find(({ session }) => session === envelope.session);
    if (!plan || this.#ends.has(plan.session)) return;
    const body = envelope.body as Body<typeof envelope.kind>;
    const end = await loadEnd(body, blobAccess(this.#options.bus, plan.session));
    // Another copy of the message may have arrived while the blobs were read.
    if (this.#ends.has(plan.session)) return;
    this.#ends.set(plan.session, end);
    this.#options.onEnd(plan, envelope);
    await this.#startMore();
  }

  async #startMore(): Promise<void> {
    const { sessions, width, bus } = this.#options;
    while (this.#started < sessions.length && this.live.length < width) {
      const plan = sessions[this.#started];
      this.#started += 1;
      if (!plan) break;
      await bus.publish(startMessage(bus.run, plan, this.#started, this.#options));
    }
    if (this.#ends.size === sessions.length) this.#finish();
  }
}
