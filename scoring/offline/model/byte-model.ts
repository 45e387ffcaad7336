import { ContextHistories } from "./context-histories.ts";
import { contextNames, type ContextName } from "./contexts.ts";
import { matchInputs, Matches } from "./matches.ts";
import { Mixer } from "./mixer.ts";
import { Refinement } from "./refinement.ts";
import { State } from "./state.ts";
import { classOf, register, TextPosition } from "./text-position.ts";

/** What a model predicts from and how much it can remember. */
export interface ByteModelOptions {
  /** The contexts to mix; the default is the set that pays on source code. */
  readonly contexts?: readonly ContextName[];
  /** Binary logarithm of the number of two-byte slots, 16 to 24; 21 serve texts to about 100 kB. */
  readonly slotBits?: number;
}

/** Each of these costs a tenth of the speed and gains less than 0.003 nats a byte beside the rest. */
const unpaid: ReadonlySet<ContextName> = new Set([
  "word",
  "order4",
  "order5",
  "order6",
  "word-pair",
  "gap",
]);

/** The contexts of the default model. */
export const defaultContexts: readonly ContextName[] = contextNames.filter(
  (name) => !unpaid.has(name),
);

/** The beginning of a byte. */
export interface ByteStem {
  /** Its first bits after a leading 1: 1 for any byte, 256 and more for a whole one. */
  readonly node: number;
  /** The probability that a byte begins so. */
  readonly likelihood: number;
}

/** The stem of every byte. */
export const anyByte: ByteStem = { node: 1, likelihood: 1 };

const matchLevels = 8;
const leastProbability = 2 ** -16;

/**
 * A language model over bytes that starts out knowing nothing, learns everything that it reads and
 * says how likely each byte was just before it was read. Context mixing in the line of PAQ and
 * lpaq (Matt Mahoney): many contexts predict each bit of a byte, a mixer that learns weighs them.
 * A byte's probability is the product of those of its eight bits, so the 256 sum to 1.
 *
 * The numbers depend on what was read only, never on how it was cut into calls, on the machine or
 * on time.
 */
export class ByteModel {
  readonly #options: Required<ByteModelOptions>;
  readonly #state = new State();
  readonly #text: TextPosition;
  readonly #contexts: ContextHistories;
  readonly #matches: Matches;
  readonly #mixer: Mixer;
  readonly #byGuess: Refinement;
  readonly #byClass: Refinement;
  readonly #matchAt: number;
  #mixed = 0.5;

