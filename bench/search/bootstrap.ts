import { randomInteger } from "../../protocols/index.ts";

/** A mean with its confidence interval. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 2000;

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/**
 * The mean of paired differences, one for each file, with its 95 % percentile interval over
 * resampled files (Efron's bootstrap). The same values give the same interval.
 */
export function bootstrap(values: readonly number[]): Interval {
  const count = values.length;
  const means = Array.from({ length: RESAMPLES }, (_, sample) => {
    // One draw for each resample, stretched by a linear congruence: a hash for each pick is slow.
    let state = randomInteger(2 ** 31, 1, "bootstrap", sample);
    let sum = 0;
    for (let pick = 0; pick < count; pick += 1) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
      sum += values[Math.floor((state / 2 ** 31) * count)] ?? 0;
    }
    return sum / count;
  }).toSorted((a, b) => a - b);
  const at = (share: number): number => means[Math.floor(share * (RESAMPLES - 1))] ?? 0;
  return { mean: meanOf(values), low: at(0.025), high: at(0.975) };
}
