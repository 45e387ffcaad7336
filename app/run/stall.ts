import { HindcastError, type MessageTable } from "../../protocols/index.ts";
import type { Bus } from "../../runtime/bus/index.ts";
import type { AgentDefinition, ServiceTools } from "../../runtime/define/index.ts";
import { failSession } from "../../runtime/host/index.ts";
import { describeWaiting, inspectSession } from "../../runtime/replay/index.ts";

export interface StallOptions {
  readonly bus: Bus;
  readonly definitions: readonly AgentDefinition[];
  readonly messages: MessageTable;
  /** Milliseconds without progress within which something is said about a session. */
  readonly after: number;
  /** The live sessions, each with a count that grows with its progress. */
  readonly progress: () => ReadonlyMap<string, number>;
  readonly note: ServiceTools["note"];
  readonly onError: (error: unknown) => void;
}

/** A session whose count has not grown. */
interface Quiet {
  readonly count: number;
  /** Checks since the count grew. */
  readonly checks: number;
  /** Position of its last message when it was inspected. */
  readonly last: number;
}

/**
 * Ends a session as failed when nothing can happen in it any more: an agent that waits for a
 * message that nobody will send would otherwise keep a run open for ever. A session without
 * progress between two checks is folded from its log, which decides. One that waits for a service
 * goes on, and a warning says who waits for what.
 */
export class StallWatch {
  readonly #options: StallOptions;
  readonly #timer: NodeJS.Timeout;
  #quiet: ReadonlyMap<string, Quiet> = new Map();

  constructor(options: StallOptions) {
    this.#options = options;
    // The first check sees where a session is, the second that it is there still, the third that no
    // message came for it either.
    const interval = Math.max(1, Math.floor(options.after / 3));
    this.#timer = setInterval(() => void this.check().catch(options.onError), interval).unref();
  }

  /** Fails the sessions that made no progress since the last check and never can. */
  async check(): Promise<void> {
    const before = this.#quiet;
    const next = new Map<string, Quiet>();
    this.#quiet = next;
    for (const [session, count] of this.#options.progress()) {
      const known = before.get(session);
      if (known?.count !== count) next.set(session, { count, checks: 0, last: 0 });
      else next.set(session, await this.#inspect(session, known));
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #inspect(session: string, { count, checks: before, last }: Quiet): Promise<Quiet> {
    const checks = before + 1;
    // A session that waits for long is folded ever less often.
    if (!Number.isInteger(Math.log2(checks))) return { count, checks, last };
    const { bus, note } = this.#options;
    const found = await inspectSession(bus, session, this.#options);
    const waiting = describeWaiting(found.waiting);
    if (found.stalled) {
      const who = waiting || "every agent has ended, and none of them ended the session";
      const detail = `no request is open, and no agent has anything to say: ${who}`;
      await failSession(bus, session, new HindcastError("SESSION_STALLED", detail));
    } else if (found.last === last) {
      note("warn", "a session makes no progress", { session, waiting });
    }
    return { count, checks, last: found.last };
  }
}
