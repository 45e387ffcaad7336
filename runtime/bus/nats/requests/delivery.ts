import type { Envelope } from "../../../../protocols/index.ts";
import type { Delivery } from "../../bus.ts";
import type { DeliveredRecord } from "../records/index.ts";
import { since, type Instant } from "./pulse.ts";

/** The part of a lease after which it counts as over here: the server must never be first. */
const MARGIN = 0.9;

/** How a delivery ended. */
export type Settlement = { readonly ack: true } | { readonly ack: false; readonly delay: number };

/** What a delivery needs from its consumer. */
export interface DeliveryHost {
  readonly lease: number;
  readonly connected: boolean;
  /** Informs the server and removes the delivery from the held requests. */
  settle(delivery: NatsDelivery, verdict: Settlement): void;
  /** Asks for more time; `renewed` is called when the server has certainly read it. */
  renew(delivery: NatsDelivery): void;
}

/** One request that this process has leased, for as long as the lease lasts. */
export class NatsDelivery implements Delivery {
  readonly envelope: Envelope;
  readonly attempt: number;
  /** The subject of its acknowledgement. */
  readonly reply: string;
  /** When it was found to be unanswered, by the steady clock. */
  readonly checked = performance.now();
  readonly #host: DeliveryHost;
  #renewed: Instant;
  #settled = false;
  #lost = false;

  /** @param from when its lease began at the latest */
  constructor(
    host: DeliveryHost,
    envelope: Envelope,
    { attempt }: DeliveredRecord,
    reply: string,
    from: Instant,
  ) {
    this.envelope = envelope;
    this.attempt = attempt;
    this.reply = reply;
    this.#host = host;
    this.#renewed = from;
  }

  get expired(): boolean {
    if (this.#settled) return false;
    this.#lost ||= since(this.#renewed) >= MARGIN * this.#host.lease;
    return this.#lost;
  }

  ack(): void {
    this.#settle({ ack: true });
  }

  nak(delay: number): void {
    this.#settle({ ack: false, delay });
  }

  working(): void {
    // A late renewal would extend the lease of the worker that has the request now.
    if (this.#settled || this.expired || !this.#host.connected) return;
    this.#host.renew(this);
  }

  /** The server had read a sign of life of this moment before the lease was over. */
  renewed(moment: Instant): void {
    if (!this.expired && moment.steady > this.#renewed.steady) this.#renewed = moment;
  }

  #settle(verdict: Settlement): void {
    if (this.#settled || this.expired) return;
    this.#settled = true;
    this.#host.settle(this, verdict);
  }
}
