const WORD = /[\p{L}\p{N}_]+/gu;

/** FNV-1a over UTF-16 units, 32 bits (Fowler, Noll, Vo). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}

/** The words of texts in small letters, each as 32 bits; what is between words does not count. */
export function wordHashes(texts: Iterable<string>): Uint32Array {
  let hashes = new Uint32Array(1024);
  let length = 0;
  for (const text of texts) {
    for (const [word] of text.matchAll(WORD)) {
      if (length === hashes.length) {
        const larger = new Uint32Array(2 * length);
        larger.set(hashes);
        hashes = larger;
      }
      hashes[length] = hashOf(word.toLowerCase());
      length += 1;
    }
  }
  return hashes.subarray(0, length);
}

/**
 * A hash of 53 bits for each run of `size` words, in order; one for the whole where it is shorter,
 * none where there are no words.
 */
export function* runsOf(words: Uint32Array, size: number): Generator<number> {
  const last = Math.max(0, words.length - size);
  for (let at = 0; at <= last && words.length > 0; at += 1) {
    let low = 0x811c9dc5;
    let high = 0x9e3779b9;
    const end = Math.min(words.length, at + size);
    for (let word = at; word < end; word += 1) {
      low = Math.imul(low ^ words[word]!, 0x01000193);
      high = Math.imul(high ^ words[word]!, 0x85ebca6b);
      high ^= high >>> 15;
    }
    yield (high >>> 11) * 2 ** 32 + (low >>> 0);
  }
}
