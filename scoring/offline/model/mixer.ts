import { squash, stretchLimit } from "./logistic.ts";
import type { State } from "./state.ts";

/** How many weight sets judge each bit, each selected by a small context. */
const mixerLayers = 3;

const firstRate = 0.05;
const lastRate = 0.005;
const rateHalfLife = 500;
const finalRate = 0.002;
const limit = stretchLimit - 0.1;

function clamped(x: number): number {
  return x > limit ? limit : x < -limit ? -limit : x;
}

/**
 * Logistic mixing: a weighted sum of inputs in the logistic domain, its weights moved along the
 * gradient of the code length after every bit. Three weight sets are picked by different contexts
 * and a second, smaller mixer weighs their results (Mahoney, "Data Compression Explained", 4.3.2
 * and 4.3.3).
 */
export class Mixer {
  readonly inputs: Float64Array;
  /** The prediction in the logistic domain; set by `predict`. */
  mixed = 0;
  readonly #inputCount: number;
  readonly #weights: Float64Array;
  readonly #final: Float64Array;
  readonly #first: Int32Array;
  #at0 = 0;
  #at1 = 0;
  #at2 = 0;
  #mixed0 = 0;
  #mixed1 = 0;
  #mixed2 = 0;
  #finalAt = 0;
  #rate = firstRate;

  /**
   * @param inputCount numbers to mix
   * @param sizes how many weight sets each of the three layers chooses from
   * @param finals how many weight sets the second mixer chooses from
   */
  constructor(state: State, inputCount: number, sizes: readonly number[], finals: number) {
    this.#inputCount = inputCount;
    this.inputs = new Float64Array(inputCount);
    this.#first = new Int32Array(mixerLayers);
    let sets = 0;
    for (const [layer, size] of sizes.entries()) {
      this.#first[layer] = sets;
      sets += size;
    }
    // Many inputs repeat each other, so that together they would be too sure at a weight of 1.
    const weight = 2.5 / inputCount;
    this.#weights = state.keep(new Float64Array(sets * inputCount).fill(weight));
    this.#final = state.keep(new Float64Array(finals * mixerLayers).fill(1 / mixerLayers));
  }

  /** Sets the learning rate for a byte: high while there is little to unlearn. */
  begin(position: number): void {
    this.#rate = lastRate + (firstRate - lastRate) / (1 + position / rateHalfLife);
  }

  /**
   * Mixes `inputs`.
   *
   * @param set0 which weight set of the first layer; the others likewise
   * @returns the probability that the bit is 1
   */
  predict(set0: number, set1: number, set2: number, final: number): number {
    const n = this.#inputCount;
    const { inputs } = this;
    const weights = this.#weights;
    const first = this.#first;
    const at0 = (first[0]! + set0) * n;
    const at1 = (first[1]! + set1) * n;
    const at2 = (first[2]! + set2) * n;
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    for (let i = 0; i < n; i++) {
      const x = inputs[i]!;
      sum0 += x * weights[at0 + i]!;
      sum1 += x * weights[at1 + i]!;
      sum2 += x * weights[at2 + i]!;
    }
    this.#at0 = at0;
    this.#at1 = at1;
    this.#at2 = at2;
    this.#mixed0 = clamped(sum0);
    this.#mixed1 = clamped(sum1);
    this.#mixed2 = clamped(sum2);
    const at = final * mixerLayers;
    const weigh = this.#final;
    this.#finalAt = at;
    this.mixed = clamped(
      this.#mixed0 * weigh[at]! + this.#mixed1 * weigh[at + 1]! + this.#mixed2 * weigh[at + 2]!,
    );
    return squash(this.mixed);
  }

  /** Learns the bit that the last `predict` was about; p is what it returned. */
  learn(bit: number, p: number): void {
    const n = this.#inputCount;
    const { inputs } = this;
    const weights = this.#weights;
    const at0 = this.#at0;
    const at1 = this.#at1;
    const at2 = this.#at2;
    const error0 = (bit - squash(this.#mixed0)) * this.#rate;
    const error1 = (bit - squash(this.#mixed1)) * this.#rate;
    const error2 = (bit - squash(this.#mixed2)) * this.#rate;
    for (let i = 0; i < n; i++) {
      const x = inputs[i]!;
      weights[at0 + i]! += x * error0;
      weights[at1 + i]! += x * error1;
      weights[at2 + i]! += x * error2;
    }
    const error = (bit - p) * finalRate;
    const at = this.#finalAt;
    this.#final[at]! += error * this.#mixed0;
    this.#final[at + 1]! += error * this.#mixed1;
    this.#final[at + 2]! += error * this.#mixed2;
  }
}
