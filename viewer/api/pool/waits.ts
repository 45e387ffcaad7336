/** Waiting times that are kept to take quantiles of. */
const KEPT = 4096;

/** Waiting times; of many, every second, fourth, eighth ... is kept. */
export class Waits {
  #kept: number[] = [];
  #stride = 1;
  #seen = 0;

  add(milliseconds: number): void {
    if (this.#seen % this.#stride === 0) this.#kept.push(milliseconds);
    this.#seen += 1;
    if (this.#kept.length < KEPT) return;
    this.#kept = this.#kept.filter((_value, index) => index % 2 === 0);
    this.#stride *= 2;
  }

  /** The value that this share of the waiting times does not exceed; 0 without any. */
  quantile(share: number): number {
    const sorted = this.#kept.toSorted((a, b) => a - b);
    return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  }
}
