import { createHash } from "node:crypto";
import type { TrajectoryRecord } from "../record/index.ts";
import { contentOf } from "../text/index.ts";
import { runsOf, wordHashes } from "./words.ts";

/** Words of a run that no data set may share with a benchmark (GPT-3, arXiv:2005.14165, app. C). */
export const BENCHMARK_WORDS = 13;
/** A benchmark's text of fewer words would be found everywhere. */
const LEAST_WORDS = 8;

/** A text of a benchmark that a trajectory shares words with. */
export interface Contamination {
  readonly session: string;
  /** `file#row` of the benchmark. */
  readonly benchmark: string;
  /** Runs of words that are shared with all benchmarks. */
  readonly runs: number;
}

/** The runs of words of benchmarks that nothing of a data set may hold. */
export class Benchmarks {
  readonly size: number;
  readonly #places: string[] = [];
  /** By length of the runs: their hashes, and the text that each is in. */
  readonly #runs = new Map<number, Map<number, number>>();
  readonly #hash = createHash("sha256");
  #skipped = 0;

  /** @param size words of a run */
  constructor(size: number = BENCHMARK_WORDS) {
    this.size = size;
  }

  /** What was added, as plain JSON: `too_short` of the texts cannot be found. */
  get described(): Record<string, string | number> {
    return {
      words: this.size,
      texts: this.#places.length,
      too_short: this.#skipped,
      sha256: this.#hash.copy().digest("hex"),
    };
  }

  /** @param place of the text, as reports name it */
  add(place: string, text: string): void {
    const words = wordHashes([text]);
    this.#hash.update(`${Buffer.byteLength(text)}:`).update(text);
    const number = this.#places.push(place) - 1;
    if (words.length < Math.min(LEAST_WORDS, this.size)) {
      this.#skipped += 1;
      return;
    }
    const length = Math.min(this.size, words.length);
    const known = this.#runs.get(length) ?? new Map<number, number>();
    this.#runs.set(length, known);
    for (const run of runsOf(words, length)) if (!known.has(run)) known.set(run, number);
  }

  /** What a record shares with the benchmarks: any of its texts, whether trained on or not. */
  find(record: TrajectoryRecord): Contamination | undefined {
    let runs = 0;
    let first: number | undefined;
    for (const event of record.events) {
      // What is observed was written before.
      if (event.kind === "observe") continue;
      const words = wordHashes([contentOf(event)]);
      for (const [length, known] of this.#runs) {
        if (words.length < length) continue;
        for (const run of runsOf(words, length)) {
          const number = known.get(run);
          if (number === undefined) continue;
          runs += 1;
          first ??= number;
        }
      }
    }
    if (first === undefined) return undefined;
    return { session: record.session, benchmark: this.#places[first] ?? "", runs };
  }
}
