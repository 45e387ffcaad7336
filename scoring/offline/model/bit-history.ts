/**
 * What a context remembers of one bit: how many zeros and ones it has seen and which came last,
 * in one byte. Many contexts are seen once or twice in a short text, and a byte per bit keeps a
 * whole model at a few megabytes. The idea of bounded bit histories, and of forgetting a part of
 * the opposite count at each surprise, is that of PAQ6 and later (Mahoney, "Data Compression
 * Explained", 4.1.3); the table here is built from the rules below and differs from PAQ's.
 */

interface History {
  readonly zeros: number;
  readonly ones: number;
  readonly last: 0 | 1;
}

/** The most that the larger count may be, by the smaller count. */
const largest = [31, 15, 9, 7, 6, 6];

function bounded(zeros: number, ones: number, last: 0 | 1): History {
  const fits = (): boolean => Math.max(zeros, ones) <= (largest[Math.min(zeros, ones)] ?? 0);
  while (!fits()) {
    if (zeros > ones) zeros--;
    else ones--;
  }
  // Where only one bit was ever seen, the last one says nothing new.
  return { zeros, ones, last: zeros === 0 ? 1 : ones === 0 ? 0 : last };
}

function fade(count: number): number {
  return count <= 2 ? count : count <= 4 ? count - 1 : count <= 6 ? 4 : count <= 15 ? 5 : 6;
}

function after(history: History, bit: 0 | 1): History {
  return bit === 1
    ? bounded(fade(history.zeros), history.ones + 1, 1)
    : bounded(history.zeros + 1, fade(history.ones), 0);
}

function keyOf(history: History): string {
  return `${history.zeros}/${history.ones}/${history.last}`;
}

function enumerate(): History[] {
  const start: History = { zeros: 0, ones: 0, last: 1 };
  const found = new Map([[keyOf(start), start]]);
  for (const history of found.values()) {
    for (const bit of [0, 1] as const) {
      const next = after(history, bit);
      if (!found.has(keyOf(next))) found.set(keyOf(next), next);
    }
  }
  // In order of evidence, so that the smaller number is the history that is cheaper to lose.
  return [...found.values()].sort((a, b) => a.zeros + a.ones - (b.zeros + b.ones));
}

const histories = enumerate();
const numbers = new Map(histories.map((history, number) => [keyOf(history), number]));

/** How many histories there are; fits a byte. */
export const historyCount = histories.length;

/** The history after a bit: `nextHistory[2 * history + bit]`. History 0 has seen nothing. */
export const nextHistory = Uint8Array.from(
  histories.flatMap((history) =>
    ([0, 1] as const).map((bit) => numbers.get(keyOf(after(history, bit)))!),
  ),
);

/** The counts of a history, from which its probability starts. */
export function countsOf(history: number): { zeros: number; ones: number } {
  return histories[history]!;
}
