/** One measurement: ours and a baseline, both taken in the same run of the same process. */
export interface BenchRow {
  readonly name: string;
  readonly ours: number;
  readonly baseline: number;
  readonly ratio: number;
  /** Of `ours` and `baseline`. */
  readonly unit: string;
}
