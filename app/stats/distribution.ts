/** How the values of one measure are spread. */
export interface Distribution {
  readonly count: number;
  readonly sum: number;
  readonly mean: number;
  readonly min: number;
  readonly median: number;
  readonly p90: number;
  readonly max: number;
  /** Values in ranges of equal width from the least to the greatest; the last holds the greatest. */
  readonly bins: readonly number[];
}

/** Ranges of a distribution. */
const BINS = 12;

/** The distribution of some values, in any order; undefined where there are none. */
export function distributionOf(values: readonly number[]): Distribution | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const [min] = sorted;
  const max = sorted.at(-1);
  if (min === undefined || max === undefined) return undefined;
  const bins = Array.from({ length: BINS }, () => 0);
  for (const value of sorted) {
    const share = max === min ? 0 : (value - min) / (max - min);
    const bin = Math.min(BINS - 1, Math.floor(share * BINS));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  const sum = sorted.reduce((total, value) => total + value, 0);
  const [median, p90] = [quantile(sorted, 0.5), quantile(sorted, 0.9)];
  return { count: sorted.length, sum, mean: sum / sorted.length, min, median, p90, max, bins };
}

/** The nearest value of which at least that share is not greater. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
