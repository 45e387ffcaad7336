import { LRUCache } from "lru-cache";

const BYTES = 32 * 1024 * 1024;

/** The blobs that were used last, up to 32 MiB; those over an eighth of that are not kept. */
export class BlobCache<Bytes extends Uint8Array = Uint8Array> extends LRUCache<string, Bytes> {
  constructor() {
    super({
      maxSize: BYTES,
      maxEntrySize: BYTES / 8,
      sizeCalculation: ({ length }) => Math.max(1, length),
    });
  }
}
