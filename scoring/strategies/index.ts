import type { Json, Strategy } from "../../protocols/index.ts";
import { bestOfN, blindControl } from "./best-of-n.ts";
import { LINES, mcts, treeSearch } from "./mcts/index.ts";
import { none } from "./none.ts";
import { greedy, paper } from "./paper.ts";
import { pruned } from "./pruned.ts";

/** Rounds that 32 evaluations for three steps do not pay for. */
const LONG = 12;

/** Every search strategy by its name on the command line. */
export const strategies = {
  mcts: erase(mcts),
  paper: erase(pruned(paper)),
  "best-of-n": erase(pruned(bestOfN)),
  none: erase(none),
} as const;

/**
 * Searches that nobody would run, so that bench/search can tell what a proposer is worth, what a
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

/** Callers keep a strategy's state as plain JSON and give it back unread. */
function erase<State>(strategy: Strategy<State>): Strategy<Json> {
  return strategy as unknown as Strategy<Json>;
}
