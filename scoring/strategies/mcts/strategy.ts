import type { Move, Proposer, Strategy } from "../../../protocols/index.ts";
import { affordable, beginProgress, tellProgress } from "../state.ts";
import { chooseBatch } from "./choose.ts";
import { beginEffects } from "./effects.ts";
import { learn } from "./learn.ts";
import type { MctsState } from "./state.ts";

/** Moves in one batch, at most; results of a batch do not depend on one another. */
const BATCH = 4;
/** Batches that what is left of a budget should still make: each learns from those before it. */
const BATCHES = 6;
/**
 * Evaluations for each step from which on the sweep is made. With 32 evaluations for three steps it
 * raises what the search gains by a twentieth (bench/search); with 8 it would take half of them.
 */
const SWEEP = 8;
/** Surprising lines that a refinement is given. */
export const LINES = 16;

/**
 * Monte Carlo tree search over complete assignments. The reward is deterministic, so a node is
 * worth the best of its subtree, and what is uncertain is what the next proposal will be worth:
 * each slot of a batch draws beliefs from the posterior of every proposer at every kind of step
 * (Thompson sampling, as AB-MCTS chooses between going wider and going deeper) and takes the move
 * of the highest expected improvement over the best so far. Moves are new texts for one step or
 * several, texts that did well elsewhere put together, and a step left out.
 */
export const mcts = treeSearch("mcts", ["blind", "informed", "refine", "condense"]);

/** Those that a search asks whose author is not to see the target. */
const BLIND: readonly Proposer[] = ["continue", "blind", "condense"];

/** The same with some of the proposers, so that bench/search can measure the value of each. */
export function treeSearch(name: string, proposers: readonly Proposer[]): Strategy<MctsState> {
  return {
    name,
    surprises: LINES,
    begin: (problem) => {
      const progress = beginProgress(problem);
      const start = progress.best;
      const state: MctsState = {
        proposers: problem.sight === "blind" ? BLIND : proposers,
        progress,
        nodes: [start],
        best: start,
        arms: {},
        effects: beginEffects(problem.start),
        merges: { promised: 0, kept: 0 },
        rewrites: 0,
        fresh: 0,
        tried: [],
        batch: [],
      };
      const sweep = leaveOneOut(state);
      return sweep.length > 0 ? { ...state, batch: sweep } : withBatch(state);
    },
    ask: ({ batch }) => batch,
    tell: (state, outcomes) => {
      let next: MctsState = { ...state, progress: tellProgress(state.progress, outcomes) };
      for (const [index, move] of state.batch.entries()) {
        const outcome = outcomes[index];
        if (outcome) next = learn(next, move, outcome);
      }
      return withBatch(next);
    },
    best: ({ best }) =>
      best.value > 0 ? best : { assignment: best.assignment.map(() => null), value: 0 },
  };
}

/**
 * Each first thought left out once, which tells whether to have it at all; what does better without
 * is then put together. Empty when the budget is too small for that to pay.
 */
function leaveOneOut({ progress }: MctsState): Move[] {
  const { start } = progress.problem;
  const present = start.flatMap((chosen, step) => (chosen === null ? [] : [step]));
  if (affordable(progress) < SWEEP * start.length) return [];
  return present.map((step) => ({ action: "delete", base: start, steps: [step] }));
}

function withBatch(state: MctsState): MctsState {
  if (state.progress.problem.start.length === 0) return { ...state, batch: [] };
  const size = Math.max(1, Math.min(BATCH, Math.ceil(affordable(state.progress) / BATCHES)));
  return { ...state, batch: chooseBatch(state, size) };
}
