import { nanos } from "@nats-io/transport-node";
import type { Envelope } from "../../../../protocols/index.ts";
import type { NatsLink } from "../../../nats/index.ts";
import type { Delivery } from "../../bus.ts";
import type { Delivered } from "../records/index.ts";
import { NatsDelivery, type DeliveryHost, type Verdict } from "./delivery.ts";
import { Pull } from "./pull.ts";
import { Pulse, now, type Moment } from "./pulse.ts";
import type { Turns } from "../turns.ts";

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
  readonly turns: Turns;
  admit(message: Delivered): Promise<Admission>;
  /** Whether this process has a request in hand. */
  has(id: string): boolean;
  /** A request came into the hands of this process. */
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
  readonly #pull: Pull;
  readonly #pulse: Pulse;
  readonly #hand = new Set<NatsDelivery>();
  /** Messages that are being looked at. */
  #looking = 0;
  #renewing: Map<NatsDelivery, Moment> | undefined;
  #closed = false;

  constructor(host: RoleHost, options: RoleOptions) {
    this.#host = host;
    this.#options = options;
    this.lease = options.lease;
    this.#pulse = new Pulse(options.lease, () => this.#beat());
    this.#pull = new Pull(host.link, {
      stream: options.stream,
      consumer: options.consumer,
      free: () => options.concurrency - this.#hand.size - this.#looking,
      receive: (message, reply) => this.#receive(message, reply),
    });
  }

  get connected(): boolean {
    return this.#host.link.connected;
  }

  get open(): boolean {
    return !this.#closed || this.#hand.size > 0;
  }

  /** Takes no more; what is in hand stays there. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#pull.close();
    if (this.#hand.size === 0) this.#pulse.close();
  }

  /** Gives back what is in hand, so that others have it at once. */
  async giveBack(): Promise<void> {
    const closing = this.close();
    for (const delivery of this.#hand) delivery.nak(0);
    this.#pulse.close();
    await closing;
  }

  settle(delivery: NatsDelivery, verdict: Verdict): void {
    this.#tell(delivery.reply, verdict, delivery);
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

  async #confirm(batch: ReadonlyMap<NatsDelivery, Moment>): Promise<void> {
    this.#renewing = undefined;
    try {
      await this.#host.link.connection.flush();
      for (const [delivery, moment] of batch) delivery.renewed(moment);
    } catch {
      // Not known to be renewed: the lease goes on as it was.
    }
  }

  #receive(message: Delivered, reply: string): void {
    const from = this.#pulse.awake;
    if (this.#closed || this.#hand.size + this.#looking >= this.#options.concurrency) {
      return this.#tell(reply, { ack: false, delay: 0 });
    }
    this.#looking += 1;
    this.#host
      .admit(message)
      .then((admission) => this.#decide(admission, message, reply, from))
      .catch((error: unknown) => this.#host.failed(error))
      .finally(() => {
        this.#looking -= 1;
        this.#pull.more();
      });
  }

  #decide(admission: Admission, message: Delivered, reply: string, from: Moment): void {
    if (admission === "done") return this.#tell(reply, { ack: true });
    // Offered again after a retry, while the request itself was on its way.
    const busy = this.#host.has(admission.request.id);
    if (busy) return this.#tell(reply, { ack: false, delay: this.lease });
    const delivery = new NatsDelivery(this, admission.request, message, reply, from);
    // Looking took too long: it may be in other hands.
    if (delivery.expired) return;
    if (this.#closed) return this.#tell(reply, { ack: false, delay: 0 });
    this.#hand.add(delivery);
    this.#host.taken(delivery);
    this.#host.turns.add(() => {
      if (this.#closed) delivery.nak(0);
      else if (!delivery.expired) this.#options.handle(delivery);
    });
  }

  /** Tells the server; while it cannot be told, for as long as the lease lasts. */
  #tell(reply: string, verdict: Verdict, delivery?: NatsDelivery): void {
    const { link } = this.#host;
    const word = wordOf(verdict);
    if (link.connected) {
      link.connection.publish(reply, word);
    } else if (delivery) {
      void this.#tellLater(reply, word);
    }
  }

  async #tellLater(reply: string, word: string): Promise<void> {
    const end = performance.now() + this.lease / 2;
    const { link } = this.#host;
    await link.up().catch(() => {});
    if (link.connected && performance.now() < end) link.connection.publish(reply, word);
  }

  #beat(): void {
    for (const delivery of this.#hand) {
      if (delivery.expired) this.#drop(delivery);
      else if (this.#options.keep) delivery.working();
    }
    if (this.#closed && this.#hand.size === 0) this.#pulse.close();
  }

  #drop(delivery: NatsDelivery): void {
    if (!this.#hand.delete(delivery)) return;
    this.#host.left(delivery);
    this.#pull.more();
  }
}

function wordOf(verdict: Verdict): string {
  if (verdict.ack) return "+ACK";
  return verdict.delay > 0 ? `-NAK {"delay":${nanos(Math.round(verdict.delay))}}` : "-NAK";
}
