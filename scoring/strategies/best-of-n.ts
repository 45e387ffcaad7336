import type { Move, Proposer, Strategy } from "../../protocols/index.ts";
import { affordable, beginProgress, tellProgress, type SearchProgress } from "./state.ts";

/** Moves in one batch; results of a batch do not depend on one another. */
const BATCH = 4;
/** Moves asked for each evaluation of the budget before rejections end the search. */
const MOVES_PER_EVALUATION = 2;

/** Samples all thoughts of the file n times and keeps the best complete sample. */
export const bestOfN = sampling("best-of-n", "informed");

/** The same by any proposer. */
export function sampling(name: string, proposer: Proposer): Strategy<SearchProgress> {
  return {
    name,
    begin: beginProgress,
    ask: (progress) => {
      const { problem, asked } = progress;
      const left = Math.min(affordable(progress), MOVES_PER_EVALUATION * problem.budget - asked);
      if (problem.start.length === 0) return [];
      const steps = [...problem.start.keys()];
      const move: Move = { action: "rewrite", base: problem.start, steps, proposer };
      return Array.from({ length: Math.max(0, Math.min(BATCH, left)) }, () => move);
    },
    tell: tellProgress,
    best: (progress) => progress.best,
  };
}
