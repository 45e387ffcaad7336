import {
  CONTROL_ADDRESS,
  RUN_SESSION,
  messageId,
  spawnAddress,
  type Body,
  type Draft,
  type Envelope,
  type MainInput,
  type RunSummary,
  type SessionSettings,
} from "../../protocols/index.ts";
import { blobAccess, type Bus, type Subscription } from "../../runtime/bus/index.ts";
import type { SessionPlan } from "./sessions.ts";
import { summaryOfSessions, wholeEnd, type SessionEnd } from "./summary.ts";

export interface DriverOptions {
  readonly bus: Bus;
  readonly sessions: readonly SessionPlan[];
  readonly settings: SessionSettings;
  readonly seed: number;
  /** Sessions at work at the same time. */
  readonly width: number;
  /** Coders at work at the same time in one session. */
  readonly coders: number;
  /** SPEC of the held-out judge; nobody judges when absent. */
  readonly judge?: string | undefined;
  /** Files of a session that may go without any thought; see MainInput. */
  readonly maxFailedFiles?: string | undefined;
  /** Hash of the behaviour of the main agent. */
  readonly behaviour: string;
  readonly onEnd: (plan: SessionPlan, end: Envelope) => void;
}

/**
 * Starts the sessions of a run, so many at a time, and hears of their ends. It is the only sender
 * of the control address and numbers its messages by the order of the sessions, so that driving
 * the same run again after a crash sends nothing twice.
 */
export class RunDriver {
  readonly #options: DriverOptions;
  readonly #ends = new Map<string, SessionEnd>();
  readonly #done: Promise<void>;
  #finish: () => void = () => {};
  #fail: (error: unknown) => void = () => {};
  #started = 0;
  #mailbox: Subscription | undefined;

  constructor(options: DriverOptions) {
    this.#options = options;
    this.#done = new Promise((resolve, reject) => {
      this.#finish = resolve;
      this.#fail = reject;
    });
    // Whoever awaits the end hears of a failure; until then it must not end the process.
    this.#done.catch(() => {});
  }

  /** Sessions that have not ended. */
  get live(): readonly SessionPlan[] {
    return this.#options.sessions
      .slice(0, this.#started)
      .filter(({ session }) => !this.#ends.has(session));
  }

  async start(): Promise<void> {
    this.#mailbox = await this.#options.bus.mailbox(CONTROL_ADDRESS, (envelope) => {
      this.#hear(envelope).catch(this.#fail);
    });
    await this.#startMore();
  }

  /** Resolves when every session has ended; rejects when the run cannot go on. */
  get done(): Promise<void> {
    return this.#done;
  }

  /** Ends the run as it stands; sessions that are at work stay as the log has them. */
  stop(error?: unknown): void {
    if (error === undefined) this.#finish();
    else this.#fail(error);
  }

  async close(): Promise<void> {
    await this.#mailbox?.close();
  }

  summary(run: string, elapsed: number): RunSummary {
    const { sessions, seed } = this.#options;
    return summaryOfSessions({ run, seed, elapsed, sessions, ends: this.#ends });
  }

  async #hear(envelope: Envelope): Promise<void> {
    if (envelope.kind !== "session.finished" && envelope.kind !== "session.failed") return;
    const plan = this.#options.sessions.find(({ session }) => session === envelope.session);
    if (!plan || this.#ends.has(plan.session)) return;
    const body = envelope.body as Body<typeof envelope.kind>;
    const end = await wholeEnd(body, blobAccess(this.#options.bus, plan.session));
    // Another copy of the message may have been faster.
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
      await bus.publish(startOf(bus.run, plan, this.#started, this.#options));
    }
    if (this.#ends.size === sessions.length) this.#finish();
  }
}

/** What bears on how sessions are started. */
export type Driving = Pick<
  DriverOptions,
  "settings" | "seed" | "coders" | "judge" | "maxFailedFiles" | "behaviour"
>;

/** The message that starts the count-th session of a run, from 1. */
export function startOf(run: string, plan: SessionPlan, count: number, driving: Driving): Draft {
  const { settings, seed, coders, judge, maxFailedFiles, behaviour } = driving;
  const { session, path, source = { path } } = plan;
  const judged = judge === undefined ? {} : { judge };
  const lenient = maxFailedFiles === undefined ? {} : { max_failed_files: maxFailedFiles };
  const input: MainInput = { source, settings, seed, coders, ...judged, ...lenient };
  const body: Body<"agent.spawn"> = { role: "main", key: "main", behaviour, input };
  return {
    id: messageId(CONTROL_ADDRESS, count),
    run,
    session,
    from: CONTROL_ADDRESS,
    to: spawnAddress(session, "main"),
    kind: "agent.spawn",
    cause: messageId(CONTROL_ADDRESS, 0),
    body,
  };
}

/** The first record of a run's log. */
export function openingOf(run: string, body: Body<"run.opened">): Draft {
  return {
    id: messageId(CONTROL_ADDRESS, 0),
    run,
    session: RUN_SESSION,
    from: CONTROL_ADDRESS,
    to: CONTROL_ADDRESS,
    kind: "run.opened",
    cause: null,
    body,
  };
}
