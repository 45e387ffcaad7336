/** Bytes that are compared at once, by code that is not JavaScript. */
const stride = 1024;

/** How many bytes two texts have in common from their beginning. */
export function sharedPrefix(a: Uint8Array, b: Uint8Array): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most) {
    const next = Math.min(at + stride, most);
    if (Buffer.compare(a.subarray(at, next), b.subarray(at, next)) !== 0) break;
    at = next;
  }
  while (at < most && a[at] === b[at]) at++;
  return at;
}

/** The texts that were seen last, to find what a new one has in common with them. */
export class RecentTexts {
  readonly #texts: Uint8Array[] = [];
  readonly #most: number;

  /** @param most texts that are remembered */
  constructor(most: number) {
    this.#most = most;
  }

  /** The longest beginning, in bytes, that a text shares with any that is remembered. */
  shared(text: Uint8Array): number {
    return this.#texts.reduce((best, other) => Math.max(best, sharedPrefix(text, other)), 0);
  }

  /** Remembers a text, and forgets the oldest when there are too many. */
  add(text: Uint8Array): void {
    this.#texts.push(text);
    if (this.#texts.length > this.#most) this.#texts.shift();
  }

  clear(): void {
    this.#texts.length = 0;
  }
}
