import type { Strategy } from "../../protocols/index.ts";
import { sampling } from "./best-of-n.ts";
import { erase } from "./erase.ts";
import { LINES, treeSearch } from "./mcts/index.ts";
import { greedy } from "./paper.ts";
import { pruned } from "./pruned.ts";
import { beginProgress, type SearchProgress } from "./state.ts";

/** Rounds that 32 evaluations for three steps do not pay for. */
const LONG = 12;

/**
 * A control that no knowledge of the target reaches: samples by a proposer that sees the skeleton
 * alone, and never the first thoughts. What it gains is reasoning; what others gain beyond it may
 * be, or may be a rationalisation of the answer (SSR, arXiv:2602.14469).
 */
const blindControl: Strategy<SearchProgress> = {
  ...sampling("blind control", "blind"),
  begin: (problem) => {
    const progress = beginProgress(problem);
    return {
      ...progress,
      best: { assignment: problem.start.map(() => null), value: 0 },
    };
  },
};

/**
 * Searches for ablations in bench/search only, which measure the value of a proposer, of a
 * policy is, and what takes no knowledge of the target.
 */
export const ablations = {
  "mcts without refine": erase(
    treeSearch("mcts without refine", ["blind", "informed", "condense"]),
  ),
  "paper with refine": erase(
    pruned(greedy("paper with refine", "refine", { surprises: LINES, rounds: LONG })),
  ),
  "paper, long": erase(pruned(greedy("paper, long", "informed", { rounds: LONG }))),
  "blind control": erase(pruned(blindControl)),
} as const;
