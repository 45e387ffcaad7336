import type { BlobRef, Draft, Envelope } from "../../protocols/index.ts";

/** Something that was opened and can be closed; closing twice is harmless. */
export interface Subscription {
  close(): Promise<void>;
}

/** One request, delivered to one consumer. */
export interface Delivery {
  readonly envelope: Envelope;
  /** 1 for the first delivery of this request, more after a nak or an expired lease. */
  readonly attempt: number;
  /** The request is done; it is not delivered again. After a lost lease, this does nothing. */
  ack(): void;
  /** Deliver it again after this many milliseconds, to this consumer or another. */
  nak(delay: number): void;
  /** The request is still in progress; renews the lease. */
  working(): void;
  /**
   * The lease was not renewed in time, so another consumer may have the request. From now on
   * `ack`, `nak` and `working` do nothing, and this consumer must not publish for the request.
   */
  readonly expired: boolean;
}

export interface RequestOptions {
  /** Requests delivered at the same time. */
  readonly concurrency: number;
  /**
   * Milliseconds without `working` after which a delivery counts as lost and is made again. When
   * absent, deliveries are lost with their consumer alone.
   */
  readonly lease?: number;
}

/** Which part of a log to read. Messages that became void are part of it. */
export interface LogFilter {
  readonly session?: string;
  /** First position, from 1. */
  readonly from?: number;
}

/**
 * The message bus. Its log is the only source of truth: a message exists once it is in the log,
 * and every reader sees messages in log order.
 *
 * A publish is idempotent: a message whose id the log already holds is dropped. Requests are
 * delivered at least once, to one consumer of the role at a time, until they are acked; a request
 * whose answer is in the log is never delivered again. Mailboxes are delivered in order, from
 * their first message, exactly once to each subscription.
 *
 * A request is any message to the mailbox `<session>/<role>/pool` that is no answer, and any
 * `agent.spawn` to `<session>/spawn/<role>`. The first are asked for by their role, the second by
 * `spawn/<role>`. What is sent to the session `run` is no request.
 *
 * A `run.retried` makes messages of its session void: they are in no mailbox, answer nothing and
 * do not count as sent, so their ids may be used again. It is published before anything of the
 * session is subscribed to. When a message is void, so must be the later ones of its sender.
 */
export interface Bus {
  readonly run: string;
  /**
   * Resolves when the log has taken the message; false when the log held it already, or its
   * session was released. Senders number their messages from 0 without a gap, and one that takes
   * over from another sends all of them again. Throws MESSAGE_INVALID, MESSAGE_TOO_LARGE,
   * ADDRESS_INVALID, LOG_WRITE, LEASE_LOST when somebody else has taken over from this sender, and
   * INTERRUPTED once closed.
   */
  publish(draft: Draft): Promise<boolean>;
  /**
   * Calls `receive` with every message of a mailbox, from its first on, in log order. Never from
   * inside a call to the bus, and with an envelope that nobody else holds. When that order cannot
   * no longer be kept, calls `lost` once instead of `receive`: the reader must start again.
   */
  mailbox(
    address: string,
    receive: (envelope: Envelope) => void,
    lost?: (error: unknown) => void,
  ): Promise<Subscription>;
  /** Calls `handle` with the requests to a role or to `spawn/<role>`, over all sessions. */
  requests(
    role: string,
    options: RequestOptions,
    handle: (delivery: Delivery) => void,
  ): Promise<Subscription>;
  /** How many numbered messages of this sender the log holds, void ones left out. */
  sent(address: string): Promise<number>;
  /** Stores bytes for as long as the session stays; equal bytes are stored once. */
  putBlob(session: string, bytes: Uint8Array): Promise<BlobRef>;
  /** Throws BLOB_MISSING. */
  getBlob(session: string, ref: BlobRef): Promise<Uint8Array>;
  /** The messages of the log in order, up to its end at the time of the call. */
  read(filter?: LogFilter): AsyncIterable<Envelope>;
  /** Nothing of this session will be subscribed to or requested again. */
  release(session: string): void;
  /** Resolves when everything published survives a crash of this process. */
  flush(): Promise<void>;
  /** Flushes and releases everything; waiting deliveries are dropped. */
  close(): Promise<void>;
}
