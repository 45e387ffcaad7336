import type { BlobRef, Draft, Envelope } from "../../protocols/index.ts";

/** Something that was opened and can be closed; closing twice is harmless. */
export interface Subscription {
  close(): Promise<void>;
}

/** One request in the hands of one consumer. */
export interface Delivery {
  readonly envelope: Envelope;
  /** 1 for the first delivery of this request, more after a nak or an expired lease. */
  readonly attempt: number;
  /** The request is done; it is not delivered again. */
  ack(): void;
  /** Deliver it again after so many milliseconds, here or elsewhere. */
  nak(delay: number): void;
  /** The request is still being worked on; renews the lease. */
  working(): void;
}

export interface RequestOptions {
  /** Requests in hand at the same time. */
  readonly concurrency: number;
  /** Milliseconds without `working` after which a delivery counts as lost and is made again. */
  readonly lease?: number;
}

/** Which part of a log to read. */
export interface LogFilter {
  readonly session?: string;
  /** First position, from 1. */
  readonly from?: number;
}

/**
 * What carries messages. The log that it keeps is the only source of truth: a message exists
 * when it stands there, and a reader sees messages in its order.
 *
 * A publish is idempotent: a message whose id the log already holds is dropped. Requests are
 * delivered at least once, to one consumer of the role at a time, until they are acked; a request
 * whose answer stands in the log is never delivered again. Mailboxes are delivered in order, from
 * their first message, exactly once to each subscription.
 */
export interface Bus {
  readonly run: string;
  /** Resolves when the log has taken the message; false when the log held it already. */
  publish(draft: Draft): Promise<boolean>;
  /** Calls `receive` with every message of a mailbox, from its first on, in log order. */
  mailbox(address: string, receive: (envelope: Envelope) => void): Promise<Subscription>;
  /** Calls `handle` with the requests to a role, over all sessions. */
  requests(
    role: string,
    options: RequestOptions,
    handle: (delivery: Delivery) => void,
  ): Promise<Subscription>;
  /** How many numbered messages of this sender the log holds. */
  sent(address: string): Promise<number>;
  putBlob(bytes: Uint8Array): Promise<BlobRef>;
  /** Throws BLOB_MISSING. */
  getBlob(ref: BlobRef): Promise<Uint8Array>;
  /** The messages of the log in order, up to its end at the time of the call. */
  read(filter?: LogFilter): AsyncIterable<Envelope>;
  /** Nothing of this session will be subscribed to or requested again. */
  release(session: string): void;
  /** Resolves when all that was published is safe from a crash of this process. */
  flush(): Promise<void>;
  close(): Promise<void>;
}
