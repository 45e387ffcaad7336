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
  return resampled(values.length, (picked) => {
    let sum = 0;
    for (const at of picked) sum += values[at] ?? 0;
    return sum / Math.max(1, picked.length);
  });
}

/** The sum of one thing over the sum of another, files resampled in the same way. */
export function bootstrapRatio(pairs: readonly (readonly [number, number])[]): Interval {
  return resampled(pairs.length, (picked) => {
    let [some, all] = [0, 0];
    for (const at of picked) {
      some += pairs[at]?.[0] ?? 0;
      all += pairs[at]?.[1] ?? 0;
    }
    return some / all;
  });
}

function resampled(count: number, of: (picked: readonly number[]) => number): Interval {
  const values = Array.from({ length: RESAMPLES }, (_, sample) => {
    // One draw for each resample, stretched by a linear congruence: a hash for each pick is slow.
    let state = randomInteger(2 ** 31, 1, "bootstrap", sample);
    return of(
      Array.from({ length: count }, () => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
        return Math.floor((state / 2 ** 31) * count);
      }),
    );
  }).toSorted((a, b) => a - b);
  const at = (share: number): number => values[Math.floor(share * (RESAMPLES - 1))] ?? 0;
  const mean = of(Array.from({ length: count }, (_, index) => index));
  return { mean, low: at(0.025), high: at(0.975) };
}
