import type { State } from "./state.ts";

/** Bytes of the past that the match models can look at; a power of two. */
export const historyBytes = 1 << 18;

/** What a byte is to a reader of code and prose. */
const byteClass = { other: 0, lower: 1, upper: 2, digit: 3, joiner: 4, space: 5, line: 6 };

/** The class of each byte. Bytes of a multi-byte character count as lower-case letters. */
export const classOf = Uint8Array.from({ length: 256 }, (_, byte) => {
  const text = String.fromCharCode(byte);
  if (byte >= 128 || /[a-z]/.test(text)) return byteClass.lower;
  if (/[A-Z]/.test(text)) return byteClass.upper;
  if (/[0-9]/.test(text)) return byteClass.digit;
  if (/[_$]/.test(text)) return byteClass.joiner;
  if (/[ \t]/.test(text)) return byteClass.space;
  return text === "\n" ? byteClass.line : byteClass.other;
});

/** Indices into the registers of a TextPosition. */
export const register = {
  /** Bytes read so far. */
  position: 0,
  /** The last four bytes, the newest lowest, and the four before them. */
  last4: 1,
  before4: 2,
  /** Hash of the identifier being read without regard to case; 0 between identifiers. */
  word: 3,
  wordLength: 4,
  previousWord: 5,
  /** Hash of the part being read of a camelCase or snake_case identifier; 0 between parts. */
  part: 6,
  /** Hash of the last token shapes: words, blanks and the punctuation itself. */
  shape: 7,
  /** The last three bytes of punctuation since the last word. */
  punctuation: 8,
  indent: 9,
  /** 1 while only blanks were read on this line. */
  indenting: 10,
  lineOpening: 11,
  lineStart: 12,
  previousLineStart: 13,
} as const;

function extend(hash: number, byte: number): number {
  return (Math.imul(hash + byte + 1, 0x2c1b3c6d) ^ (Math.imul(hash, 0x9e3779b1) >>> 15)) | 1;
}

/**
 * The position of a reader in a text: the last bytes, the identifier and the line that it is in.
 * Identifiers are hashed without case and also by their camelCase and snake_case parts, because a
 * name that prose mentions as `manifest` returns in code as `readManifest`.
 */
export class TextPosition {
  readonly registers: Int32Array;
  /** The last `historyBytes` bytes; byte n of the text is at n modulo that. */
  readonly history: Uint8Array;

  constructor(state: State) {
    this.registers = state.keep(new Int32Array(16));
    this.history = state.keep(new Uint8Array(historyBytes));
  }

  /** Moves past one byte. */
  push(byte: number): void {
    const r = this.registers;
    const position = r[register.position]!;
    const last = r[register.last4]! & 255;
    this.history[position & (historyBytes - 1)] = byte;
    r[register.position] = position + 1;
    r[register.before4] = (r[register.before4]! << 8) | (r[register.last4]! >>> 24);
    r[register.last4] = (r[register.last4]! << 8) | byte;
    const kind = classOf[byte]!;
    const lastKind = classOf[last]!;
    const inWord = kind >= byteClass.lower && kind <= byteClass.joiner;
    if (inWord) this.#pushWord(byte, kind, lastKind);
    else this.#pushGap(byte, kind);
    if (r[register.indenting] === 1) {
      if (kind === byteClass.space) r[register.indent]!++;
      else if (kind !== byteClass.line) {
        r[register.indenting] = 0;
        r[register.lineOpening] = byte;
      }
    }
    const shape = inWord ? 1 : kind === byteClass.space ? 2 : byte;
    const lastInWord = lastKind >= byteClass.lower && lastKind <= byteClass.joiner;
    const lastShape = lastInWord ? 1 : lastKind === byteClass.space ? 2 : last;
    // The factor is a multiple of 16, so that a shape leaves the hash after eight more.
    if (shape !== lastShape) {
      r[register.shape] = Math.imul(r[register.shape]!, 0x2f0b4c50) + shape + 1;
    }
  }

  #pushWord(byte: number, kind: number, lastKind: number): void {
    const r = this.registers;
    const folded = kind === byteClass.upper ? byte + 32 : byte;
    if (r[register.word] === 0) r[register.wordLength] = 0;
    r[register.word] = extend(r[register.word]!, folded);
    r[register.wordLength]!++;
    if (kind === byteClass.joiner) {
      r[register.part] = 0;
      return;
    }
    const hump = kind === byteClass.upper && lastKind !== byteClass.upper;
    const number = (kind === byteClass.digit) !== (lastKind === byteClass.digit);
    r[register.part] = extend(hump || number ? 0 : r[register.part]!, folded);
  }

  #pushGap(byte: number, kind: number): void {
    const r = this.registers;
    if (r[register.word] !== 0) {
      r[register.previousWord] = r[register.word]!;
      r[register.word] = 0;
      r[register.part] = 0;
      r[register.punctuation] = 0;
    }
    if (kind === byteClass.line) {
      r[register.previousLineStart] = r[register.lineStart]!;
      r[register.lineStart] = r[register.position]!;
      r[register.indent] = 0;
      r[register.indenting] = 1;
      r[register.lineOpening] = 0;
    }
    r[register.punctuation] = ((r[register.punctuation]! << 8) | byte) & 0xffffff;
  }
}
