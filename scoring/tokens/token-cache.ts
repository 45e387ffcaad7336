import { sha256 } from "../../protocols/index.ts";

/** Ids of texts that were tokenised before, the least recently used given up first. */
export class TokenCache {
  readonly #limit: number;
  /** By SHA-256 of the text, so that a large text is not kept for its ids. */
  readonly #known = new Map<string, readonly number[]>();
  #tokens = 0;

  /** @param limit ids that may be kept, over all texts */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Ids kept now, over all texts. */
  get tokens(): number {
    return this.#tokens;
  }

  /** The ids of a text, computed unless they are known. A failure is not kept. */
  async of(text: string, compute: () => Promise<readonly number[]>): Promise<readonly number[]> {
    const key = sha256(text);
    const known = this.#known.get(key);
    if (known !== undefined) {
      this.#known.delete(key);
      this.#known.set(key, known);
      return known;
    }
    const ids = await compute();
    this.#keep(key, ids);
    return ids;
  }

  #keep(key: string, ids: readonly number[]): void {
    if (ids.length > this.#limit || this.#known.has(key)) return;
    this.#known.set(key, ids);
    this.#tokens += ids.length;
    for (const [oldest, { length }] of this.#known) {
      if (this.#tokens <= this.#limit) break;
      this.#known.delete(oldest);
      this.#tokens -= length;
    }
  }
}
