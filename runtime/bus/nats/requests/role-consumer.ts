import { nanos } from "@nats-io/transport-node";
import type { Envelope } from "../../../../protocols/index.ts";
import type { NatsLink } from "../../../nats/index.ts";
import type { Delivery } from "../../bus.ts";
import type { DeliveredRecord } from "../records/index.ts";
import { NatsDelivery, type DeliveryHost, type Settlement } from "./delivery.ts";
import { PullLoop } from "./pull.ts";
import { Heartbeat, now, type Instant } from "./pulse.ts";
import type { TaskQueue } from "../../task-queue.ts";

/** What becomes of a message that a consumer was sent. */
export type Admission =
  | { readonly request: Envelope }
  /** Not a request, or one that is done. */
  | "done";

export interface RoleOptions {
  readonly stream: string;
  readonly consumer: string;
  readonly concurrency: number;
  /** Milliseconds, as the consumer was made. */
  readonly lease: number;
  /** Whether leases are renewed here for as long as this process lives. */
  readonly keep: boolean;
  readonly handle: (delivery: Delivery) => void;
}

export interface RoleHost {
  readonly link: NatsLink;
  readonly tasks: TaskQueue;
  admit(message: DeliveredRecord): Promise<Admission>;
  /** Whether this process holds a request. */
  has(id: string): boolean;
  /** This process leased a request. */
  taken(delivery: NatsDelivery): void;
  /** A request left them. */
  left(delivery: NatsDelivery): void;
  failed(error: unknown): void;
}

/** One subscription to the requests of a role. */
export class RoleConsumer implements DeliveryHost {
  readonly lease: number;
  readonly #host: RoleHost;
  readonly #options: RoleOptions;
  readonly #pull: PullLoop;
  readonly #heartbeat: Heartbeat;
  readonly #held = new Set<NatsDelivery>();
  /** Messages whose admission is being checked. */
  #admitting = 0;
  #renewing: Map<NatsDelivery, Instant> | undefined;
  #closed = false;

  constructor(host: RoleHost, options: RoleOptions) {
    this.#host = host;
    this.#options = options;
    this.lease = options.lease;
    this.#heartbeat = new Heartbeat(options.lease, () => this.#beat());
    this.#pull = new PullLoop(host.link, {
      stream: options.stream,
      consumer: options.consumer,
      free: () => options.concurrency - this.#held.size - this.#admitting,
      receive: (message, reply) => this.#receive(message, reply),
    });
  }

  get connected(): boolean {
    return this.#host.link.connected;
  }

  get open(): boolean {
    return !this.#closed || this.#held.size > 0;
  }

  /** Accepts no more requests; those it holds stay. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#pull.close();
    if (this.#held.size === 0) this.#heartbeat.close();
  }

  /** Returns the requests it holds, so that other workers get them immediately. */
  async releaseHeld(): Promise<void> {
    const closing = this.close();
    for (const delivery of this.#held) delivery.nak(0);
    this.#heartbeat.close();
    await closing;
  }

  settle(delivery: NatsDelivery, verdict: Settlement): void {
    this.#reply(delivery.reply, verdict, delivery);
    this.#drop(delivery);
  }

  renew(delivery: NatsDelivery): void {
    this.#host.link.connection.publish(delivery.reply, "+WPI");
    if (this.#renewing) {
      this.#renewing.set(delivery, now());
      return;
    }
    const batch = new Map([[delivery, now()]]);
    this.#renewing = batch;
    // One answer for all that is renewed in this turn.
    setImmediate(() => void this.#confirm(batch));
  }

  async #confirm(batch: ReadonlyMap<NatsDelivery, Instant>): Promise<void> {
    this.#renewing = undefined;
    try {
      await this.#host.link.connection.flush();
      for (const [delivery, moment] of batch) delivery.renewed(moment);
    } catch {
      // The renewal is unconfirmed, so the lease keeps its previous end.
    }
  }

  #receive(message: DeliveredRecord, reply: string): void {
    const from = this.#heartbeat.awake;
    if (this.#closed || this.#held.size + this.#admitting >= this.#options.concurrency) {
      return this.#reply(reply, { ack: false, delay: 0 });
    }
    this.#admitting += 1;
    this.#host
      .admit(message)
      .then((admission) => this.#decide(admission, message, reply, from))
      .catch((error: unknown) => this.#host.failed(error))
      .finally(() => {
        this.#admitting -= 1;
        this.#pull.more();
      });
  }

  #decide(admission: Admission, message: DeliveredRecord, reply: string, from: Instant): void {
    if (admission === "done") return this.#reply(reply, { ack: true });
    // Offered again after a retry, while the request itself was on its way.
    const busy = this.#host.has(admission.request.id);
    if (busy) return this.#reply(reply, { ack: false, delay: this.lease });
    const delivery = new NatsDelivery(this, admission.request, message, reply, from);
    // Looking took too long: it may be in other held.
    if (delivery.expired) return;
    if (this.#closed) return this.#reply(reply, { ack: false, delay: 0 });
    this.#held.add(delivery);
    this.#host.taken(delivery);
    this.#host.tasks.add({
      run: () => {
        if (this.#closed) delivery.nak(0);
        else if (!delivery.expired) this.#options.handle(delivery);
      },
    });
  }

  /** Informs the server, and retries until the lease ends while the server is unreachable. */
  #reply(reply: string, verdict: Settlement, delivery?: NatsDelivery): void {
    const { link } = this.#host;
    const word = replyText(verdict);
    if (link.connected) {
      link.connection.publish(reply, word);
    } else if (delivery) {
      void this.#replyLater(reply, word);
    }
  }

  async #replyLater(reply: string, word: string): Promise<void> {
    const end = performance.now() + this.lease / 2;
    const { link } = this.#host;
    await link.up().catch(() => {});
    if (link.connected && performance.now() < end) link.connection.publish(reply, word);
  }

  #beat(): void {
    for (const delivery of this.#held) {
      if (delivery.expired) this.#drop(delivery);
      else if (this.#options.keep) delivery.working();
    }
    if (this.#closed && this.#held.size === 0) this.#heartbeat.close();
  }

  #drop(delivery: NatsDelivery): void {
    if (!this.#held.delete(delivery)) return;
    this.#host.left(delivery);
    this.#pull.more();
  }
}

function replyText(verdict: Settlement): string {
  if (verdict.ack) return "+ACK";
  return verdict.delay > 0 ? `-NAK {"delay":${nanos(Math.round(verdict.delay))}}` : "-NAK";
}
