import type { Assignment, Move, Outcome } from "../../../protocols/index.ts";
import { natures, withResult } from "./arms.ts";
import { effectOf, withEffect } from "./effects.ts";
import { resultOf } from "./known-texts.ts";
import type { MctsState } from "./state.ts";

type ScoredOutcome = Extract<Outcome, { result: "scored" }>;

/** The state after one more outcome. */
export function learn(state: MctsState, move: Move, outcome: Outcome): MctsState {
  const known =
    move.action === "rewrite"
      ? asRewrite(state, move, outcome)
      : asPutTogether(state, move, outcome);
  if (outcome.result !== "scored") return known;
  const { assignment, value } = outcome;
  const { best, progress } = known;
  // As much with one thought less is better.
  const wins =
    move.action === "delete" ? value >= best.value : value > best.value + progress.problem.margin;
  return {
    ...known,
    nodes: [...known.nodes, { assignment, value }],
    best: wins ? { assignment, value } : best,
  };
}

/**
 * New texts: what they gained is credited to their proposer, in equal parts to their steps. Such a
 * part says less of its step than a result of its own would.
 */
function asRewrite(
  state: MctsState,
  { base, steps, proposer }: Extract<Move, { action: "rewrite" }>,
  outcome: Outcome,
): MctsState {
  const { fresh } = natures[proposer];
  const change = outcome.result === "scored" ? changeOf(state, base, outcome) / steps.length : 0;
  let { arms, effects } = state;
  for (const step of steps) {
    const kind = state.progress.problem.kinds[step] ?? "write";
    if (outcome.result !== "scored") {
      arms = withResult(arms, proposer, kind, undefined, 0);
      continue;
    }
    const effect = effectOf(effects, base, step) + change;
    effects = withEffect(effects, outcome.assignment, step, effect);
    arms = withResult(arms, proposer, kind, fresh ? effect : change, 1 / Math.sqrt(steps.length));
  }
  const asked = { rewrites: state.rewrites + 1, fresh: state.fresh + (fresh ? 1 : 0) };
  return { ...state, ...asked, arms, effects };
}

/** Known texts, or none: teaches what a step is worth, and how far thoughts add up. */
function asPutTogether(
  state: MctsState,
  move: Exclude<Move, { action: "rewrite" }>,
  outcome: Outcome,
): MctsState {
  const tried = [...state.tried, resultOf(move) ?? ""];
  if (outcome.result !== "scored") return { ...state, tried };
  const change = changeOf(state, move.base, outcome);
  if (move.action === "delete") {
    let { effects } = state;
    for (const step of move.steps) {
      const effect = effectOf(effects, move.base, step) + change / move.steps.length;
      effects = withEffect(effects, outcome.assignment, step, effect);
    }
    return { ...state, tried, effects };
  }
  const promised = move.steps.reduce(
    (sum, step) =>
      sum +
      effectOf(state.effects, outcome.assignment, step) -
      effectOf(state.effects, move.base, step),
    0,
  );
  const merges = { promised: state.merges.promised + promised, kept: state.merges.kept + change };
  return { ...state, tried, merges };
}

function changeOf({ nodes }: MctsState, base: Assignment, { value }: ScoredOutcome): number {
  const key = JSON.stringify(base);
  const from = nodes.find(({ assignment }) => JSON.stringify(assignment) === key);
  return value - (from?.value ?? 0);
}
