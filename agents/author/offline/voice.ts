import { random } from "../../../protocols/index.ts";

/**
 * Choices that depend on a seed and on what they are for, so that one choice more in one sentence
 * never changes another.
 */
export class Voice {
  readonly #seed: number;
  readonly #stream: readonly (string | number)[];
  #drawn = 0;

  constructor(seed: number, ...stream: readonly (string | number)[]) {
    this.#seed = seed;
    this.#stream = stream;
  }

  /** A derived voice for a part of the text. */
  about(...part: readonly (string | number)[]): Voice {
    return new Voice(this.#seed, ...this.#stream, ...part);
  }

  /** A number in [0, 1). */
  draw(): number {
    this.#drawn += 1;
    return random(this.#seed, ...this.#stream, this.#drawn);
  }

  pick<T>(options: readonly [T, ...T[]]): T {
    return options[Math.floor(this.draw() * options.length)] ?? options[0];
  }

  chance(probability: number): boolean {
    return this.draw() < probability;
  }

  shuffle<T>(items: readonly T[]): T[] {
    const keyed = items.map((item) => ({ item, key: this.draw() }));
    return keyed.toSorted((a, b) => a.key - b.key).map(({ item }) => item);
  }
}
