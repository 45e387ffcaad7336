import type { Surprise } from "../../protocols/index.ts";

/** The lines that cost most, at most `most` of them, in the order of the text. */
export function worstLines(nats: readonly number[], most: number): Surprise[] {
  return nats
    .map((cost, index) => ({ line: index + 1, nats: cost }))
    .filter(({ nats: cost }) => cost > 0)
    .toSorted((a, b) => b.nats - a.nats || a.line - b.line)
    .slice(0, most)
    .toSorted((a, b) => a.line - b.line);
}
