import type { Clock } from "./options.ts";

/** Leave to make one attempt. */
export interface Ticket {
  /** Raised by every cut, so that requests sent before a cut do not cut again. */
  readonly epoch: number;
}

/**
 * How many attempts may be under way at one endpoint: one more for every round that succeeds,
 * half as many when the server says that it is too much. A server's Retry-After stops everybody.
 */
export class Gate {
  readonly #max: number;
  readonly #clock: Clock;
  readonly #waiting: (() => void)[] = [];
  #limit: number;
  #inFlight = 0;
  #epoch = 0;
  #pausedUntil = 0;

  constructor(max: number, clock: Clock) {
    this.#max = max;
    this.#clock = clock;
    // Half of what is allowed: a server that takes more shows it within a few rounds.
    this.#limit = Math.max(1, Math.ceil(max / 2));
  }

  /** Attempts that may be under way now. */
  get limit(): number {
    return Math.floor(this.#limit);
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** Waits for leave. Rejects with the signal's reason once it is aborted. */
  async enter(signal: AbortSignal): Promise<Ticket> {
    for (;;) {
      signal.throwIfAborted();
      const pause = this.#pausedUntil - this.#clock.now();
      if (pause > 0) {
        await this.#clock.wait(pause, signal);
      } else if (this.#inFlight < this.limit) {
        this.#inFlight += 1;
        return { epoch: this.#epoch };
      } else {
        await this.#turn(signal);
      }
    }
  }

  succeeded(): void {
    this.#limit = Math.min(this.#max, this.#limit + 1 / this.#limit);
    this.#leave();
  }

  /** The attempt failed for a reason that says nothing of the server's load. */
  failed(): void {
    this.#leave();
  }

  /** The server refused the attempt as too much; `pause` is how long it wants to be left alone. */
  throttled(ticket: Ticket, pause = 0): void {
    if (ticket.epoch === this.#epoch) {
      this.#limit = Math.max(1, this.#limit / 2);
      this.#epoch += 1;
    }
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#clock.now() + pause);
    this.#leave();
  }

  #leave(): void {
    this.#inFlight -= 1;
    // All of them: a raised limit lets in more than the one place that became free.
    for (const wake of this.#waiting.splice(0)) wake();
  }

  #turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = () => reject(signal.reason as Error);
      signal.addEventListener("abort", abort, { once: true });
      this.#waiting.push(() => {
        signal.removeEventListener("abort", abort);
        resolve();
      });
    });
  }
}
