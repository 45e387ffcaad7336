import { randomInteger } from "../../../protocols/index.ts";

const WORD = /[\p{L}_$][\p{L}\p{N}_$]*/gu;
/** Shorter words are in every text. */
const SHORTEST = 3;

/**
 * The words that some thoughts share with their target, each once, without any sentence around
 * them: what the thoughts tell of the target, and nothing of why.
 */
export function bagOf(thoughts: string, target: string, seed: number): string {
  const own = new Set(wordsIn(target));
  const shared = new Set(wordsIn(thoughts).filter((word) => own.has(word)));
  return shuffled([...shared], seed).join(" ");
}

/** All words of a text in another order: what is left is which words it has, and how often. */
export function shuffledWords(text: string, seed: number): string {
  return shuffled(text.split(/\s+/).filter(Boolean), seed).join(" ");
}

function wordsIn(text: string): string[] {
  return (text.match(WORD) ?? []).filter(({ length }) => length >= SHORTEST);
}

/** Fisher and Yates's shuffle; the same seed gives the same order. */
function shuffled(words: readonly string[], seed: number): string[] {
  const order = [...words];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const pick = randomInteger(last + 1, seed, "shuffle", last);
    [order[last], order[pick]] = [order[pick]!, order[last]!];
  }
  return order;
}
