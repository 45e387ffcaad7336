import type { TokenIds } from "../../scoring/endpoints/index.ts";

/** Tokens of a block; a cache keeps and reuses whole blocks. */
const BLOCK = 4;

/** The prefixes that a simulated server keeps: blocks by the hash of all ids up to their end. */
export class BlockCache {
  readonly #blocks = new Set<number>();
  readonly #most: number;

  /** @param tokens that it keeps */
  constructor(tokens: number) {
    this.#most = Math.floor(tokens / BLOCK);
  }

  /** Tokens at the beginning that are kept. */
  match(blocks: readonly number[]): number {
    let count = 0;
    while (count < blocks.length && this.#blocks.has(blocks[count]!)) count += 1;
    return count * BLOCK;
  }

  /** Keeps a sequence; the least recently used blocks go, ends before beginnings. */
  keep(blocks: readonly number[]): void {
    for (const block of blocks.toReversed()) {
      this.#blocks.delete(block);
      this.#blocks.add(block);
    }
    for (const oldest of this.#blocks) {
      if (this.#blocks.size <= this.#most) break;
      this.#blocks.delete(oldest);
    }
  }

  clear(): void {
    this.#blocks.clear();
  }
}

/** Hashes of the whole blocks of a sequence, each over all before it: two FNV-1a lanes. */
export function blocksOf(...parts: readonly TokenIds[]): number[] {
  const hashes: number[] = [];
  let [a, b, length] = [0x811c9dc5, 0x9747b28c, 0];
  for (const ids of parts) {
    for (const id of ids) {
      a = Math.imul(a ^ id, 0x01000193);
      b = Math.imul(b ^ (id + 0x9e37), 0x01000193);
      length += 1;
      if (length % BLOCK === 0) hashes.push((a >>> 0) * 0x200000 + ((b >>> 0) & 0x1fffff));
    }
  }
  return hashes;
}
