import {
  CONTROL_ADDRESS,
  HindcastError,
  RUN_SESSION,
  formatAddress,
  messageId,
  type Body,
} from "../../protocols/index.ts";
import { NO_USAGE } from "../../agents/usage/index.ts";
import type { Bus } from "../../runtime/bus/index.ts";
import type { SessionPlan } from "./sessions.ts";

/** Milliseconds without a step and without a request in hand after which a session has stalled. */
const PATIENCE = 5 * 60_000;

const WATCHER = formatAddress({ session: RUN_SESSION, role: "control", key: "watch" });

export interface StallOptions {
  readonly bus: Bus;
  /** A count that grows with every step. */
  readonly progress: () => number;
  readonly busy: () => boolean;
  readonly live: () => readonly SessionPlan[];
}

/**
 * Ends sessions as failed when nothing happens any more: an agent that waits for a message which
 * nobody will send would otherwise keep a run open for ever.
 */
export function watchForStalls({ bus, progress, busy, live }: StallOptions): { close(): void } {
  let last = progress();
  const timer = setInterval(() => {
    const now = progress();
    if (now === last && !busy()) void failAll(bus, live());
    last = now;
  }, PATIENCE);
  timer.unref();
  return { close: () => clearInterval(timer) };
}

async function failAll(bus: Bus, sessions: readonly SessionPlan[]): Promise<void> {
  const {
    code,
    class: kind,
    reason,
  } = new HindcastError(
    "SESSION_STALLED",
    `no message for ${PATIENCE / 60_000} minutes`,
  ).toRecord();
  const body: Body<"session.failed"> = { code, class: kind, reason, usage: NO_USAGE };
  let count = await bus.sent(WATCHER);
  for (const { session } of sessions) {
    await bus.publish({
      id: messageId(WATCHER, count),
      run: bus.run,
      session,
      from: WATCHER,
      to: CONTROL_ADDRESS,
      kind: "session.failed",
      cause: null,
      body,
    });
    count += 1;
  }
}
