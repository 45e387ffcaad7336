import { LRUCache } from "lru-cache";
import { sha256 } from "../../protocols/index.ts";

/** Ids of texts that were tokenised before, the least recently used given up first. */
export class TokenCache {
  /** By SHA-256 of the text, so that a large text is not kept for its ids. */
  readonly #known: LRUCache<string, readonly number[]>;

  /** @param limit ids that may be kept, over all texts */
  constructor(limit: number) {
    this.#known = new LRUCache({
      maxSize: limit,
      sizeCalculation: ({ length }) => Math.max(1, length),
    });
  }

  /** Ids kept now, over all texts. */
  get tokens(): number {
    return this.#known.calculatedSize;
  }

  /** The ids of a text, computed unless they are known. A failure is not kept. */
  async of(text: string, compute: () => Promise<readonly number[]>): Promise<readonly number[]> {
    const key = sha256(text);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const ids = await compute();
    this.#known.set(key, ids);
    return ids;
  }
}
