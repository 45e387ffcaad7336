/** The limit that an endpoint starts with, in tokens to compute: two prefill steps of 8,192. */
const START = 16_384;
/** No cut goes below; a larger item goes alone. */
const LEAST = 2_048;
/** Tokens by which a full limit grows for each limit's worth of answers. */
const STEP = 4_096;
/**
 * How many times the least for their size answers take: below the first, the server has room for
 * more; above the second, they wait in its queue, where nothing can be done about them any more.
 */
const ROOM = 3;
const QUEUED = 4;
/** What a limit that only makes a queue is multiplied with. */
const EASE = 0.9;

/**
 * How many tokens one endpoint may be computing: additive increase while answers come and the
 * limit is used, half when the server refuses or gives out, a tenth less when answers take far
 * longer than they once did (AIMD: Chiu and Jain 1989).
 */
export class TokenLimit {
  readonly #most: number;
  #limit: number;
  #epoch = 0;
  /** Recent ratio of how long answers take to the least for their size. */
  #slowness = 1;
  #sinceEased = 0;
  readonly #least = new Map<number, number>();

  /** @param most tokens that the limit never exceeds */
  constructor(most: number) {
    this.#most = Math.max(1, most);
    this.#limit = Math.min(START, this.#most);
  }

  /** Tokens that may be in flight now. */
  get tokens(): number {
    return this.#limit;
  }

  /** Raised by every cut; what was sent before a cut says nothing about the limit after it. */
  get epoch(): number {
    return this.#epoch;
  }

  /**
   * An answer came.
   *
   * @param tokens computed for it
   * @param duration milliseconds since it was sent
   * @param full whether the limit held back other work in the meantime
   */
  answered(tokens: number, duration: number, full: boolean): void {
    this.#measure(tokens, duration);
    this.#sinceEased += tokens;
    if (this.#slowness > QUEUED && this.#limit > START && this.#sinceEased > this.#limit) {
      this.#sinceEased = 0;
      // Two steps in the server's queue are what keeps it busy.
      this.#set(Math.max(START, this.#limit * EASE));
    } else if (full && this.#slowness < ROOM) {
      this.#set(this.#limit + (STEP * tokens) / this.#limit);
    }
  }

  /** The endpoint took a request of this epoch for too much, or gave out under it. */
  refused(epoch: number): void {
    if (epoch !== this.#epoch) return;
    this.#epoch += 1;
    this.#set(this.#limit / 2);
  }

  /** The endpoint may be another machine by now. */
  reset(): void {
    this.#least.clear();
    this.#slowness = 1;
  }

  #set(limit: number): void {
    this.#limit = Math.min(this.#most, Math.max(Math.min(LEAST, this.#most), limit));
  }

  #measure(tokens: number, duration: number): void {
    const size = sizeClass(tokens);
    const least = this.#least.get(size) ?? duration;
    const next = Math.max(1, Math.min(duration, least));
    this.#least.set(size, next);
    this.#slowness += (duration / next - this.#slowness) / 16;
  }
}

/** Sizes within a factor of two are taken together. */
export function sizeClass(tokens: number): number {
  return Math.ceil(Math.log2(Math.max(1, tokens)));
}
