import type { Assignment, Outcome, SearchProblem } from "../../protocols/index.ts";

/** What every strategy keeps: where it started, the best so far, and what was spent. */
export interface Progress {
  readonly problem: SearchProblem;
  readonly best: { readonly assignment: Assignment; readonly value: number };
  /** Moves that were scored; the budget bounds them. */
  readonly spent: number;
  /** Moves that were asked, scored or rejected. */
  readonly asked: number;
}

export function beginProgress(problem: SearchProblem): Progress {
  return {
    problem,
    best: { assignment: problem.start, value: problem.value },
    spent: 0,
    asked: 0,
  };
}

/** Counts a batch and keeps the best of it when its value is strictly higher. */
export function tellProgress(progress: Progress, outcomes: readonly Outcome[]): Progress {
  let { best, spent } = progress;
  for (const outcome of outcomes) {
    if (outcome.result !== "scored") continue;
    spent += 1;
    if (outcome.value > best.value) best = { assignment: outcome.assignment, value: outcome.value };
  }
  return { ...progress, best, spent, asked: progress.asked + outcomes.length };
}
