import type { Assignment, Outcome, SearchProblem } from "../../protocols/index.ts";

/** An assignment and its value. */
export interface Valued {
  readonly assignment: Assignment;
  readonly value: number;
}

/** What every strategy keeps: where it started, the best so far, and what was spent. */
export interface SearchProgress {
  readonly problem: SearchProblem;
  readonly best: Valued;
  /** Moves that were scored; the budget bounds them. */
  readonly spent: number;
  /** Moves that were asked, scored or rejected. */
  readonly asked: number;
  /** Tokens that were read for the scored moves. */
  readonly read: number;
  /** Tokens of the dearest evaluation so far. */
  readonly dearest: number;
}

export function beginProgress(problem: SearchProblem): SearchProgress {
  return {
    problem,
    best: { assignment: problem.start, value: problem.value },
    spent: 0,
    asked: 0,
    read: 0,
    dearest: problem.cost,
  };
}

/** Counts a batch and keeps the best of it when its value is strictly higher. */
export function tellProgress(
  progress: SearchProgress,
  outcomes: readonly Outcome[],
): SearchProgress {
  let { best, spent, read, dearest } = progress;
  for (const outcome of outcomes) {
    if (outcome.result !== "scored") continue;
    spent += 1;
    read += outcome.cost;
    dearest = Math.max(dearest, outcome.cost);
    if (outcome.value > best.value) best = { assignment: outcome.assignment, value: outcome.value };
  }
  return { ...progress, best, spent, read, dearest, asked: progress.asked + outcomes.length };
}

/**
 * Evaluations that the budget still pays for. What an evaluation will cost in tokens is not known
 * before it is made; it is taken to cost what the dearest so far did.
 */
export function affordable({ problem, spent, read, dearest }: SearchProgress): number {
  const { budget, tokens = Infinity } = problem;
  const byTokens = Math.floor((tokens - read) / Math.max(1, dearest));
  return Math.max(0, Math.min(budget - spent, byTokens));
}
