import {
  RUN_SESSION,
  countOf,
  formatAddress,
  messageId,
  type Body,
  type Draft,
  type Envelope,
} from "../../protocols/index.ts";

const FAILURES = new Set(["service.failed", "agent.failed", "session.failed"]);

/** Sends the records that let failed sessions go on. */
const RETRIER = formatAddress({ session: RUN_SESSION, role: "control", key: "retry" });

/**
 * For each session whose last word is a failure: the positions of all that the failure caused.
 * Without these the agents stand where they stood before, the request that failed is unanswered
 * again, and nothing that was answered is asked twice.
 */
export async function findFailures(
  log: AsyncIterable<Envelope>,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const voids = new Map<string, Map<number, string>>();
  const failed = new Set<string>();
  // An id that became void is used again by what stands in its place.
  const voidIds = new Set<string>();
  // Numbers of a sender have no gap: behind a void one all later ones are void too.
  const voidSenders = new Set<string>();
  for await (const { id, session, from, kind, cause, seq, body } of log) {
    if (kind === "run.retried") {
      const retried = (body as Body<"run.retried">).session;
      for (const old of voids.get(retried)?.values() ?? []) voidIds.delete(old);
      for (const sender of voidSenders)
        if (sender.startsWith(`${retried}/`)) voidSenders.delete(sender);
      voids.delete(retried);
      failed.delete(retried);
    } else if (
      FAILURES.has(kind) ||
      (cause !== null && voidIds.has(cause)) ||
      voidSenders.has(from)
    ) {
      voidIds.add(id);
      if (countOf(id) !== undefined) voidSenders.add(from);
      const own = voids.get(session) ?? new Map<number, string>();
      voids.set(session, own.set(seq, id));
      if (kind === "session.failed") failed.add(session);
    }
  }
  const found = [...voids].filter(([session]) => failed.has(session));
  return new Map(found.map(([session, seqs]) => [session, [...seqs.keys()]]));
}

/** The record that makes a session's failure void. */
export function retryRecord(
  run: string,
  count: number,
  session: string,
  voids: readonly number[],
): Draft {
  return {
    id: messageId(RETRIER, count),
    run,
    session,
    from: RETRIER,
    to: RETRIER,
    kind: "run.retried",
    cause: null,
    body: { session, voids: [...voids] } satisfies Body<"run.retried">,
  };
}

/** The sender of {@link retryRecord}, whose messages are counted. */
export const RETRY_SENDER = RETRIER;
