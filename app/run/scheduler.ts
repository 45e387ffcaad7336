import {
  CONTROL_ADDRESS,
  HindcastError,
  serviceAddress,
  type Body,
  type Envelope,
  type RunSummary,
} from "../../protocols/index.ts";
import { blobAccess, type Bus, type Subscription } from "../../runtime/bus/index.ts";
import { startMessage, type StartOptions } from "./opening.ts";
import type { SessionPlan } from "../input/index.ts";
import { readSessionResult, summarizeRun, type SessionResult } from "./summary.ts";

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
  readonly #plans: ReadonlyMap<string, SessionPlan>;
  readonly #live = new Map<string, SessionPlan>();
  readonly #ends = new Map<string, SessionResult>();
  readonly #done: Promise<void>;
  #finish: () => void = () => {};
  #fail: (error: unknown) => void = () => {};
  #started = 0;
  #mailbox: Subscription | undefined;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#plans = new Map(options.sessions.map((plan) => [plan.session, plan]));
    this.#done = new Promise((resolve, reject) => {
      this.#finish = resolve;
      this.#fail = reject;
    });
    // A failure before anybody awaits `done` must not end the process as an unhandled rejection.
    this.#done.catch(() => {});
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
    const plan = this.#plans.get(envelope.session);
    if (!plan || this.#ends.has(plan.session)) return;
    const body = await this.#checkedEnd(envelope);
    const end = await readSessionResult(body, blobAccess(this.#options.bus, plan.session));
    // Another copy of the message may have arrived while the blobs were read.
    if (this.#ends.has(plan.session)) return;
    this.#ends.set(plan.session, end);
    this.#live.delete(plan.session);
    this.#options.onEnd(plan, envelope);
    await this.#startMore();
  }

  /** The last message of a session; it is done only when the recorder recorded what it names. */
  async #checkedEnd(
    envelope: Envelope,
  ): Promise<Body<"session.finished"> | Body<"session.failed">> {
    if (envelope.kind === "session.failed") return envelope.body as Body<"session.failed">;
    const body = envelope.body as Body<"session.finished">;
    if (await isRecorded(this.#options.bus, envelope, body.trajectory)) return body;
    const detail = `${envelope.session} claims to be done, but no such trajectory was recorded`;
    const error = new HindcastError("TRAJECTORY_INVALID", detail).toRecord();
    return { code: error.code, class: error.class, reason: error.reason, usage: body.usage };
  }

  async #startMore(): Promise<void> {
    const { sessions, width, bus } = this.#options;
    while (this.#started < sessions.length && this.#live.size < width) {
      const plan = sessions[this.#started];
      this.#started += 1;
      if (!plan) break;
      // A session that ended before this process started is only counted.
      if (!this.#ends.has(plan.session)) this.#live.set(plan.session, plan);
      await bus.publish(startMessage(bus.run, plan, this.#started, this.#options));
    }
    if (this.#ends.size === sessions.length) this.#finish();
  }
}

/** Messages before the end of a session that are searched first. */
const NEAR = 1000;

/** Whether the recorder of a session answered with a trajectory of this hash. */
async function isRecorded(bus: Bus, { session, seq }: Envelope, sha256: string): Promise<boolean> {
  const recorder = serviceAddress(session, "recorder");
  // The answer is among the last messages before the end, unless many sessions share the log.
  for (const start of new Set([Math.max(1, seq - NEAR), 1])) {
    for await (const { from, kind, body } of bus.read({ session, from: start })) {
      if (from !== recorder || kind !== "recorder.recorded") continue;
      if ((body as Body<"recorder.recorded">).sha256 === sha256) return true;
    }
  }
  return false;
}
