import { nanos, type Msg } from "@nats-io/transport-node";
import type { NatsLink } from "../../../nats/index.ts";
import { type DeliveredRecord, deliveredOf } from "../records/index.ts";

/** Messages of one pull: a frozen process must not sit on many. */
const BATCH = 10;
/** Milliseconds until a pull expires, so that the server stops sending to a dead process soon. */
const EXPIRES = 1000;
/** Milliseconds that an answer may take beyond that. */
const GRACE = 1500;
/** Milliseconds before asking again when the server could not serve. */
const RETRY = 250;

export interface PullOptions {
  readonly stream: string;
  readonly consumer: string;
  /** How many messages may come now. */
  readonly free: () => number;
  readonly receive: (message: DeliveredRecord, reply: string) => void;
}

/** Pulls messages from a durable consumer, never more than can be handled at once. */
export class PullLoop {
  readonly #link: NatsLink;
  readonly #options: PullOptions;
  readonly #inbox: string;
  readonly #subscription;
  readonly #stop: () => void;
  /** The pull under way: its number, and how many messages it may still bring. */
  #number = 0;
  #owed = 0;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(link: NatsLink, options: PullOptions) {
    this.#link = link;
    this.#options = options;
    this.#inbox = link.inbox();
    this.#subscription = link.connection.subscribe(`${this.#inbox}.*`, {
      callback: (error, message) => {
        if (!error) this.#arrive(message);
      },
    });
    this.#stop = link.listen({ down: () => this.#done(), up: () => this.more() });
    this.more();
  }

  /** Asks for as many messages as can be handled now. */
  more(): void {
    if (this.#closed || this.#owed > 0 || this.#timer || !this.#link.connected) return;
    const batch = Math.min(BATCH, this.#options.free());
    if (batch <= 0) return;
    const { stream, consumer } = this.#options;
    this.#number += 1;
    this.#owed = batch;
    this.#link.connection.publish(
      `$JS.API.CONSUMER.MSG.NEXT.${stream}.${consumer}`,
      JSON.stringify({ batch, expires: nanos(EXPIRES) }),
      { reply: `${this.#inbox}.${this.#number}` },
    );
    this.#after(EXPIRES + GRACE);
  }

  /**
   * Stops pulling. What the server sends until it has processed this is still received, so that it
   * can be given back.
   */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#stop();
    this.#done();
    await this.#subscription.drain().catch(() => {});
  }

  #arrive(message: Msg): void {
    const delivered = deliveredOf(message);
    if (delivered) {
      this.#owed = Math.max(0, this.#owed - 1);
      if (this.#owed === 0) this.#done();
      this.#options.receive(delivered, message.reply ?? "");
      this.more();
    } else if (message.subject === `${this.#inbox}.${this.#number}`) {
      this.#ended(message.headers?.code ?? 0);
    }
  }

  /** A status: the pull has ended without the messages that it was for. */
  #ended(code: number): void {
    // 100 is a sign of scope.
    if (code === 100) return;
    this.#done();
    // 404 and 408 say that there was nothing to send.
    if (code === 404 || code === 408) this.more();
    else this.#after(RETRY);
  }

  #after(milliseconds: number): void {
    this.#timer = setTimeout(() => {
      this.#done();
      this.more();
    }, milliseconds);
    this.#timer.unref();
  }

  #done(): void {
    this.#owed = 0;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
