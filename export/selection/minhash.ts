import { randomInteger } from "../../protocols/index.ts";
import { runsOf } from "./words.ts";

/** Hash functions of a signature. The error of a similarity of 0.8 is 0.035 (one sigma). */
const SIZE = 128;
/** Words of a shingle. */
const SHINGLE = 5;

/** Odd multipliers and offsets of the hash functions; the same in every run. */
const MULTIPLIERS = Uint32Array.from(
  { length: SIZE },
  (_, at) => randomInteger(2 ** 31, 0, "minhash", at) * 2 + 1,
);
const OFFSETS = Uint32Array.from({ length: SIZE }, (_, at) =>
  randomInteger(2 ** 32, 0, "minhash-offset", at),
);

/**
 * The MinHash signature of a text's words: the share of equal entries of two signatures estimates
 * the share of common shingles, |A ∩ B| / |A ∪ B| (Broder, 1997). Undefined without words.
 */
export function signatureOf(words: Uint32Array): Uint32Array | undefined {
  if (words.length === 0) return undefined;
  const signature = new Uint32Array(SIZE).fill(0xffffffff);
  for (const run of new Set(runsOf(words, SHINGLE))) {
    // Both halves take part, so that shingles which agree in one of them differ.
    const mixed = mix((run % 2 ** 32) ^ Math.imul(Math.floor(run / 2 ** 32), 0x9e3779b1));
    for (let at = 0; at < SIZE; at += 1) {
      const value = mix(Math.imul(mixed, MULTIPLIERS[at]!) + OFFSETS[at]!);
      if (value < signature[at]!) signature[at] = value;
    }
  }
  return signature;
}

/** The finalizer of MurmurHash3, a bijection of 32 bits. */
function mix(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** The estimated similarity of two texts, 0 to 1. */
export function similarity(a: Uint32Array, b: Uint32Array): number {
  let equal = 0;
  for (let at = 0; at < SIZE; at += 1) if (a[at] === b[at]) equal += 1;
  return equal / SIZE;
}

/**
 * How a signature is cut into bands for a threshold: two texts are compared when one band is equal,
 * which has even odds at a similarity of about (1 / bands) ^ (1 / rows) (Leskovec et al., Mining of
 * Massive Datasets, 3.4). That is kept a tenth below the threshold, so that few are missed.
 */
export function rowsFor(threshold: number): number {
  const fitting = [16, 8, 4, 2].find((rows) => (rows / SIZE) ** (1 / rows) <= threshold - 0.1);
  return fitting ?? 1;
}

/** A hash for each band of a signature. */
export function bandsOf(signature: Uint32Array, rows: number): number[] {
  return Array.from({ length: SIZE / rows }, (_, band) => {
    const [key = 0] = runsOf(signature.subarray(band * rows, (band + 1) * rows), rows);
    return key;
  });
}
