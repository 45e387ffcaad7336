import { countsOf, historyCount, nextHistory } from "./bit-history.ts";
import { hashContexts, type ContextName, contextNames, orderCount } from "./contexts.ts";
import { stretchTable } from "./logistic.ts";
import type { State } from "./state.ts";
import type { TextPosition } from "./text-position.ts";

/** A line of slots is 64 bytes, what a processor fetches at once. */
const lineSlots = 32;

const rateLimit = 250;
/** Beliefs end up between this and 1 minus this. */
const least = 0.0002;
const range = 1 - 2 * least;
/** A number of corrections that means "never correct this". */
const fixed = 255;

/** The rate of a probability that has been corrected n times. */
const rates = Float64Array.from({ length: 256 }, (_, n) => (n === fixed ? 0 : 1 / (n + 4.5)));

/**
 * Probabilities from what each context has seen. A slot holds a tag and a bit history; a table per
 * context says how often a bit with that history turned out to be 1, so that the model learns from
 * the text itself how far a context that was seen once is to be believed (the indirect modelling
 * of PAQ6 and lpaq, Mahoney).
 */
export class ContextHistories {
  /** How many contexts there are, and inputs they give. */
  readonly count: number;
  /** How many of the orders above 0 have seen this place; set by `predict`. */
  ordersSeen = 0;
  readonly #chosen: Int32Array;
  readonly #isOrder: Uint8Array;
  readonly #slots: Uint16Array;
  readonly #belief: Float64Array;
  readonly #corrections: Uint8Array;
  readonly #hashes: Int32Array;
  readonly #line: Int32Array;
  readonly #tag: Int32Array;
  readonly #at: Int32Array;
  readonly #history: Int32Array;
  readonly #all = new Int32Array(contextNames.length);

  /** @param slotBits binary logarithm of the number of two-byte slots that all contexts share */
  constructor(state: State, contexts: readonly ContextName[], slotBits: number) {
    this.count = contexts.length;
    this.#chosen = Int32Array.from(contexts, (name) => contextNames.indexOf(name));
    this.#isOrder = Uint8Array.from(this.#chosen, (c) => (c > 0 && c < orderCount ? 1 : 0));
    this.#slots = state.keep(new Uint16Array(2 ** slotBits));
    this.#belief = state.keep(new Float64Array(this.count << 8));
    this.#corrections = state.keep(new Uint8Array(this.count << 8));
    this.#hashes = state.keep(new Int32Array(this.count));
    this.#line = new Int32Array(this.count);
    this.#tag = new Int32Array(this.count);
    this.#at = new Int32Array(this.count);
    this.#history = new Int32Array(this.count);
    // Where a context has seen nothing it stays at a half: it has no vote.
    for (let i = 0; i < this.count; i++) this.#corrections[i << 8] = fixed;
    for (let i = 0; i < this.#belief.length; i++) {
      const { zeros, ones } = countsOf((i & 255) < historyCount ? i & 255 : 0);
      // Less than Krichevsky and Trofimov's half, because most contexts in text are deterministic.
      this.#belief[i] = (ones + 0.3) / (zeros + ones + 0.6);
    }
  }

  /** Takes the contexts of the byte to come. */
  begin(text: TextPosition): void {
    hashContexts(text, this.#all);
    for (let i = 0; i < this.count; i++) this.#hashes[i] = this.#all[this.#chosen[i]!]!;
  }

  /** Finds the lines for one half of a byte: 1 for the first, the first four bits with a leading 1 for the second. */
  select(half: number): void {
    const mask = this.#slots.length - lineSlots;
    for (let i = 0; i < this.count; i++) {
      let k = Math.imul(this.#hashes[i]! + Math.imul(half, 0x9e3779b1), 0x85ebca6b);
      k ^= k >>> 16;
      k = Math.imul(k, 0xc2b2ae35);
      k ^= k >>> 13;
      this.#line[i] = k & mask;
      this.#tag[i] = (k >>> 24) | ((k & (lineSlots - 1)) << 8);
    }
  }

  /**
   * Writes one input per context: ln(p / (1 - p)), about 0 where a context has seen nothing.
   *
   * @param node the bits of this half so far, with a leading 1
   */
  predict(node: number, inputs: Float64Array): void {
    const slots = this.#slots;
    const belief = this.#belief;
    const line = this.#line;
    const tags = this.#tag;
    const at = this.#at;
    const histories = this.#history;
    const isOrder = this.#isOrder;
    const stretch = stretchTable;
    const count = this.count;
    let seen = 0;
    for (let i = 0; i < count; i++) {
      const tag = tags[i]!;
      const slot = line[i]! | ((Math.imul(node, 13) + (tag >> 8)) & 31);
      const value = slots[slot]!;
      // No branch: whether a context was seen is what a processor cannot foresee.
      const history = value >>> 8 === (tag & 255) ? value & 255 : 0;
      at[i] = slot;
      histories[i] = history;
      inputs[i] = stretch[(belief[(i << 8) | history]! * 4096) | 0]!;
      seen += isOrder[i]! & (history === 0 ? 0 : 1);
    }
    this.ordersSeen = seen;
  }

  /** Learns the bit that the last `predict` was about. */
  learn(bit: number): void {
    const slots = this.#slots;
    const belief = this.#belief;
    const corrections = this.#corrections;
    const tags = this.#tag;
    const at = this.#at;
    const histories = this.#history;
    const count = this.count;
    const rate = rates;
    const next = nextHistory;
    for (let i = 0; i < count; i++) {
      const history = histories[i]!;
      const k = (i << 8) | history;
      const n = corrections[k]!;
      const p = belief[k]!;
      belief[k] = p + (bit * range + least - p) * rate[n]!;
      corrections[k] = n + (n < rateLimit ? 1 : 0);
      slots[at[i]!] = ((tags[i]! & 255) << 8) | next[2 * history + bit]!;
    }
  }
}
