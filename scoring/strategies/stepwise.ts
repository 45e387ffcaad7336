import type { Assignment, Move, Outcome, Strategy } from "../../protocols/index.ts";
import {
  affordable,
  beginProgress,
  tellProgress,
  type SearchProgress,
  type Valued,
} from "./state.ts";

/** Moves in one batch; results of a batch do not depend on one another. */
const BATCH = 4;
/** Share of what the best continuation gains at which a shorter one suffices. */
const SUFFICIENT = 0.9;
/** Moves asked for each evaluation of a step before rejections end it. */
const MOVES_PER_EVALUATION = 2;

/** A prefix that was scored, with the tokens that were read for it. */
interface Scored extends Valued {
  readonly cost: number;
}

interface StepwiseState {
  readonly progress: SearchProgress;
  /** The thoughts that were kept so far; none at the steps that are still to come. */
  readonly prefix: Valued;
  readonly step: number;
  /** What was scored at this step, and what may still be. */
  readonly scored: readonly Scored[];
  readonly asked: number;
  readonly quota: number;
}

/**
 * Thinks step by step: at each step samples continuations of the thoughts kept so far, scores the
 * target after each prefix, and keeps the shortest continuation that gains nearly what the best
 * one does, or none where none gains. The author's proposals never depend on the target, which
 * only selects among them (method: Patches-to-Trajectories, arXiv:2605.21996).
 */
export const stepwise: Strategy<StepwiseState> = {
  name: "stepwise",
  begin: (problem) => {
    const progress = beginProgress(problem);
    const prefix = { assignment: problem.start.map(() => null), value: 0 };
    return atStep(progress, prefix, 0);
  },
  ask: (state) => {
    const { progress, prefix, step, asked } = state;
    const { start } = progress.problem;
    if (step === start.length) return [];
    const left = Math.min(openOf(state), affordable(progress));
    const base = prefix.assignment;
    // The first thought is one of the continuations, and has been written.
    const first: Move[] =
      asked === 0 && start[step] !== null
        ? [{ action: "merge", base, steps: [step], from: start }]
        : [];
    const more: Move = { action: "rewrite", base, steps: [step], proposer: "continue" };
    const count = Math.min(BATCH, left) - first.length;
    return left <= 0 ? [] : [...first, ...Array.from({ length: count }, () => more)];
  },
  tell: (state, outcomes) => {
    const progress = tellProgress(state.progress, outcomes);
    const scored = [...state.scored, ...scoredOf(outcomes)];
    const asked = state.asked + outcomes.length;
    const next = { ...state, progress, scored, asked };
    return openOf(next) > 0 ? next : atStep(progress, chosen(next), state.step + 1);
  },
  best: (state) => {
    const { assignment, value } = chosen(state);
    // Earlier steps were chosen without those after them: the first thoughts may do better together.
    const { best } = state.progress;
    const kept = value >= SUFFICIENT * best.value ? { assignment, value } : best;
    return kept.value > 0 ? kept : { assignment: none(kept.assignment), value: 0 };
  },
};

function atStep(progress: SearchProgress, prefix: Valued, step: number): StepwiseState {
  const { budget, start } = progress.problem;
  const steps = Math.max(1, start.length);
  const quota = Math.floor(budget / steps) + (step < budget % steps ? 1 : 0);
  return { progress, prefix, step, scored: [], asked: 0, quota };
}

/** Moves that may still be asked at this step. */
function openOf({ scored, asked, quota }: StepwiseState): number {
  return Math.min(quota - scored.length, MOVES_PER_EVALUATION * quota - asked);
}

function scoredOf(outcomes: readonly Outcome[]): Scored[] {
  return outcomes.flatMap((outcome) =>
    outcome.result === "scored"
      ? [{ assignment: outcome.assignment, value: outcome.value, cost: outcome.cost }]
      : [],
  );
}

/** The shortest continuation that suffices; the prefix where none is better. */
function chosen({ prefix, scored, progress }: StepwiseState): Valued {
  const most = Math.max(...scored.map(({ value }) => value), -Infinity);
  if (most <= prefix.value + progress.problem.margin) return prefix;
  const enough = prefix.value + SUFFICIENT * (most - prefix.value);
  const [shortest] = scored
    .filter(({ value }) => value >= enough)
    .toSorted((a, b) => a.cost - b.cost || b.value - a.value);
  return shortest ?? prefix;
}

function none(assignment: Assignment): Assignment {
  return assignment.map(() => null);
}
