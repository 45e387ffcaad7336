import { stretchTable } from "./logistic.ts";
import type { State } from "./state.ts";
import { historyBytes, register, type TextPosition } from "./text-position.ts";

/** How many inputs the match models give. */
export const matchInputs = 2;

const mask = historyBytes - 1;
const leastBytes = 4;
const longest = 60;
const lengthBuckets = 32;
const byteTableBits = 15;
const wordTableBits = 14;

const rates = Float64Array.from({ length: 256 }, (_, n) => 1 / (n + 4));
const rateLimit = 255;
/** Beliefs end up between this and 1 minus this. */
const least = 0.0002;
const range = 1 - 2 * least;

/** Indices into the registers: where each match reads on, and how long it has held. */
const matchAt = 0;
const matchLength = 1;
const wordAt = 2;
const wordLength = 3;

function bucket(length: number): number {
  return length < 16 ? length : 16 + ((length - 16) >> 2);
}

function sameLetter(a: number, b: number): boolean {
  return a === b || (a ^ b) === 32;
}

/**
 * Two guesses at the next byte from where the same text was read before: after the same last
 * bytes, and after the same beginning of an identifier in any case. The second is what completes
 * a name that was read once, in prose. Their trust is learned by the length that has held so far,
 * as in lpaq's match model (Mahoney).
 */
export class Matches {
  /** The byte that each match guesses with a leading 1, or 0 without a match. */
  readonly guesses = new Int32Array(matchInputs);
  readonly #registers: Int32Array;
  readonly #byteTable: Int32Array;
  readonly #wordTable: Int32Array;
  readonly #belief: Float64Array;
  readonly #corrections: Uint8Array;
  readonly #cell = new Int32Array(matchInputs);

  constructor(state: State) {
    this.#registers = state.keep(new Int32Array(4));
    this.#byteTable = state.keep(new Int32Array(2 ** byteTableBits));
    this.#wordTable = state.keep(new Int32Array(2 ** wordTableBits));
    this.#belief = state.keep(new Float64Array(matchInputs * lengthBuckets * 2));
    this.#corrections = state.keep(new Uint8Array(matchInputs * lengthBuckets * 2));
    for (let i = 0; i < this.#belief.length; i++) {
      const length = (i >> 1) % lengthBuckets;
      const wrong = 1 / (1.5 * length + 3);
      this.#belief[i] = i % 2 === 1 ? 1 - wrong : wrong;
    }
  }

  /** Length of the byte match, 0 without one. */
  get length(): number {
    return this.#registers[matchLength]!;
  }

  /** Follows the text past the byte just pushed. */
  push(text: TextPosition): void {
    this.#pushBytes(text);
    this.#pushWord(text);
  }

  /** Takes the guesses for the byte to come. */
  begin(text: TextPosition): void {
    const r = this.#registers;
    const { history } = text;
    this.guesses[0] = r[matchLength] === 0 ? 0 : 256 | history[r[matchAt]! & mask]!;
    this.guesses[1] = r[wordLength] === 0 ? 0 : 256 | history[r[wordAt]! & mask]!;
  }

  #pushBytes(text: TextPosition): void {
    const r = this.#registers;
    const { history } = text;
    const position = text.registers[register.position]!;
    const last4 = text.registers[register.last4]!;
    let length = r[matchLength]!;
    let at = r[matchAt]!;
    if (length > 0) {
      const held = history[at & mask] === (last4 & 255);
      length = held ? Math.min(length + 1, longest) : 0;
      at++;
    }
    const key = Math.imul(Math.imul(last4, 0x2c1b3c6d), 0x9e3779b1) >>> (32 - byteTableBits);
    if (length === 0) {
      at = this.#byteTable[key]!;
      const most = position - at < historyBytes - longest ? Math.min(at, longest) : 0;
      while (
        length < most &&
        history[(at - length - 1) & mask] === history[(position - length - 1) & mask]
      ) {
        length++;
      }
      if (length < leastBytes) length = 0;
    }
    this.#byteTable[key] = position;
    r[matchLength] = length;
    r[matchAt] = at;
  }

  #pushWord(text: TextPosition): void {
    const r = this.#registers;
    const word = text.registers[register.word]!;
    if (word === 0) {
      r[wordLength] = 0;
      return;
    }
    const { history } = text;
    const last = text.registers[register.last4]! & 255;
    let length = r[wordLength]!;
    let at = r[wordAt]!;
    if (length > 0) {
      length = sameLetter(history[at & mask]!, last) ? Math.min(length + 1, longest) : 0;
      at++;
    }
    const key = Math.imul(word, 0x85ebca6b) >>> (32 - wordTableBits);
    if (length === 0) {
      at = this.#wordTable[key]!;
      if (at > 0 && sameLetter(history[(at - 1) & mask]!, last)) length = 1;
    }
    this.#wordTable[key] = text.registers[register.position]!;
    r[wordLength] = length;
    r[wordAt] = at;
  }

  /**
   * Writes one input per match: ln(p / (1 - p)), or 0 where its guess is already refuted.
   *
   * @param node the bits of the byte so far, with a leading 1
   * @param left how many bits of the byte are still to come, 1 to 8
   */
  predict(node: number, left: number, inputs: Float64Array, offset: number): void {
    for (let m = 0; m < matchInputs; m++) {
      const guess = this.guesses[m]!;
      // Without a guess this is 0, which no node is.
      if (guess >>> left === node) {
        const length = this.#registers[m === 0 ? matchLength : wordLength]!;
        const expected = (guess >>> (left - 1)) & 1;
        const cell = 2 * (m * lengthBuckets + bucket(length)) + expected;
        this.#cell[m] = cell;
        inputs[offset + m] = stretchTable[(this.#belief[cell]! * 4096) | 0]!;
      } else {
        this.#cell[m] = -1;
        inputs[offset + m] = 0;
      }
    }
  }

  /** Whether match m is still valid at the bit of the last `predict`. */
  stands(m: number): boolean {
    return this.#cell[m]! >= 0;
  }

  /** Learns the bit that the last `predict` was about. */
  learn(bit: number): void {
    for (let m = 0; m < matchInputs; m++) {
      const cell = this.#cell[m]!;
      if (cell < 0) continue;
      const n = this.#corrections[cell]!;
      const p = this.#belief[cell]!;
      this.#belief[cell] = p + (bit * range + least - p) * rates[n]!;
      if (n < rateLimit) this.#corrections[cell] = n + 1;
    }
  }
}
