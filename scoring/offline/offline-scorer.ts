import { availableParallelism } from "node:os";
import type { PrefixCacheOptions } from "./prefix-cache.ts";
import type { ScoreAnswer, ScoreRequest } from "./score-variants.ts";
import { ScoreThread } from "./score-thread.ts";

/** How many threads score, and what each may keep. */
export interface OfflineScorerOptions extends PrefixCacheOptions {
  /** One per processor unless told. */
  readonly threads?: number;
}

/** How to answer one request. */
export interface ScoreOptions {
  /**
   * Requests with the same key go to the same thread, which still knows what they have in common.
   * Without one it is the beginning of the first variant.
   */
  readonly affinity?: string;
  readonly signal?: AbortSignal;
}

/** A thread that is this many requests behind the idlest one does not get another. */
const spillAfter = 2;

/** FNV-1a over the UTF-16 units. */
function spread(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/**
 * The offline model in threads. Which thread answers, and what it has kept from earlier requests,
 * changes the time that an answer takes but not a bit of its numbers.
 */
export class OfflineScorer {
  readonly #threads: readonly ScoreThread[];

  /** @throws RangeError when the number of threads is not a positive integer */
  constructor(options: OfflineScorerOptions = {}) {
    const { threads = availableParallelism(), ...cache } = options;
    if (!Number.isInteger(threads) || threads < 1) {
      throw new RangeError(`threads must be a positive integer, not ${threads}`);
    }
    this.#threads = Array.from({ length: threads }, () => new ScoreThread(cache));
  }

  /** Requests that are answered at the same time. */
  get threads(): number {
    return this.#threads.length;
  }

  /**
   * Scores a target after each of several contexts.
   *
   * @throws HindcastError SCORER_FAILED when the thread dies or the scorer is closed; the signal's
   *   reason when it is aborted
   */
  score(request: ScoreRequest, options: ScoreOptions = {}): Promise<ScoreAnswer> {
    const affinity = options.affinity ?? request.variants[0]?.segments[0] ?? "";
    return this.#threadFor(affinity).score(request, options.signal);
  }

  /** Ends the threads. Requests that are not answered yet fail with SCORER_FAILED. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  #threadFor(affinity: string): ScoreThread {
    const preferred = this.#threads[spread(affinity) % this.#threads.length]!;
    const idlest = this.#threads.reduce((a, b) => (b.load < a.load ? b : a));
    return preferred.load - idlest.load >= spillAfter ? idlest : preferred;
  }
}
