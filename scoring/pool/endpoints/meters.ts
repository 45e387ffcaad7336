import { sizeClass } from "./token-limit.ts";

/** Busy time after which a measurement is taken into the rate, in milliseconds. */
const WINDOW = 500;
/** Share of a new measurement in the rate. */
const WEIGHT = 0.3;

/** Tokens that an endpoint computes in a second, of the time in which it has work. */
export class RateMeter {
  #rate: number | undefined;
  #tokens = 0;
  #busy = 0;
  #since: number | undefined;

  /** Tokens a second; undefined before the first measurement. */
  get rate(): number | undefined {
    return this.#rate ?? (this.#busy > 0 && this.#tokens > 0 ? this.#measured() : undefined);
  }

  /** Work came to an idle endpoint. */
  begin(now: number): void {
    this.#since ??= now;
  }

  /** An answer came; `idle` when it was the last that was awaited. */
  answered(tokens: number, now: number, idle: boolean): void {
    this.#tokens += tokens;
    this.pass(now, idle);
  }

  /** Time went by, perhaps for nothing. */
  pass(now: number, idle: boolean): void {
    if (this.#since !== undefined) this.#busy += now - this.#since;
    this.#since = idle ? undefined : now;
    if (this.#busy < WINDOW) return;
    const measured = this.#measured();
    this.#rate =
      this.#rate === undefined ? measured : this.#rate + WEIGHT * (measured - this.#rate);
    this.#tokens = 0;
    this.#busy = 0;
  }

  #measured(): number {
    return (1000 * this.#tokens) / this.#busy;
  }
}

/** Durations of a size that are remembered. */
const REMEMBERED = 64;
/** Fewer say nothing about the slowest in twenty. */
const ENOUGH = 16;

/** How long answers take by size, over all endpoints. */
export class Durations {
  readonly #bySize = new Map<number, { readonly values: number[]; next: number }>();

  add(tokens: number, duration: number): void {
    const size = sizeClass(tokens);
    const ring = this.#bySize.get(size) ?? { values: [], next: 0 };
    this.#bySize.set(size, ring);
    ring.values[ring.next] = duration;
    ring.next = (ring.next + 1) % REMEMBERED;
  }

  /** What 19 of 20 answers of this size stay below, in milliseconds; undefined when unknown. */
  p95(tokens: number): number | undefined {
    const values = this.#bySize.get(sizeClass(tokens))?.values;
    if (values === undefined || values.length < ENOUGH) return undefined;
    return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)];
  }
}
