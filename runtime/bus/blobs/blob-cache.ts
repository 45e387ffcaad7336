const BYTES = 32 * 1024 * 1024;
/** Larger blobs are not kept. */
const EACH = BYTES / 8;

/** Blobs that were used last. */
export class BlobCache {
  readonly #kept = new Map<string, Uint8Array>();
  #bytes = 0;

  get(key: string): Uint8Array | undefined {
    const bytes = this.#kept.get(key);
    if (bytes) {
      this.#kept.delete(key);
      this.#kept.set(key, bytes);
    }
    return bytes;
  }

  add(key: string, bytes: Uint8Array): void {
    if (bytes.length > EACH || this.#kept.has(key)) return;
    this.#kept.set(key, bytes);
    this.#bytes += bytes.length;
    for (const [oldest, { length }] of this.#kept) {
      if (this.#bytes <= BYTES) break;
      this.#kept.delete(oldest);
      this.#bytes -= length;
    }
  }
}
