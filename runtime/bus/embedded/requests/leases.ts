/**
 * When the deliveries of one consumer count as lost. One timer for all of them: leases have one
 * length, so the order in which they were taken or renewed is the order in which they end.
 */
export class Leases<T> {
  readonly #length: number;
  readonly #expire: (item: T) => void;
  readonly #ends = new Map<T, number>();
  #timer: NodeJS.Timeout | undefined;
  /** When the timer should fire. */
  #due = 0;

  constructor(length: number, expire: (item: T) => void) {
    this.#length = length;
    this.#expire = expire;
  }

  get size(): number {
    return this.#ends.size;
  }

  has(item: T): boolean {
    return this.#ends.has(item);
  }

  /** Takes or renews a lease. */
  hold(item: T): void {
    this.#ends.delete(item);
    this.#ends.set(item, performance.now() + this.#length);
    if (!this.#timer) this.#arm();
  }

  drop(item: T): void {
    this.#ends.delete(item);
    if (this.#ends.size === 0) this.close();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#ends.clear();
  }

  #arm(): void {
    const [first] = this.#ends.values();
    if (first === undefined || first === Infinity) return;
    this.#due = first;
    // Rounded up: a timer that fires a fraction of a millisecond early would have to be set again.
    this.#timer = setTimeout(this.#fire, Math.ceil(first - performance.now()));
  }

  readonly #fire = (): void => {
    this.#timer = undefined;
    const now = performance.now();
    // While the event loop was blocked, no lease could be renewed: such a lease is extended once.
    if (now - this.#due > this.#length / 2 + 5) {
      for (const item of this.#ends.keys()) this.#ends.set(item, now + this.#length);
    }
    for (const [item, end] of this.#ends) {
      if (end > now) break;
      this.#ends.delete(item);
      this.#expire(item);
    }
    if (!this.#timer) this.#arm();
  };
}
