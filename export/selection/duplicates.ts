import type { TrajectoryRecord } from "../record/index.ts";
import { bandsOf, rowsFor, signatureOf, similarity } from "./minhash.ts";
import { wordHashes } from "./words.ts";

/** What is compared: the code of whole repositories, or file by file. */
export const DUPLICATE_UNITS = ["repository", "file"] as const;
export type DuplicateUnit = (typeof DUPLICATE_UNITS)[number];

export interface DuplicateOptions {
  /** Share of common shingles of five words from which two texts are near-duplicates. */
  readonly threshold: number;
  readonly unit: DuplicateUnit;
}

/** A text that is nearly another one that was there before. */
export interface Duplicate {
  readonly session: string;
  /** Absent where whole repositories were compared. */
  readonly path?: string;
  readonly of: { readonly session: string; readonly path?: string };
  /** Estimated share of common shingles. */
  readonly similarity: number;
}

/** Texts that are compared at most for one band: boilerplate is in very many. */
const CANDIDATES = 16;
/** Share of the characters of a repository that are in near-duplicate files when it is one. */
const FILES_SHARE = 0.5;
/** Words below which a file is like many others by itself. */
const LEAST_WORDS = 50;

interface Known {
  readonly signature: Uint32Array;
  readonly session: string;
  readonly path?: string;
}

interface Unit {
  readonly path?: string;
  readonly texts: readonly string[];
}

/**
 * Finds repositories whose code is nearly that of an earlier one, by MinHash and bands. What it
 * keeps of each text does not depend on its length: about 2 kB.
 */
export class DuplicateIndex {
  readonly #options: DuplicateOptions;
  readonly #rows: number;
  readonly #known: Known[] = [];
  /** By band: the hash of its rows, and who has it. */
  readonly #bands: Map<number, number[]>[] = [];

  constructor(options: DuplicateOptions) {
    this.#options = options;
    this.#rows = rowsFor(options.threshold);
  }

  /**
   * The near-duplicates in a record, and whether it is one by them. It is remembered unless it is.
   */
  add(record: TrajectoryRecord): { isDuplicate: boolean; found: Duplicate[] } {
    const { session } = record;
    const found: Duplicate[] = [];
    const fresh: Known[] = [];
    let [same, all] = [0, 0];
    for (const { path, texts } of unitsOf(record, this.#options.unit)) {
      const size = texts.reduce((sum, text) => sum + text.length, 0);
      all += size;
      const words = wordHashes(texts);
      const signature =
        path !== undefined && words.length < LEAST_WORDS ? undefined : signatureOf(words);
      if (!signature) continue;
      const place = { session, ...(path === undefined ? {} : { path }) };
      const nearest = this.#nearest(signature);
      if (nearest) {
        same += size;
        found.push({ ...place, of: nearest.of, similarity: nearest.similarity });
      } else fresh.push({ ...place, signature });
    }
    const isDuplicate = same > 0 && same >= all * FILES_SHARE;
    if (!isDuplicate) for (const known of fresh) this.#remember(known);
    return { isDuplicate, found };
  }

  #nearest(signature: Uint32Array): Pick<Duplicate, "of" | "similarity"> | undefined {
    const seen = new Set<number>();
    let nearest: Pick<Duplicate, "of" | "similarity"> | undefined;
    for (const [band, key] of bandsOf(signature, this.#rows).entries()) {
      for (const candidate of this.#bands[band]?.get(key) ?? []) {
        const known = this.#known[candidate];
        if (!known || seen.has(candidate)) continue;
        seen.add(candidate);
        const share = similarity(signature, known.signature);
        if (share < this.#options.threshold || share <= (nearest?.similarity ?? 0)) continue;
        const { session, path } = known;
        const of = { session, ...(path === undefined ? {} : { path }) };
        nearest = { of, similarity: share };
      }
    }
    return nearest;
  }

  #remember(known: Known): void {
    const number = this.#known.push(known) - 1;
    for (const [band, key] of bandsOf(known.signature, this.#rows).entries()) {
      const table = (this.#bands[band] ??= new Map());
      const list = table.get(key);
      if (!list) table.set(key, [number]);
      else if (list.length < CANDIDATES) list.push(number);
    }
  }
}

function unitsOf({ events }: TrajectoryRecord, unit: DuplicateUnit): Unit[] {
  const files = events.flatMap((event): (Unit & { path: string })[] =>
    event.kind === "write" ? [{ path: event.path, texts: [event.content] }] : [],
  );
  if (unit === "file") return files;
  // In path order: the plan's order is not part of the code.
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return [{ texts: sorted.flatMap(({ texts }) => texts) }];
}
