import type { Move } from "../../../protocols/index.ts";
import { affordable } from "../state.ts";
import { deletions, merges } from "./known-texts.ts";
import { rewrites } from "./rewrites.ts";
import type { MctsState } from "./state.ts";

/** Moves asked for each evaluation of the budget before rejections end the search. */
const MOVES_PER_EVALUATION = 2;
/** The next moves, chosen one after the other, each knowing those before it to be in flight. */
export function chooseBatch(state: MctsState, size: number): Move[] {
  const { problem, asked } = state.progress;
  const movesLeft = MOVES_PER_EVALUATION * problem.budget - asked;
  const batch: Move[] = [];
  const count = Math.min(size, affordable(state.progress), movesLeft);
  while (batch.length < count) {
    const options = [
      ...rewrites(state, batch),
      ...merges(state, batch),
      ...deletions(state, batch),
    ];
    const [first] = options;
    if (!first) break;
    batch.push(options.reduce((a, b) => (b.promise > a.promise ? b : a), first).move);
  }
  return batch;
}
