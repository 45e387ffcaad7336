import { availableParallelism } from "node:os";
import type { PrefixCacheOptions } from "./prefix-cache.ts";
import type { ReadAnswer, ReadRequest } from "./read-text.ts";
import type { VariantScores, ScoreRequest } from "./score-variants.ts";
import { ScoreThread } from "./score-thread.ts";
import { RecentTexts } from "./shared-prefix.ts";

/** How many threads score, and what each may keep. */
export interface OfflineScorerOptions extends PrefixCacheOptions {
  /** One per processor unless given. */
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

/** Texts of each thread that decide where the next one goes; about as many as it keeps states. */
const recentTexts = 48;
/** The part of a text that a thread must know already to be worth waiting for. */
const worthwhileShare = 0.25;
/** A thread with this many more requests than the idlest one gets no more. */
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
  readonly #read: ReadonlyMap<ScoreThread, RecentTexts>;

  /** @throws RangeError when the number of threads is not a positive integer */
  constructor(options: OfflineScorerOptions = {}) {
    const { threads = availableParallelism(), ...cache } = options;
    if (!Number.isInteger(threads) || threads < 1) {
      throw new RangeError(`threads must be a positive integer, not ${threads}`);
    }
    this.#threads = Array.from({ length: threads }, () => new ScoreThread(cache));
    this.#read = new Map(this.#threads.map((thread) => [thread, new RecentTexts(recentTexts)]));
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
  score(request: ScoreRequest, options: ScoreOptions = {}): Promise<VariantScores> {
    const affinity = options.affinity ?? request.variants[0]?.segments[0] ?? "";
    return this.#threadFor(affinity).ask("score", request, options.signal);
  }

  /**
   * Judges the bytes of one text. It goes to the thread that has read most of its beginning.
   *
   * @throws RangeError when the context is longer than the text or a number is not a whole one;
   *   the errors of `score`
   */
  read(request: ReadRequest, signal?: AbortSignal): Promise<ReadAnswer> {
    const { text, context, top, write } = request;
    if (![context, top, write].every((n) => Number.isInteger(n) && n >= 0)) {
      throw new RangeError("context, top and write must be whole numbers");
    }
    if (context > text.length) throw new RangeError(`${context} of ${text.length} bytes`);
    const thread = request.reuse ? this.#threadThatRead(text) : this.#idlest();
    if (request.reuse) this.#read.get(thread)!.add(text);
    return thread.ask("read", request, signal);
  }

  /** Forgets the states of all texts that were read. */
  async forget(): Promise<void> {
    for (const texts of this.#read.values()) texts.clear();
    await Promise.all(this.#threads.map((thread) => thread.ask("forget", null)));
  }

  /** Ends the threads. Requests that are not answered yet fail with SCORER_FAILED. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  #threadThatRead(text: Uint8Array): ScoreThread {
    const shared = this.#threads.map((thread) => this.#read.get(thread)!.shared(text));
    const most = Math.max(...shared);
    const idlest = this.#idlest();
    if (most < text.length * worthwhileShare) return idlest;
    const candidates = this.#threads.filter((_thread, i) => shared[i] === most);
    return this.#unlessBehind(candidates.reduce((a, b) => (b.load < a.load ? b : a)));
  }

  #threadFor(affinity: string): ScoreThread {
    return this.#unlessBehind(this.#threads[spread(affinity) % this.#threads.length]!);
  }

  #unlessBehind(preferred: ScoreThread): ScoreThread {
    const idlest = this.#idlest();
    return preferred.load - idlest.load >= spillAfter ? idlest : preferred;
  }

  #idlest(): ScoreThread {
    return this.#threads.reduce((a, b) => (b.load < a.load ? b : a));
  }
}
