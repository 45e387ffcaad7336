import { sha256, type Envelope } from "../../../../protocols/index.ts";
import {
  ConnectionScope,
  type NatsLink,
  blobFilter,
  blobStream,
  controlFilter,
  logStream,
  withRetry,
  problemOfNats,
} from "../../../nats/index.ts";
import {
  RecordLookup,
  internalOf,
  reportDamaged,
  scanStream,
  soundEnvelope,
  type OnDamaged,
} from "../records/index.ts";

/**
 * Messages to the run itself, from a position up to the end of the log at the time of the
 * call: its first record, the ends of sessions, and retries. Throws RUN_MISSING, NATS_REFUSED.
 */
export async function* readControl(
  link: NatsLink,
  run: string,
  from: number = 1,
  damaged: OnDamaged = reportDamaged(link),
): AsyncGenerator<Envelope> {
  const stream = logStream(run);
  const scope = new ConnectionScope(link);
  const to = await new RecordLookup(scope, stream, false).end();
  for await (const record of scanStream(scope, { stream, filter: controlFilter(run), from, to })) {
    if (internalOf(record)) continue;
    const envelope = soundEnvelope(record, damaged);
    if (envelope) yield envelope;
  }
}

/**
 * The bytes of all blobs of a session, each once, in the order in which they were finished. Throws
 * RUN_MISSING and NATS_REFUSED. Bytes that are not what their hash says are left out.
 */
export async function* readBlobs(
  link: NatsLink,
  run: string,
  session: string,
): AsyncGenerator<Uint8Array> {
  const stream = blobStream(run);
  const scope = new ConnectionScope(link);
  const to = await new RecordLookup(scope, stream, false).end();
  const filter = blobFilter(run, session);
  const open = new Map<string, Map<number, Uint8Array>>();
  for await (const { subject, data } of scanStream(scope, { stream, filter, from: 1, to })) {
    const [hash = "", index] = subject.split(".").slice(-2);
    const chunks = open.get(hash) ?? new Map<number, Uint8Array>();
    open.set(hash, chunks.set(Number(index), data));
    // The first chunk is written last.
    if (Number(index) !== 0) continue;
    open.delete(hash);
    const ordered = [...chunks].toSorted(([a], [b]) => a - b).map(([, bytes]) => bytes);
    const bytes = Buffer.concat(ordered);
    // Bytes with a wrong hash are ignored: the correct ones are before or after them.
    if (sha256(bytes) === hash) yield bytes;
  }
}

/** Removes the streams of a run; what is gone already is no error. Throws NATS_REFUSED. */
export async function removeRun(link: NatsLink, run: string): Promise<void> {
  const scope = new ConnectionScope(link);
  for (const stream of [logStream(run), blobStream(run)]) {
    try {
      await withRetry(scope, `removing ${stream}`, () => link.manager.streams.delete(stream));
    } catch (error) {
      const { cause } = error as Error;
      if (problemOfNats(cause) !== "missing") throw error;
    }
  }
}