  private constructor(options: Required<ByteModelOptions>) {
    this.#options = options;
    this.#text = new TextPosition(this.#state);
    this.#contexts = new ContextHistories(this.#state, options.contexts, options.slotBits);
    this.#matches = new Matches(this.#state);
    this.#matchAt = this.#contexts.count;
    this.#mixer = new Mixer(
      this.#state,
      this.#contexts.count + matchInputs,
      [matchLevels * 2 * 7, 256, 64],
      2,
    );
    this.#byGuess = new Refinement(this.#state, 3 * 256);
    this.#byClass = new Refinement(this.#state, 8 * 256);
  }

  /** @throws RangeError when the options name no context, an unknown one, or another size. */
  static create(options: ByteModelOptions = {}): ByteModel {
    const contexts = options.contexts ?? defaultContexts;
    const slotBits = options.slotBits ?? 21;
    const unknown = contexts.find((name) => !contextNames.includes(name));
    if (unknown !== undefined) throw new RangeError(`no such context: ${unknown}`);
    if (contexts.length === 0) throw new RangeError("a model needs at least one context");
    if (!Number.isInteger(slotBits) || slotBits < 16 || slotBits > 24) {
      throw new RangeError(`slotBits must be an integer from 16 to 24, not ${slotBits}`);
    }
    return new ByteModel({ contexts: [...contexts], slotBits });
  }

  /** A second model that has read the same and goes its own way. */
  clone(): ByteModel {
    const copy = new ByteModel(this.#options);
    copy.#state.copyFrom(this.#state);
    return copy;
  }

  /**
   * Forgets everything and takes over what another model has learned, without allocating.
   *
   * @throws RangeError when the other model has other options
   */
  copyFrom(other: ByteModel): void {
    if (JSON.stringify(other.#options) !== JSON.stringify(this.#options)) {
      throw new RangeError("a model can only be copied to one with the same options");
    }
    this.#state.copyFrom(other.#state);
  }

  /** Bytes of memory that a copy costs. */
  get bytes(): number {
    return this.#state.bytes;
  }

  /** Learns bytes. */
  read(bytes: Uint8Array): void {
    for (let i = 0; i < bytes.length; i++) this.#step(bytes[i]!);
  }

  /**
   * Learns bytes and says how likely they were.
   *
   * @returns ln p of each byte given all before it, in nats; never 0 or -Infinity
   */
  score(bytes: Uint8Array): Float64Array {
    const result = new Float64Array(bytes.length);
    for (let i = 0; i < bytes.length; i++) result[i] = Math.log(this.#step(bytes[i]!));
    return result;
  }

  /**
   * The probabilities of the 256 possible next bytes, just as `score` would give them. The model
   * stays as it is. Takes about 50 ms: a model learns from each bit before it predicts the next
   * one, so each byte is tried on a copy.
   */
  distribution(): Float64Array {
    const copy = this.clone();
    return Float64Array.from({ length: 256 }, (_, byte) => {
      copy.#state.copyFrom(this.#state);
      return copy.#step(byte);
    });
  }

  /**
   * Learns a byte that it chooses itself: one that begins with the stem and continues with the
   * likelier bit each time. As fast as reading a byte that was given.
   *
   * @param other called for every alternative that was not taken
   * @returns the byte as a stem of eight bits
   */
  choose(stem: ByteStem, other?: (way: ByteStem) => void): ByteStem {
    this.#begin();
    const given = 31 - Math.clz32(stem.node);
    let likelihood = 1;
    let node = 1;
    for (let bit = 0; bit < 8; bit++) {
      if (bit === 0 || bit === 4) this.#contexts.select(node);
      const p = this.#predict(node, bit);
      const free = bit >= given;
      const value = free ? (p >= 0.5 ? 1 : 0) : (stem.node >>> (given - 1 - bit)) & 1;
      if (free) {
        other?.({ node: 2 * node + 1 - value, likelihood: likelihood * (value === 1 ? 1 - p : p) });
      }
      likelihood *= value === 1 ? p : 1 - p;
      this.#learn(value);
      node = 2 * node + value;
    }
    this.#end(node - 256);
    return { node, likelihood };
  }

  #begin(): void {
    this.#contexts.begin(this.#text);
    this.#matches.begin(this.#text);
    this.#mixer.begin(this.#text.registers[register.position]!);
  }

  /** Reads one byte and returns how likely it was. */
  #step(byte: number): number {
    this.#begin();
    let likelihood = 1;
    let node = 1;
    for (let bit = 0; bit < 8; bit++) {
      if (bit === 0 || bit === 4) this.#contexts.select(node);
      const value = (byte >>> (7 - bit)) & 1;
      const p = this.#predict(node, bit);
      likelihood *= value === 1 ? p : 1 - p;
      this.#learn(value);
      node = 2 * node + value;
    }
    this.#end(byte);
    return likelihood;
  }

  #learn(bit: number): void {
    this.#contexts.learn(bit);
    this.#matches.learn(bit);
    this.#mixer.learn(bit, this.#mixed);
    this.#byGuess.learn(bit);
    this.#byClass.learn(bit);
  }

  #end(byte: number): void {
    this.#text.push(byte);
    this.#matches.push(this.#text);
  }

  /** The probability that the next bit is 1, given the bits of its byte so far. */
  #predict(node: number, bit: number): number {
    const { inputs } = this.#mixer;
    const matches = this.#matches;
    const inHalf = bit < 4 ? node : (1 << (bit - 4)) | (node & ((1 << (bit - 4)) - 1));
    this.#contexts.predict(inHalf, inputs);
    matches.predict(node, 8 - bit, inputs, this.#matchAt);
    const kind = classOf[this.#text.registers[register.last4]! & 255]!;
    const guessed = matches.stands(0);
    const { length } = matches;
    const level = guessed ? (length < 16 ? 1 + (length >> 2) : length < 32 ? 5 : 6) : 0;
    const mixed = this.#mixer.predict(
      (level * 2 + (matches.stands(1) ? 1 : 0)) * 7 + this.#contexts.ordersSeen,
      node,
      kind * 8 + bit,
      guessed ? 1 : 0,
    );
    this.#mixed = mixed;
    const logit = this.#mixer.mixed;
    const expected = (matches.guesses[0]! >>> (7 - bit)) & 1;
    const guess = this.#byGuess.predict(logit, node + (guessed ? 256 + 256 * expected : 0));
    const shape = this.#byClass.predict(logit, node * 8 + kind);
    const p = mixed * 0.4 + guess * 0.3 + shape * 0.3;
    return p < leastProbability
      ? leastProbability
      : p > 1 - leastProbability
        ? 1 - leastProbability
        : p;
  }
}
