import { AckPolicy, DeliverPolicy, ReplayPolicy, type ConsumerInfo } from "@nats-io/jetstream";
import { nanos, type Msg } from "@nats-io/transport-node";
import {
  type ConnectionScope,
  isUnanswered,
  pause,
  problemOfNats,
  throwIfClosed,
  withRetry,
} from "../../../nats/index.ts";
import { deliveredOf, type DeliveredRecord } from "./ack-reply.ts";
import { RecordLookup } from "./lookup.ts";
import type { StreamRecord } from "./record.ts";

export interface StreamRange {
  readonly stream: string;
  readonly filter: string;
  /** First position. */
  readonly from: number;
  /** Last position. */
  readonly to: number;
  /** Leave the bodies out. */
  readonly headersOnly?: boolean;
}

/** Messages of one pull; two are under way, so that the server never waits for the reader. */
const BATCH = 200;
/** Milliseconds until a pull expires. */
const EXPIRES = 5000;
/** Milliseconds of silence after which a reader counts as lost; the server then forgets it. */
const SILENCE = 2 * EXPIRES;
const FORGET = nanos(60_000);

/**
 * The records of a stream in order, from one position to another, whatever becomes of connection
 * and server meanwhile. The library's ordered consumer may stand still for half a minute after a
 * restart; this one is made anew after the last record that was seen. Where the account may make no
 * consumers, as that of workers in docs/security.md, records are read one by one.
 */
export async function* scanStream(
  scope: ConnectionScope,
  options: StreamRange,
): AsyncGenerator<StreamRecord> {
  let next = Math.max(1, options.from);
  while (next <= options.to) {
    const consumer = await makeConsumer(scope, options, next);
    if (!consumer) {
      yield* scanSingly(scope, { ...options, from: next });
      return;
    }
    const reader = new ConsumerReader(scope, consumer);
    try {
      for (;;) {
        const record = await reader.next();
        if (!record || record.seq > options.to) return;
        next = record.seq + 1;
        yield record;
        if (record.pending === 0 || next > options.to) return;
      }
    } catch (error) {
      throwIfClosed(scope);
      if (!(error instanceof ReaderLost)) throw error;
      await pause(20);
    } finally {
      reader.close();
    }
  }
}

/** Undefined where nobody answers requests to make consumers, though JetStream is there. */
function makeConsumer(
  scope: ConnectionScope,
  { stream, filter, headersOnly }: StreamRange,
  from: number,
): Promise<ConsumerInfo | undefined> {
  const { consumers, streams } = scope.link.manager;
  return withRetry(scope, `reading ${stream}`, async () => {
    try {
      return await consumers.add(stream, {
        ack_policy: AckPolicy.None,
        deliver_policy: DeliverPolicy.StartSequence,
        replay_policy: ReplayPolicy.Instant,
        opt_start_seq: from,
        filter_subject: filter,
        headers_only: headersOnly === true,
        inactive_threshold: FORGET,
        mem_storage: true,
        num_replicas: 1,
      });
    } catch (error) {
      if (!isUnanswered(error)) throw error;
      await streams.info(stream);
      return undefined;
    }
  });
}

async function* scanSingly(
  scope: ConnectionScope,
  { stream, filter, from, to }: StreamRange,
): AsyncGenerator<StreamRecord> {
  // Only the leader has all that was acknowledged.
  const lookup = new RecordLookup(scope, stream, false);
  for (let next = from; next <= to;) {
    const record = await lookup.next(filter, next);
    if (!record || record.seq > to) return;
    next = record.seq + 1;
    yield record;
  }
}

class ReaderLost extends Error {}

/** One ephemeral consumer, read until it ends or is lost. */
class ConsumerReader {
  readonly #scope: ConnectionScope;
  readonly #info: ConsumerInfo;
  readonly #inbox: string;
  readonly #subscription;
  readonly #queue: DeliveredRecord[] = [];
  readonly #stop: () => void;
  #turn = 0;
  #asked = 0;
  #taken = 0;
  #failure: Error | undefined;
  #wake: () => void = () => {};

  constructor(scope: ConnectionScope, info: ConsumerInfo) {
    const { connection } = scope.link;
    this.#scope = scope;
    this.#info = info;
    this.#inbox = scope.link.inbox();
    this.#subscription = connection.subscribe(this.#inbox, {
      callback: (error, message) => this.#arrive(error, message),
    });
    this.#stop = scope.link.listen({ down: () => this.#fail("the connection is gone") });
  }

  /** The next record, undefined when there is none. */
  async next(): Promise<DeliveredRecord | undefined> {
    if (this.#info.num_pending === 0) return undefined;
    this.#pull();
    while (this.#queue.length === 0) {
      if (this.#failure) throw this.#failure;
      throwIfClosed(this.#scope);
      await this.#wait();
    }
    this.#taken += 1;
    return this.#queue.shift();
  }

  close(): void {
    this.#stop();
    this.#subscription.unsubscribe();
    const { stream_name: stream, name } = this.#info;
    const { link } = this.#scope;
    if (!link.connected) return;
    // If this fails, the server removes the consumer when it expires.
    link.manager.consumers.delete(stream, name).catch(() => {});
  }

  #pull(): void {
    if (this.#asked - this.#taken > BATCH) return;
    const { stream_name: stream, name } = this.#info;
    const request = JSON.stringify({ batch: BATCH, expires: nanos(EXPIRES) });
    this.#asked += BATCH;
    this.#scope.link.connection.publish(`$JS.API.CONSUMER.MSG.NEXT.${stream}.${name}`, request, {
      reply: this.#inbox,
    });
  }

  #wait(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#fail("the server is silent"), SILENCE);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #arrive(error: Error | null, message: Msg): void {
    const record = error ? undefined : deliveredOf(message);
    if (!record) return this.#fail(error ? problemOfNats(error) : "the server ended the reading");
    this.#turn += 1;
    if (record.consumerSeq !== this.#turn) return this.#fail("a record was lost");
    this.#queue.push(record);
    this.#wake();
  }

  #fail(why: string): void {
    this.#failure ??= new ReaderLost(why);
    this.#wake();
  }
}
