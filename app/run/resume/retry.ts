import { countOf, type Body, type Envelope } from "../../../protocols/index.ts";
import { publishControl, type ControlBus } from "./control.ts";

/**
 * Voids every failure that ended a session, so that the session continues from before it.
 *
 * @param read reads all messages of the run that are still there, each time it is called
 * @param lost positions of answers that cannot be used any more, and are asked for again
 * @returns the sessions that go on
 */
export async function retryFailures(
  bus: ControlBus,
  read: () => AsyncIterable<Envelope>,
  lost?: ReadonlySet<number>,
): Promise<string[]> {
  const failures = await findFailures(read, lost);
  await publishVoids(bus, failures);
  return [...failures.keys()];
}

/** Makes messages void, by session, so that each session goes on without them. */
export async function publishVoids(
  bus: ControlBus,
  voids: ReadonlyMap<string, readonly number[]>,
): Promise<void> {
  const records = Array.from(voids, ([session, seqs]) => ({
    kind: "run.retried" as const,
    body: { session, voids: [...seqs] },
    session,
  }));
  await publishControl(bus, "retry", records);
}

/**
 * For each session that ended in a failure or lost an answer: the positions of all messages that
 * this caused.
 * Without these, the agents are back in their state before the failure, the request that failed is
 * unanswered again, and nothing that was answered is asked twice. A failed answer that its agent
 * never acted on is asked for again too: the session ended first, and it would fail once more. What a
 * file did without stays as it is, except where the session failed for too many of such files.
 */
export async function findFailures(
  read: () => AsyncIterable<Envelope>,
  lost: ReadonlySet<number> = new Set(),
): Promise<ReadonlyMap<string, readonly number[]>> {
  const ends = await readEnds(read());
  const voids = new Map<string, Map<number, string>>();
  const failed = new Set<string>();
  // A voided id is used again by the message that replaces it.
  const voidIds = new Set<string>();
  // A sender numbers its messages without gaps, so all messages after a voided one are void too.
  const voidSenders = new Set<string>();
  for await (const { id, session, from, kind, cause, seq, body } of read()) {
    if (kind === "run.retried") {
      const retried = (body as Body<"run.retried">).session;
      for (const old of voids.get(retried)?.values() ?? []) voidIds.delete(old);
      for (const sender of voidSenders)
        if (sender.startsWith(`${retried}/`)) voidSenders.delete(sender);
      voids.delete(retried);
      failed.delete(retried);
    } else if (
      lost.has(seq) ||
      kind === "agent.failed" ||
      kind === "session.failed" ||
      (kind === "service.failed" &&
        (ends.causes.has(id) || ends.unused.has(id) || ends.tooMany.has(session))) ||
      (cause !== null && voidIds.has(cause)) ||
      voidSenders.has(from)
    ) {
      voidIds.add(id);
      if (countOf(id) !== undefined) voidSenders.add(from);
      const own = voids.get(session) ?? new Map<number, string>();
      voids.set(session, own.set(seq, id));
      if (kind === "session.failed" || lost.has(seq)) failed.add(session);
    }
  }
  const found = [...voids].filter(([session]) => failed.has(session));
  return new Map(found.map(([session, seqs]) => [session, [...seqs.keys()]]));
}

interface Ends {
  /** Messages that made an agent give up. */
  readonly causes: ReadonlySet<string>;
  /** Failed answers after which their agent sent nothing that depends on them. */
  readonly unused: ReadonlySet<string>;
  /** Sessions that failed for too many files without thoughts. */
  readonly tooMany: ReadonlySet<string>;
}

async function readEnds(log: AsyncIterable<Envelope>): Promise<Ends> {
  const causes = new Set<string>();
  const tooMany = new Set<string>();
  const unused = new UnusedFailures();
  for await (const envelope of log) {
    const { session, kind, cause, body } = envelope;
    unused.read(envelope);
    if (kind === "run.retried") tooMany.delete((body as Body<"run.retried">).session);
    if (kind !== "agent.failed" && kind !== "session.failed") continue;
    if (cause !== null) causes.add(cause);
    if ((body as Body<"session.failed">).code === "TOO_MANY_FAILED_FILES") tooMany.add(session);
  }
  return { causes, unused: unused.ids(), tooMany };
}

/**
 * Failed answers that no later message of their agent depends on. An agent takes its messages in the
 * order of the log, so one that was sent in reply to the failure or to anything after it does.
 */
class UnusedFailures {
  /** By agent: ids of what it was sent from its first such failure on, in order; true for a failure. */
  readonly #since = new Map<string, Map<string, boolean>>();

  read({ id, from, to, kind, cause, body }: Envelope): void {
    if (kind === "run.retried") {
      const { session } = body as Body<"run.retried">;
      for (const agent of this.#since.keys()) {
        if (agent.startsWith(`${session}/`)) this.#since.delete(agent);
      }
      return;
    }
    const sent = this.#since.get(from);
    if (cause !== null && sent?.has(cause) === true) {
      for (const earlier of sent.keys()) {
        sent.delete(earlier);
        if (earlier === cause) break;
      }
      if (![...sent.values()].includes(true)) this.#since.delete(from);
    }
    const failed = kind === "service.failed";
    if (failed && !this.#since.has(to)) this.#since.set(to, new Map());
    this.#since.get(to)?.set(id, failed);
  }

  ids(): ReadonlySet<string> {
    const all = [...this.#since.values()].flatMap((sent) => [...sent]);
    return new Set(all.filter(([, failed]) => failed).map(([id]) => id));
  }
}
