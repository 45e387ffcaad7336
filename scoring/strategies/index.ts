import { bestOfN } from "./best-of-n.ts";
import { mcts } from "./mcts/index.ts";
import { erase } from "./erase.ts";
import { none } from "./none.ts";
import { paper } from "./paper.ts";
import { pruned } from "./pruned.ts";
import { stepwise } from "./stepwise.ts";

export { ablations } from "./ablations.ts";

/** Every search strategy by its name on the command line. */
export const strategies = {
  mcts: erase(mcts),
  stepwise: erase(stepwise),
  paper: erase(pruned(paper)),
  "best-of-n": erase(pruned(bestOfN)),
  none: erase(none),
} as const;
