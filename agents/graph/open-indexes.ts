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
 * Keeps the most recently used indexes, as many as their snapshots fit in `maxBytes`, at least one.
 */
export function openIndexes(
  pool: ParserPool,
  maxBytes: number,
  cache: RecordCache | undefined,
): OpenIndexes {
  const kept = new Map<string, Open>();
  return {
    get(snapshot, load, signal) {
      const key = snapshot.sha256;
      const known = kept.get(key);
      if (known !== undefined) {
        kept.delete(key);
        kept.set(key, known);
        return known.index;
      }
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
      evict(kept, maxBytes);
      return index;
    },
  };
}

function evict(kept: Map<string, Open>, maxBytes: number): void {
  let total = 0;
  for (const { bytes } of kept.values()) total += bytes;
  for (const [key, { bytes }] of kept) {
    if (total <= maxBytes || kept.size === 1) return;
    kept.delete(key);
    total -= bytes;
  }
}
