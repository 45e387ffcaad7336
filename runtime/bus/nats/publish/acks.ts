import { JetStreamApiError, type ApiError, type PubAck } from "@nats-io/jetstream";
import {
  NoRespondersError,
  PermissionViolationError,
  RequestError,
  TimeoutError,
  type Msg,
  type MsgHdrs,
} from "@nats-io/transport-node";
import type { NatsLink } from "../../../nats/index.ts";

interface PendingAck {
  readonly subject: string;
  /** By the steady clock. */
  readonly end: number;
  readonly resolve: (ack: PubAck) => void;
  readonly reject: (error: Error) => void;
}

/** Milliseconds between two looks at what was not answered. */
const LOOK = 100;
const NO_RESPONDERS = 503;

/**
 * Publishes to streams and waits for their word: one subscription and one timer for all that is
 * under way, and no wait for an answer that went down with its connection. The client's own
 * publish makes a timer and a race of promises for each message, at twice the price.
 */
export class PublishAcks {
  readonly #link: NatsLink;
  readonly #timeout: number;
  readonly #inbox: string;
  readonly #subscription;
  readonly #stop: () => void;
  /** In the order of their ends. */
  readonly #pending = new Map<string, PendingAck>();
  #timer: NodeJS.Timeout | undefined;
  #count = 0;

  /** @param timeout milliseconds */
  constructor(link: NatsLink, timeout: number) {
    this.#link = link;
    this.#timeout = timeout;
    this.#inbox = `${link.inbox()}.`;
    this.#subscription = link.connection.subscribe(`${this.#inbox}*`, {
      callback: (error, message) => {
        if (!error) this.#arrive(message);
      },
    });
    this.#stop = link.listen({
      down: () => this.#rejectAll(new RequestError("the connection is gone")),
      refused: (error) => this.#refuse(error),
    });
  }

  /** Rejects as the client's own publish does. */
  publish(subject: string, data: Uint8Array, headers: MsgHdrs): Promise<PubAck> {
    return new Promise((resolve, reject) => {
      this.#count += 1;
      const reply = `${this.#inbox}${this.#count}`;
      this.#link.connection.publish(subject, data, { headers, reply });
      const end = performance.now() + this.#timeout;
      this.#pending.set(reply, { subject, end, resolve, reject });
      this.#timer ??= setInterval(() => this.#look(), LOOK).unref();
    });
  }

  close(): void {
    this.#stop();
    this.#subscription.unsubscribe();
    this.#rejectAll(new RequestError("closed"));
  }

  #arrive(message: Msg): void {
    const pending = this.#pending.get(message.subject);
    if (!pending) return;
    this.#done(message.subject);
    if (message.data.length === 0 && message.headers?.code === NO_RESPONDERS) {
      const cause = new NoRespondersError(pending.subject);
      pending.reject(new RequestError(cause.message, { cause }));
      return;
    }
    const answer = message.json<PubAck & { readonly error?: ApiError }>();
    if (answer.error) pending.reject(new JetStreamApiError(answer.error));
    else pending.resolve(answer);
  }

  #look(): void {
    const now = performance.now();
    for (const [reply, { end, reject }] of this.#pending) {
      if (end > now) break;
      this.#done(reply);
      reject(new TimeoutError());
    }
  }

  /** The server names the subject alone, so all that wait for it are refused. */
  #refuse(error: Error): void {
    if (!(error instanceof PermissionViolationError) || error.operation !== "publish") return;
    for (const [reply, { subject, reject }] of this.#pending) {
      if (subject !== error.subject) continue;
      this.#done(reply);
      reject(error);
    }
  }

  #rejectAll(error: Error): void {
    for (const [reply, { reject }] of this.#pending) {
      this.#done(reply);
      reject(error);
    }
  }

  #done(reply: string): void {
    this.#pending.delete(reply);
    if (this.#pending.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
