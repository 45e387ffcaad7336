import { decodeEnvelope, type Envelope } from "../../../../protocols/index.ts";
import type { Delivery, RequestOptions } from "../../bus.ts";
import type { TaskQueue, Task } from "../../task-queue.ts";
import { PendingQueue } from "./pending-queue.ts";
import { Leases } from "./leases.ts";
import type { PendingRequest } from "./pending-request.ts";

/** A consumer in the same process cannot die alone: without a lease, it keeps what it has. */
const NO_LEASE = Infinity;

/** What a queue needs from the bus. */
export interface QueueHost {
  readonly tasks: TaskQueue;
  /** Reads a request whose bytes were not kept. */
  load(request: PendingRequest): Promise<Envelope>;
  /** Bytes of this request are in memory no longer. */
  forget(bytes: Buffer): void;
  /** The request is over. */
  done(request: PendingRequest): void;
  fail(error: unknown): void;
}

interface Consumer {
  readonly concurrency: number;
  readonly handle: (delivery: Delivery) => void;
  readonly leases: Leases<PendingRequest>;
}

/** The requests to one role, and those who handle them. */
export class RoleQueue implements Task {
  readonly #host: QueueHost;
  readonly #waiting = new PendingQueue();
  readonly #delayed = new Set<PendingRequest>();
  #consumers: readonly Consumer[] = [];
  /** Whose turn it is. */
  #turn = 0;
  #scheduled = false;
  /** Consumers that closed while they held requests, until those are acked or lost. */
  readonly #leaving = new Set<Consumer>();

  constructor(host: QueueHost) {
    this.#host = host;
  }

  get size(): number {
    return this.#waiting.length + this.#delayed.size;
  }

  get held(): number {
    let held = 0;
    for (const { leases } of [...this.#consumers, ...this.#leaving]) held += leases.size;
    return held;
  }

  add(request: PendingRequest): void {
    this.#waiting.push(request);
    this.#schedule();
  }

  /** The request was answered or its session was released. */
  settle(request: PendingRequest): void {
    const { state, bytes } = request;
    if (bytes) this.#host.forget(bytes);
    request.settle();
    if (state === "waiting") this.#waiting.noteSettled();
    if (state === "delayed") this.#delayed.delete(request);
  }

  /** Returns a function that ends the subscription. Delivered requests stay with the consumer. */
  subscribe(options: RequestOptions, handle: (delivery: Delivery) => void): () => void {
    const leases = new Leases<PendingRequest>(options.lease ?? NO_LEASE, (request) => {
      this.#return(request, 0);
    });
    const consumer: Consumer = { concurrency: options.concurrency, handle, leases };
    this.#consumers = [...this.#consumers, consumer];
    this.#schedule();
    return () => {
      this.#consumers = this.#consumers.filter((other) => other !== consumer);
      if (leases.size > 0) this.#leaving.add(consumer);
    };
  }

  close(): void {
    for (const { leases } of [...this.#consumers, ...this.#leaving]) leases.close();
    for (const request of this.#delayed) clearTimeout(request.timer);
    this.#consumers = [];
  }

  /** Makes one delivery and schedules the next one. */
  run(): void {
    this.#scheduled = false;
    const index = this.#free();
    const consumer = this.#consumers[index];
    const request = consumer && this.#waiting.shift();
    if (!consumer || !request) return;
    this.#turn = index + 1;
    request.state = "held";
    request.attempt += 1;
    consumer.leases.hold(request);
    const { bytes } = request;
    request.bytes = undefined;
    this.#schedule();
    if (!bytes) {
      void this.#loadAndHand(consumer, request, request.attempt);
      return;
    }
    this.#host.forget(bytes);
    consumer.handle(this.#delivery(consumer, request, decodeEnvelope(bytes)));
  }

  async #loadAndHand(consumer: Consumer, request: PendingRequest, attempt: number): Promise<void> {
    let envelope: Envelope;
    try {
      envelope = await this.#host.load(request);
    } catch (error) {
      this.#host.fail(error);
      return;
    }
    const task: Task = {
      run: () => {
        if (request.attempt !== attempt || !consumer.leases.has(request)) return;
        consumer.handle(this.#delivery(consumer, request, envelope));
      },
    };
    this.#host.tasks.add(task);
  }

  #delivery(consumer: Consumer, request: PendingRequest, envelope: Envelope): Delivery {
    const { attempt } = request;
    const { leases } = consumer;
    // A consumer that lost its lease has no say any more: another one may be at work.
    const mine = (): boolean => request.attempt === attempt && leases.has(request);
    let over = false;
    return {
      envelope,
      attempt,
      ack: () => {
        if (!mine()) return;
        over = true;
        leases.drop(request);
        if (request.state !== "settled") {
          request.settle();
          this.#host.done(request);
        }
        this.#freed(consumer);
      },
      nak: (delay) => {
        if (!mine()) return;
        over = true;
        leases.drop(request);
        this.#return(request, delay);
        this.#freed(consumer);
      },
      working: () => {
        if (mine()) leases.hold(request);
      },
      get expired() {
        return !over && !mine();
      },
    };
  }

  #return(request: PendingRequest, delay: number): void {
    if (request.state !== "settled") {
      if (delay > 0) {
        request.state = "delayed";
        this.#delayed.add(request);
        request.timer = setTimeout(() => {
          this.#delayed.delete(request);
          request.timer = undefined;
          this.add(request);
        }, delay);
      } else {
        this.#waiting.push(request);
      }
    }
    this.#schedule();
  }

  #freed(consumer: Consumer): void {
    if (consumer.leases.size === 0) this.#leaving.delete(consumer);
    this.#schedule();
  }

  /** Index of the next consumer with free capacity, round robin; -1 when there is none. */
  #free(): number {
    const count = this.#consumers.length;
    for (let step = 0; step < count; step += 1) {
      const index = (this.#turn + step) % count;
      const consumer = this.#consumers[index];
      if (consumer && consumer.leases.size < consumer.concurrency) return index;
    }
    return -1;
  }

  #schedule(): void {
    if (this.#scheduled || !this.#waiting.peek() || this.#free() < 0) return;
    this.#scheduled = true;
    this.#host.tasks.add(this);
  }
}
