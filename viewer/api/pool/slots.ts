/** Slots of a series, at most. */
const SLOTS = 96;

/** Sums and peaks by slots of time; slots become twice as long when there would be too many. */
export class Slots {
  /** Length of a slot in milliseconds. */
  width = 250;
  #start: number | undefined;
  readonly #series = new Map<string, { readonly how: "sum" | "peak"; values: number[] }>();

  get start(): number {
    return this.#start ?? 0;
  }

  add(name: string, time: number, value: number, how: "sum" | "peak" = "sum"): void {
    this.#start ??= time;
    // A clock that was set back counts for the first slot.
    let slot = Math.max(0, Math.floor((time - this.#start) / this.width));
    while (slot >= SLOTS) {
      this.#merge();
      slot = Math.floor((time - this.#start) / this.width);
    }
    const series = this.#series.get(name) ?? { how, values: [] };
    this.#series.set(name, series);
    const known = series.values[slot] ?? 0;
    series.values[slot] = how === "sum" ? known + value : Math.max(known, value);
  }

  /** The values of a series from its first slot on, 0 where nothing was. */
  of(name: string): number[] {
    return Array.from(
      this.#series.get(name)?.values ?? [],
      (value: number | undefined) => value ?? 0,
    );
  }

  #merge(): void {
    this.width *= 2;
    for (const series of this.#series.values()) {
      const { how, values } = series;
      const half = Math.ceil(values.length / 2);
      series.values = Array.from({ length: half }, (_none, index) => {
        const [a, b] = [values[2 * index] ?? 0, values[2 * index + 1] ?? 0];
        return how === "sum" ? a + b : Math.max(a, b);
      });
    }
  }
}
