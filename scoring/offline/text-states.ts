import type { ByteModel } from "./model/index.ts";
import type { PrefixCache } from "./prefix-cache.ts";
import { RecentTexts, sharedPrefix } from "./shared-prefix.ts";

/** Texts that are remembered to see where the next one parts from them. */
const recentTexts = 64;
/** A state is worth its copy when it saves this many bytes of reading. */
const worthwhile = 64;
/** Least distance of states along a text, and the most that one text may have on its way. */
const strideBytes = 4096;
const statesPerText = 8;

interface Kept {
  readonly text: Uint8Array;
  readonly length: number;
}

/**
 * Kept models by the text that they have read, found by comparing bytes: a text may go on from the
 * longest of its beginnings that is kept, wherever that ends, as in the radix cache of an inference
 * server. The memory is that of a PrefixCache.
 */
export class TextStates {
  readonly cache: PrefixCache;
  readonly #kept = new Map<string, Kept>();
  readonly #recent = new RecentTexts(recentTexts);
  #number = 0;

  constructor(cache: PrefixCache) {
    this.cache = cache;
  }

  /** The longest kept beginning of a text that is no longer than `most` bytes. */
  longest(text: Uint8Array, most: number): { model: ByteModel; length: number } | undefined {
    const found = [...this.#kept]
      .filter(([, kept]) => kept.length <= most && begins(text, kept))
      .sort(([, a], [, b]) => b.length - a.length);
    for (const [key, { length }] of found) {
      const model = this.cache.get(key);
      if (model !== undefined) return { model, length };
      this.#kept.delete(key);
    }
    return undefined;
  }

  /**
   * Where a reader of the first `end` bytes of a text should keep its state: at their end, where
   * earlier texts went another way, and now and then on the way for later ones. Remembers the text.
   *
   * @param known bytes that need not be read
   * @returns ascending positions after `known`
   */
  stops(text: Uint8Array, known: number, end: number): number[] {
    const parting = Math.min(this.#recent.shared(text), end);
    this.#recent.add(text);
    const stride = Math.max(strideBytes, Math.ceil(end / statesPerText));
    const onTheWay = Array.from({ length: Math.floor(end / stride) }, (_, i) => (i + 1) * stride);
    // The end is what the same question asks for again, and the parting what its siblings do.
    const chosen = parting >= worthwhile && parting < end ? [parting, end] : [end];
    for (const stop of onTheWay) {
      if (chosen.every((other) => Math.abs(other - stop) >= worthwhile)) chosen.push(stop);
    }
    return chosen.filter((stop) => stop > known).sort((x, y) => x - y);
  }

  /** Keeps what a model has learned from the first `length` bytes of a text. */
  keep(text: Uint8Array, length: number, model: ByteModel): void {
    for (const [key, kept] of this.#kept) {
      if (kept.length !== length || !begins(text, kept)) continue;
      if (this.cache.get(key) !== undefined) return;
      this.#kept.delete(key);
    }
    this.#number++;
    const key = `text ${this.#number}`;
    this.cache.put(key, model);
    this.#kept.set(key, { text, length });
    for (const old of this.#kept.keys()) if (!this.cache.has(old)) this.#kept.delete(old);
  }

  /** Forgets every text. */
  clear(): void {
    this.cache.clear();
    this.#kept.clear();
    this.#recent.clear();
  }
}

function begins(text: Uint8Array, { text: other, length }: Kept): boolean {
  return (
    text.length >= length &&
    sharedPrefix(text.subarray(0, length), other.subarray(0, length)) === length
  );
}
