import type { BenchRow } from "../../row.ts";

/** A prediction beside what was measured; the ratio is 1 when it was right. */
export function compared(
  name: string,
  predicted: number,
  measured: number,
  unit: string,
): BenchRow {
  return {
    name: `${name}, predicted against measured`,
    ours: predicted,
    baseline: measured,
    ratio: predicted / measured,
    unit,
  };
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
