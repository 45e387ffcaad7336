import {
  CONTROL_ADDRESS,
  HindcastError,
  formatAddress,
  isHindcastError,
  messageId,
  type Body,
  type MessageTable,
} from "../../protocols/index.ts";
import { NO_USAGE } from "../../agents/usage/index.ts";
import type { Bus } from "../../runtime/bus/index.ts";
import type { AgentDefinition } from "../../runtime/define/index.ts";
import { isStalled } from "../../runtime/replay/index.ts";

/** Milliseconds between two checks for sessions without progress. */
const INTERVAL = 5 * 60_000;

export interface StallOptions {
  readonly bus: Bus;
  readonly definitions: readonly AgentDefinition[];
  readonly messages: MessageTable;
  /** The live sessions, each with a count that grows with its progress. */
  readonly progress: () => ReadonlyMap<string, number>;
  readonly onError: (error: unknown) => void;
}

/**
 * Ends a session as failed when nothing can happen in it any more: an agent that waits for a
 * message that nobody will send would otherwise keep a run open for ever. A session without
 * progress between two checks is folded from its log, which decides.
 */
export class StallWatch {
  readonly #options: StallOptions;
  readonly #timer: NodeJS.Timeout;
  #last: ReadonlyMap<string, number> = new Map();

  constructor(options: StallOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.check().catch(options.onError), INTERVAL).unref();
  }

  /** Fails the sessions that made no progress since the last check and never can. */
  async check(): Promise<void> {
    const { bus, progress } = this.#options;
    const before = this.#last;
    this.#last = new Map(progress());
    for (const [session, count] of this.#last) {
      if (before.get(session) !== count) continue;
      if (await isStalled(bus, session, this.#options)) await fail(bus, session);
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }
}

async function fail(bus: Bus, session: string): Promise<void> {
  const why = "no request is open, and no agent has anything to say";
  const { code, class: kind, reason } = new HindcastError("SESSION_STALLED", why).toRecord();
  const body: Body<"session.failed"> = { code, class: kind, reason, usage: NO_USAGE };
  // One sender for each session: two workers that find the same stall send the same message.
  const from = formatAddress({ session, role: "control", key: "watch" });
  try {
    await bus.publish({
      id: messageId(from, 0),
      run: bus.run,
      session,
      from,
      to: CONTROL_ADDRESS,
      kind: "session.failed",
      cause: null,
      body,
    });
  } catch (error) {
    // Another worker has published it.
    if (!isHindcastError(error) || error.code !== "LEASE_LOST") throw error;
  }
}
