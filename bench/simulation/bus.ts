import {
  HindcastError,
  messageId,
  type BlobRef,
  type Draft,
  type Envelope,
} from "../../protocols/index.ts";
import type { Bus, Delivery, Subscription } from "../../runtime/bus/index.ts";
import type { Connection, Held, SimulatedServer } from "./server.ts";

/** One worker's connection to the simulated server, for one life of the worker. */
export class SimulatedBus implements Bus, Connection {
  readonly run = "simulation";
  readonly name: string;
  readonly server: SimulatedServer;
  #crashed = false;
  #frozen: (() => void)[] | undefined;
  /** When the last thing that was sent arrives: a connection keeps its order. */
  #due = 0;
  #sent = 0;
  /** Until when what a killed process had sent arrives. */
  #cut = Infinity;
  /** Rejects what waits for an answer that cannot come any more. */
  readonly #open = new Set<(error: unknown) => void>();

  constructor(server: SimulatedServer, name: string) {
    this.server = server;
    this.name = name;
  }

  get gone(): boolean {
    return this.#crashed;
  }

  receive(run: () => void): void {
    if (this.#crashed) return;
    if (this.#frozen) this.#frozen.push(run);
    else run();
  }

  /** The process is gone; of what is on its way, what arrives soon does. */
  crash(): void {
    this.#crashed = true;
    this.#cut = this.server.time.now + this.server.latency(this.name, "crash") / 2;
    this.#frozen = undefined;
  }

  freeze(): void {
    if (!this.#crashed) this.#frozen ??= [];
  }

  thaw(): void {
    const waiting = this.#frozen ?? [];
    this.#frozen = undefined;
    // One after the other, as what came meanwhile is read from a socket.
    for (const run of waiting) this.server.time.after(0, () => this.receive(run));
  }

  /** Ends the waits of a worker, so that its hosts can be closed when the simulation is over. */
  bury(): void {
    this.#crashed = true;
    const error = new HindcastError("LEASE_LOST", "the simulation is over");
    for (const reject of this.#open) reject(error);
    this.#open.clear();
  }

  publish(draft: Draft): Promise<boolean> {
    return this.call(draft.id, () => this.server.append(draft));
  }

  putBlob(_session: string, bytes: Uint8Array): Promise<BlobRef> {
    return this.call(`blob ${bytes.length}`, () => this.server.putBlob(bytes));
  }

  getBlob(_session: string, ref: BlobRef): Promise<Uint8Array> {
    const bytes = this.server.blobs.get(ref.sha256);
    if (bytes) return Promise.resolve(Uint8Array.from(bytes));
    return Promise.reject(new HindcastError("BLOB_MISSING", ref.sha256));
  }

  /** Waits in virtual time. */
  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#open.add(reject);
      this.server.time.after(milliseconds, () =>
        this.receive(() => {
          this.#open.delete(reject);
          resolve();
        }),
      );
    });
  }

  mailbox(address: string, receive: (envelope: Envelope) => void): Promise<Subscription> {
    let next = 1;
    const take = (last: number): void => {
      for (const envelope of this.server.fetch(address, next, last)) {
        next += 1;
        receive(envelope);
      }
    };
    const reader = this.server.read(this, address, {
      arrive: (envelope, count) => {
        if (count < next) return;
        if (count > next && this.isGap(next, count)) return take(count);
        next = count + 1;
        receive(envelope);
      },
      end: (count) => {
        if (count >= next && this.isGap(next, count + 1)) take(count);
      },
    });
    return Promise.resolve({ close: () => Promise.resolve(reader.close()) });
  }

  requests(
    role: string,
    { concurrency }: { readonly concurrency: number },
    handle: (delivery: Delivery) => void,
  ): Promise<Subscription> {
    const consumer = this.server.consume(this, role, concurrency, (held) =>
      handle(this.#delivery(held)),
    );
    return Promise.resolve({ close: () => Promise.resolve(consumer.close()) });
  }

  sent(address: string): Promise<number> {
    let count = 0;
    const ids = new Set(this.server.log.map(({ id }) => id));
    while (ids.has(messageId(address, count))) count += 1;
    return Promise.resolve(count);
  }

  async *read(filter: { session?: string; from?: number } = {}): AsyncGenerator<Envelope> {
    const { session, from = 1 } = filter;
    for (const envelope of this.server.log.slice(from - 1)) {
      if (session === undefined || envelope.session === session) yield envelope;
    }
    await Promise.resolve();
  }

  release(): void {}

  flush(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Whether messages between what was expected and what came have to be fetched. */
  protected isGap(expected: number, found: number): boolean {
    return found > expected;
  }

  /** Does something at the server, in the order of the calls, and brings its result back. */
  protected call<T>(name: string, work: () => T): Promise<T> {
    this.#sent += 1;
    const { time } = this.server;
    this.#due = Math.max(this.#due, time.now + this.server.latency(this.name, name, this.#sent));
    return this.exchange(this.#due - time.now, work);
  }

  /** Does something at the server after so many milliseconds, and brings its result back. */
  protected exchange<T>(delay: number, work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#open.add(reject);
      const { time } = this.server;
      time.after(delay, () => {
        if (this.#crashed && time.now > this.#cut) return;
        const result = work();
        time.after(this.server.latency(this.name, "back", this.#sent), () =>
          this.receive(() => {
            this.#open.delete(reject);
            resolve(result);
          }),
        );
      });
    });
  }

  #delivery(held: Held): Delivery {
    const { server } = this;
    const isMine = (): boolean => !this.#crashed && !held.expired && !held.over;
    return {
      envelope: held.request,
      attempt: held.attempt,
      ack: () => {
        if (isMine()) server.ack(held);
      },
      nak: (delay) => {
        if (isMine()) server.nak(held, delay);
      },
      working: () => {},
      get expired() {
        return held.expired && !held.over;
      },
    };
  }
}
