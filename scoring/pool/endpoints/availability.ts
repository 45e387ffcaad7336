import { HindcastError } from "../../../protocols/index.ts";
import type { Clock } from "../../../model-servers/index.ts";
import type { Endpoint } from "./endpoint.ts";

/** Failures that waiting does not mend. */
const FINAL = /^(ENDPOINT_CONFIG|CONFIG_INVALID):/;

/**
 * Whether there is an endpoint to work with. Before the first one was ready, the first failed
 * check of all of them is the answer; later they are given time to come back.
 */
export class Availability {
  readonly #endpoints: () => Iterable<Endpoint>;
  readonly #clock: Clock;
  readonly #outageTimeout: number;
  readonly #lost: (error: HindcastError) => void;
  #waiting: { resolve: () => void; reject: (error: unknown) => void }[] = [];
  #error: HindcastError | undefined;
  #everReady = false;
  #timer: unknown;

  /** @param lost called when what waits for an endpoint shall fail */
  constructor(parts: {
    readonly endpoints: () => Iterable<Endpoint>;
    readonly clock: Clock;
    readonly outageTimeout: number;
    readonly lost: (error: HindcastError) => void;
  }) {
    this.#endpoints = parts.endpoints;
    this.#clock = parts.clock;
    this.#outageTimeout = parts.outageTimeout;
    this.#lost = parts.lost;
  }

  /** Why nothing can be scored, when that is so. */
  get error(): HindcastError | undefined {
    return this.#error;
  }

  /** Resolves when an endpoint can be used; rejects when none will be. */
  async usable(): Promise<void> {
    if (this.#error) throw this.#error;
    if ([...this.#endpoints()].some(({ assignable }) => assignable)) return;
    await new Promise<void>((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  /** An endpoint was added that may change everything. */
  endpointAdded(): void {
    this.#error = undefined;
  }

  /** An endpoint went or changed. */
  update(): void {
    const endpoints = [...this.#endpoints()];
    if (endpoints.some(({ assignable }) => assignable)) {
      this.#everReady = true;
      this.#error = undefined;
      this.#stop();
      for (const { resolve } of this.#waiting.splice(0)) resolve();
      return;
    }
    if (endpoints.some(({ state }) => state === "probing")) return this.#wait();
    const hopeless = endpoints.every(({ lastError }) => FINAL.test(lastError ?? ""));
    if (hopeless || !this.#everReady) return this.fail();
    this.#wait();
  }

  /** Ends all waiting, with this error or the one that says what is wrong with each endpoint. */
  fail(error = this.#unavailable()): void {
    this.#stop();
    this.#error = error;
    for (const { reject } of this.#waiting.splice(0)) reject(error);
    this.#lost(error);
  }

  #wait(): void {
    if (this.#error || !this.#everReady) return;
    this.#timer ??= this.#clock.setTimeout(() => {
      const seconds = Math.round(this.#outageTimeout / 1000);
      this.fail(this.#unavailable(seconds > 0 ? `no endpoint for ${seconds} s: ` : ""));
    }, this.#outageTimeout);
  }

  #unavailable(since = ""): HindcastError {
    const each = [...this.#endpoints()].map(
      ({ name, state, lastError }) => `${name}: ${lastError ?? state}`,
    );
    const detail = each.join("; ") || "the pool has no endpoint";
    return new HindcastError("SCORER_UNAVAILABLE", since + detail);
  }

  #stop(): void {
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
