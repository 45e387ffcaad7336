import { squash } from "./logistic.ts";
import type { State } from "./state.ts";

const steps = 33;
const rate = 0.03;

/**
 * Secondary estimation: a probability is looked up in a table of what such predictions turned out
 * to be in a small context, between two neighbours of 33 steps (the APM stage of PAQ and lpaq,
 * Mahoney, "Data Compression Explained", 4.3.5).
 */
export class Refinement {
  readonly #table: Float32Array;
  #low = 0;
  #share = 0;

  /** @param contexts how many contexts there are */
  constructor(state: State, contexts: number) {
    this.#table = state.keep(new Float32Array(contexts * steps));
    for (let i = 0; i < this.#table.length; i++) {
      this.#table[i] = squash(((i % steps) - 16) / 2);
    }
  }

  /** The refined probability of a prediction given in the logistic domain. */
  predict(mixed: number, context: number): number {
    const bounded = mixed > 7.99 ? 7.99 : mixed < -7.99 ? -7.99 : mixed;
    const place = (bounded + 8) * 2;
    const step = place | 0;
    const low = context * steps + step;
    this.#low = low;
    this.#share = place - step;
    return this.#table[low]! * (1 - this.#share) + this.#table[low + 1]! * this.#share;
  }

  /** Learns the bit that the last `predict` was about. */
  learn(bit: number): void {
    const table = this.#table;
    const low = this.#low;
    table[low]! += (bit - table[low]!) * rate * (1 - this.#share);
    table[low + 1]! += (bit - table[low + 1]!) * rate * this.#share;
  }
}
