/** Lets a bounded number of callers in; the others wait in the order in which they came. */
export class ConcurrencyLimit {
  readonly #most: number;
  /** Those who wait, from `#first` on: `shift` of a long array moves all of it. */
  #waiting: (() => void)[] = [];
  #first = 0;
  #inside = 0;

  constructor(most: number) {
    this.#most = most;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inside >= this.#most) await new Promise<void>((go) => this.#waiting.push(go));
    else this.#inside += 1;
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  #leave(): void {
    const next = this.#waiting[this.#first];
    if (!next) {
      this.#inside -= 1;
      return;
    }
    this.#first += 1;
    if (2 * this.#first > this.#waiting.length) {
      this.#waiting = this.#waiting.slice(this.#first);
      this.#first = 0;
    }
    next();
  }
}
