import { LRUCache } from "lru-cache";
import type { BlobRef } from "../../protocols/text.ts";
import {
  type RecordCache,
  openIndex,
  type RepositoryIndex,
  type ParserPool,
} from "../../graph/index.ts";

interface Open {
  index: Promise<RepositoryIndex>;
  bytes: number;
}

/** Indexes that are kept at most: each takes some 50 kB, however small its snapshot is. */
const MOST = 512;

/** Indexes that are kept because requests about one snapshot come in rows. */
export interface OpenIndexes {
  /**
   * The index of a snapshot, opened when it is not.
   *
   * @param load fetches the snapshot's bytes
   */
  get: (
    snapshot: BlobRef,
    load: () => Promise<Uint8Array>,
    signal?: AbortSignal,
  ) => Promise<RepositoryIndex>;
}

/**
 * Keeps the most recently used indexes, as many as their snapshots fit in `maxBytes`, at least one
 * and at most 512.
 */
export function openIndexes(
  pool: ParserPool,
  maxBytes: number,
  cache: RecordCache | undefined,
): OpenIndexes {
  // What is larger than all of it counts as all of it: the last index is always kept.
  const kept = new LRUCache<string, Open>({
    max: MOST,
    maxSize: maxBytes,
    sizeCalculation: ({ bytes }) => Math.min(Math.max(1, bytes), maxBytes),
  });
  return {
    get(snapshot, load, signal) {
      const key = snapshot.sha256;
      const known = kept.get(key);
      if (known !== undefined) return known.index;
      const index = load().then((bytes) =>
        openIndex(bytes, {
          pool,
          ...(cache && { cache }),
          ...(signal !== undefined && { signal }),
        }),
      );
      kept.set(key, { index, bytes: snapshot.bytes });
      // The next request may succeed where this one failed or was interrupted.
      index.catch(() => kept.delete(key));
      return index;
    },
  };
}
