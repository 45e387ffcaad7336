import { historyBytes, register, type TextPosition } from "./text-position.ts";

/**
 * The contexts that a model can predict the next byte from. `order0` to `order6` are the last n
 * bytes; the others are what pays for source code and the prose around it:
 *
 * - `word`: the identifier so far, in any case; carries a name from prose into code
 * - `word-pair`: the same with the word before it
 * - `part`: the camelCase or snake_case part so far, in any case
 * - `call`: the identifier so far with the punctuation before it
 * - `shape`: the last eight token shapes and the last byte
 * - `above`: the byte above in the previous line and the last byte
 * - `line`: the indentation and first byte of this line, with the last byte outside of words
 * - `gap`: the second and fourth last bytes
 */
export const contextNames = [
  "order0",
  "order1",
  "order2",
  "order3",
  "order4",
  "order5",
  "order6",
  "word",
  "word-pair",
  "part",
  "call",
  "shape",
  "above",
  "line",
  "gap",
] as const;

/** The name of a context. */
export type ContextName = (typeof contextNames)[number];

/** How many of the contexts, from the first, are orders. */
export const orderCount = 7;

function hash(context: number, a: number, b: number): number {
  let k = Math.imul(a, 0x2c1b3c6d) + Math.imul(b, 0x297a2d39) + Math.imul(context + 1, 0x9e3779b1);
  k ^= k >>> 15;
  k = Math.imul(k, 0x85ebca6b);
  return k ^ (k >>> 13);
}

/**
 * Hashes every context of `contextNames` at a position.
 *
 * @param into one 32-bit hash per context, in the order of the names
 */
export function hashContexts(text: TextPosition, into: Int32Array): void {
  const r = text.registers;
  const last4 = r[register.last4]!;
  const before4 = r[register.before4]!;
  const last = last4 & 255;
  const inWord = r[register.word] !== 0;
  const word = inWord ? r[register.word]! : last + 0x10000;
  const part = r[register.part] === 0 ? last + 0x10000 : r[register.part]!;
  const lineStart = r[register.lineStart]!;
  const column = r[register.previousLineStart]! + r[register.position]! - lineStart;
  const above = column < lineStart ? text.history[column & (historyBytes - 1)]! : 0;
  into[0] = 0;
  into[1] = hash(1, last, 0);
  into[2] = hash(2, last4 & 0xffff, 0);
  into[3] = hash(3, last4 & 0xffffff, 0);
  into[4] = hash(4, last4, 0);
  into[5] = hash(5, last4, before4 & 0xff);
  into[6] = hash(6, last4, before4 & 0xffff);
  into[7] = hash(7, word, 0);
  into[8] = hash(8, word, r[register.previousWord]!);
  into[9] = hash(9, part, 0);
  into[10] = hash(10, word, r[register.punctuation]!);
  into[11] = hash(11, r[register.shape]!, last);
  into[12] = hash(12, above, last);
  into[13] = hash(
    13,
    r[register.indent]!,
    r[register.lineOpening]! | (inWord ? 0x10000 : last << 17),
  );
  into[14] = hash(14, last4 & 0xff00ff00, 0);
}
