import type { Json, Strategy } from "../../protocols/index.ts";
import { bestOfN } from "./best-of-n.ts";
import { LINES, mcts, treeSearch } from "./mcts/index.ts";
import { none } from "./none.ts";
import { greedy, paper } from "./paper.ts";
import { pruned } from "./pruned.ts";

/** Every search strategy by its name on the command line. */
export const strategies = {
  mcts: erase(mcts),
  paper: erase(pruned(paper)),
  "best-of-n": erase(pruned(bestOfN)),
  none: erase(none),
} as const;

/** Searches with the proposers of others, so that bench/search can tell the two apart. */
export const ablations = {
  "mcts without refine": erase(
    treeSearch("mcts without refine", ["blind", "informed", "condense"]),
  ),
  "paper with refine": erase(pruned(greedy("paper with refine", "refine", LINES))),
} as const;

/** Callers keep a strategy's state as plain JSON and give it back unread. */
function erase<State>(strategy: Strategy<State>): Strategy<Json> {
  return strategy as unknown as Strategy<Json>;
}
