import { AdaptiveLimit } from "../../../model-servers/index.ts";

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
 * limit is used, half when the server refuses or fails, a tenth less when answers take far longer
 * than they once did.
 */
export class TokenLimit {
  readonly #adaptive: AdaptiveLimit;
  /** Recent ratio of how long answers take to the least for their size. */
  #slowness = 1;
  #sinceEased = 0;
  readonly #least = new Map<number, number>();

  /** @param most tokens that the limit never exceeds */
  constructor(most: number) {
    this.#adaptive = new AdaptiveLimit({
      start: START,
      least: LEAST,
      most: Math.max(1, most),
      step: STEP,
    });
  }

  /** Tokens that may be in flight now. */
  get tokens(): number {
    return this.#adaptive.value;
  }

  /** Raised by every cut; what was sent before a cut says nothing about the limit after it. */
  get epoch(): number {
    return this.#adaptive.epoch;
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
    const limit = this.tokens;
    if (this.#slowness > QUEUED && limit > START && this.#sinceEased > limit) {
      this.#sinceEased = 0;
      // Two steps in the server's queue are what keeps it busy.
      this.#adaptive.ease(EASE, START);
    } else if (full && this.#slowness < ROOM) {
      this.#adaptive.grow(tokens);
    }
  }

  /** The endpoint took a request of this epoch for too much, or gave out under it. */
  refused(epoch: number): void {
    this.#adaptive.halve(epoch);
  }

  /** The endpoint may be another machine by now. */
  reset(): void {
    this.#least.clear();
    this.#slowness = 1;
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
