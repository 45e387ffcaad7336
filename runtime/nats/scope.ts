import { RequestError } from "@nats-io/transport-node";
import { HindcastError } from "../../protocols/index.ts";
import { asHindcastError, problemOfNats } from "./errors.ts";
import type { NatsLink } from "./link.ts";

/** Pauses between attempts, in milliseconds. */
const RETRY_DELAYS = [20, 50, 100, 200, 500, 1000];

/** The time for which somebody wants answers from a server. */
export class ConnectionScope {
  readonly link: NatsLink;
  readonly #ended: Promise<void>;
  /** Ends what is being asked. */
  readonly #asking = new Set<() => void>();
  readonly #stop: () => void;
  #end: () => void = () => {};
  #closed = false;

  constructor(link: NatsLink) {
    this.link = link;
    this.#stop = link.listen({ down: () => this.#abort() });
    this.#ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  get closed(): boolean {
    return this.#closed;
  }

  close(): void {
    this.#closed = true;
    this.#stop();
    this.#end();
    this.#abort();
  }

  /** Asks once; a connection that goes takes the answer with it, so nobody waits for it. */
  attempt<T>(question: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const abort = (): void => reject(new RequestError("the connection is gone"));
      this.#asking.add(abort);
      const done = (): boolean => this.#asking.delete(abort);
      question().then(resolve, reject).finally(done);
    });
  }

  #abort(): void {
    for (const abort of this.#asking) abort();
  }

  /** Resolves when there is a connection. Throws INTERRUPTED once closed. */
  async up(): Promise<void> {
    if (!this.#closed && !this.link.connected) await Promise.race([this.link.up(), this.#ended]);
    throwIfClosed(this);
  }
}

/**
 * Asks the server until it answered: over lost connections, restarts and changes of leader. Throws
 * INTERRUPTED once closed, and what the server will say again whenever it is asked.
 */
export async function withRetry<T>(
  scope: ConnectionScope,
  what: string,
  ask: () => Promise<T>,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    await scope.up();
    try {
      return await scope.attempt(ask);
    } catch (error) {
      throwIfClosed(scope);
      if (problemOfNats(error) !== "transient") throw asHindcastError(error, what);
    }
    await pause(RETRY_DELAYS[Math.min(attempt, RETRY_DELAYS.length - 1)] ?? 1000);
  }
}

export function throwIfClosed(scope: { readonly closed: boolean }): void {
  if (scope.closed) throw new HindcastError("INTERRUPTED", "the bus is closed");
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
