export interface AdaptiveLimitOptions {
  readonly start: number;
  readonly least: number;
  readonly most: number;
  /** By how much the limit grows for each limit's worth of answers. */
  readonly step: number;
}

/**
 * How much work one server is given at a time, in requests or tokens: additive increase while it
 * answers, half when it refuses (AIMD: Chiu and Jain 1989).
 */
export class AdaptiveLimit {
  readonly #options: AdaptiveLimitOptions;
  #value: number;
  #epoch = 0;

  constructor(options: AdaptiveLimitOptions) {
    this.#options = options;
    this.#value = Math.min(options.start, options.most);
  }

  get value(): number {
    return this.#value;
  }

  /** Raised by every cut; requests that were sent before a cut do not cut again. */
  get epoch(): number {
    return this.#epoch;
  }

  /** @param amount of work that was answered */
  grow(amount: number): void {
    this.#set(this.#value + (this.#options.step * amount) / this.#value);
  }

  /** Lowers the limit to a part of itself, though never below `floor`. */
  ease(factor: number, floor: number): void {
    this.#set(Math.max(floor, this.#value * factor));
  }

  /** Halves the limit after a refusal of a request of this epoch. */
  halve(epoch: number): void {
    if (epoch !== this.#epoch) return;
    this.#epoch += 1;
    this.#set(this.#value / 2);
  }

  #set(value: number): void {
    const { least, most } = this.#options;
    this.#value = Math.min(most, Math.max(Math.min(least, most), value));
  }
}
