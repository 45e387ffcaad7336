import { AdaptiveLimit } from "./adaptive-limit.ts";
import { sleep, type Clock } from "./clock.ts";

/** Permission for one attempt; handed back when the server refuses it. */
export interface Permit {
  readonly epoch: number;
}

/**
 * Limits how many requests are in flight at one server: one more for every round that succeeds,
 * half as many when the server says that it is too much. A server's Retry-After pauses all callers.
 */
export class RateGate {
  readonly #clock: Clock;
  readonly #adaptive: AdaptiveLimit;
  readonly #waiting = new Set<() => void>();
  #inFlight = 0;
  #pausedUntil: number;

  constructor(most: number, clock: Clock) {
    this.#clock = clock;
    this.#pausedUntil = clock.now();
    // Half of what is allowed: a server that takes more shows it within a few rounds.
    this.#adaptive = new AdaptiveLimit({ start: Math.ceil(most / 2), least: 1, most, step: 1 });
  }

  /** Requests that may be in flight now. */
  get limit(): number {
    return Math.floor(this.#adaptive.value);
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** Waits for permission. Rejects with the signal's reason once it is aborted. */
  async enter(signal: AbortSignal): Promise<Permit> {
    for (;;) {
      signal.throwIfAborted();
      const pause = this.#pausedUntil - this.#clock.now();
      if (pause > 0) {
        await sleep(this.#clock, pause, signal);
      } else if (this.#inFlight < this.limit) {
        this.#inFlight += 1;
        return { epoch: this.#adaptive.epoch };
      } else {
        await this.#changed(signal);
      }
    }
  }

  succeeded(): void {
    this.#adaptive.grow(1);
    this.#leave();
  }

  /** The attempt failed for a reason that says nothing of the server's load. */
  failed(): void {
    this.#leave();
  }

  /**
   * The server refused the attempt as too much.
   *
   * @param pause milliseconds for which no request may be sent
   */
  throttled(permit: Permit, pause = 0): void {
    this.#adaptive.halve(permit.epoch);
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#clock.now() + pause);
    this.#leave();
  }

  #leave(): void {
    this.#inFlight -= 1;
    // All of them: a raised limit lets in more than the one place that became free.
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }

  #changed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const wake = (): void => {
        signal.removeEventListener("abort", abort);
        resolve();
      };
      const abort = (): void => {
        this.#waiting.delete(wake);
        reject(signal.reason as Error);
      };
      signal.addEventListener("abort", abort, { once: true });
      this.#waiting.add(wake);
    });
  }
}
