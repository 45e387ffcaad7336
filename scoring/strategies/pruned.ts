import type { Assignment, Move, Outcome, Strategy } from "../../protocols/index.ts";
import {
  affordable,
  beginProgress,
  tellProgress,
  type SearchProgress,
  type Valued,
} from "./state.ts";

/** A budget smaller than this for each step is left to the strategy alone. */
const EVALUATIONS_PER_STEP = 4;

interface PrunedState<Inner> {
  readonly inner: Inner;
  /** What the search and the sweep spent together. */
  readonly progress: SearchProgress;
  /** Evaluations kept back for the sweep. */
  readonly reserve: number;
  readonly phase: "search" | "sweep" | "joint" | "over";
  readonly best: Valued;
  /** Steps that the sweep found not to pay for themselves. */
  readonly idle: readonly number[];
}

/**
 * A strategy followed by a leave-one-out sweep: each kept thought is taken away once, and one that
 * does not pay for itself is dropped. When several do not, all of them together are tried too,
 * since thoughts that say the same carry each other. Thoughts that as a whole are worth less than
 * no thinking are dropped as a whole, which costs nothing: the baseline is known.
 */
export function pruned<Inner>(strategy: Strategy<Inner>): Strategy<PrunedState<Inner>> {
  const { name, surprises } = strategy;
  return {
    name,
    ...(surprises === undefined ? {} : { surprises }),
    begin: (problem) => {
      const steps = problem.start.length;
      // One for each step, and one more to try several deletions together.
      const sweep = steps > 1 ? steps + 1 : steps;
      const progress = beginProgress(problem);
      const reserve = affordable(progress) >= EVALUATIONS_PER_STEP * steps ? sweep : 0;
      const { tokens } = problem;
      const rest = tokens === undefined ? {} : { tokens: tokens - reserve * problem.cost };
      return {
        inner: strategy.begin({ ...problem, ...rest, budget: problem.budget - reserve }),
        progress,
        reserve,
        phase: "search",
        best: progress.best,
        idle: [],
      };
    },
    ask: (state) => {
      if (state.phase === "search") {
        const moves = strategy.ask(state.inner);
        return moves.length > 0 ? moves : leaveOneOut(state, strategy.best(state.inner).assignment);
      }
      if (state.phase !== "joint") return [];
      return [{ action: "delete", base: state.best.assignment, steps: [...state.idle] }];
    },
    tell: (state, outcomes) => {
      const progress = tellProgress(state.progress, outcomes);
      if (state.phase === "search" && strategy.ask(state.inner).length > 0) {
        return { ...state, inner: strategy.tell(state.inner, outcomes), progress };
      }
      const incumbent = state.phase === "search" ? strategy.best(state.inner) : state.best;
      const best = keepBest(incumbent, outcomes);
      if (state.phase !== "search") return { ...state, best, progress, phase: "over" };
      const idle = kept(incumbent.assignment).filter((_step, index) => {
        const outcome = outcomes[index];
        return outcome?.result === "scored" && outcome.value >= incumbent.value;
      });
      const joint = idle.length > 1 && affordable(progress) > 0;
      const rest = idle.filter((step) => best.assignment[step] !== null);
      return { ...state, best, progress, idle: rest, phase: joint ? "joint" : "over" };
    },
    best: (state) => {
      const best = state.phase === "search" ? strategy.best(state.inner) : state.best;
      return best.value > 0 ? best : { assignment: best.assignment.map(() => null), value: 0 };
    },
  };
}

function kept(assignment: Assignment): number[] {
  return assignment.flatMap((chosen, step) => (chosen === null ? [] : [step]));
}

function leaveOneOut(
  { reserve, progress }: Pick<PrunedState<unknown>, "reserve" | "progress">,
  base: Assignment,
): Move[] {
  if (reserve === 0) return [];
  const moves = kept(base).map((step): Move => ({ action: "delete", base, steps: [step] }));
  return moves.slice(0, affordable(progress));
}

/** The highest value; an equal one wins too, since it says as much with one thought less. */
function keepBest(incumbent: Valued, outcomes: readonly Outcome[]): Valued {
  let best = incumbent;
  for (const outcome of outcomes) {
    if (outcome.result === "scored" && outcome.value >= best.value) {
      best = { assignment: outcome.assignment, value: outcome.value };
    }
  }
  return best;
}
