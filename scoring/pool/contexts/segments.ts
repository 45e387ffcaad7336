import { LRUCache } from "lru-cache";
import type { TokenIds } from "../../endpoints/index.ts";
import { hashOfText, type TokenSegment } from "./context.ts";

/** Bytes of texts and ids that are kept for the next question. */
const KEPT_BYTES = 64 * 2 ** 20;

/**
 * Texts as the model's tokens. Each text is tokenised separately and once, so that equal
 * beginnings of two contexts have equal ids, which is what an endpoint's cache goes by.
 */
export class Segments {
  readonly #tokenize: (text: string) => Promise<TokenIds>;
  readonly #recent = new LRUCache<string, TokenSegment>({
    maxSize: KEPT_BYTES,
    sizeCalculation: ({ text, ids }) => Math.max(1, 2 * text.length + ids.byteLength),
  });
  readonly #pending = new Map<string, Promise<TokenSegment>>();

  constructor(tokenize: (text: string) => Promise<TokenIds>) {
    this.#tokenize = tokenize;
  }

  async of(text: string): Promise<TokenSegment> {
    const key = hashOfText(text);
    const known = this.#recent.get(key);
    if (known !== undefined) return known;
    let pending = this.#pending.get(key);
    if (pending === undefined) {
      pending = this.#ask(key, text).finally(() => this.#pending.delete(key));
      this.#pending.set(key, pending);
    }
    return pending;
  }

  async #ask(key: string, text: string): Promise<TokenSegment> {
    const segment = { text, ids: Uint32Array.from(await this.#tokenize(text)) };
    this.#recent.set(key, segment);
    return segment;
  }
}
