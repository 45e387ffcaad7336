import type { Move, Proposer, Strategy } from "../../protocols/index.ts";
import { affordable, beginProgress, tellProgress, type SearchProgress } from "./state.ts";

/** Candidates for each step and rounds over all steps, as arXiv:2603.11103 reports them. */
const CANDIDATES = 2;
const ROUNDS = 3;

interface PaperState {
  readonly progress: SearchProgress;
  readonly step: number;
  readonly round: number;
}

/**
 * The greedy search of the paper: visit the thoughts from the first to the last, sample two
 * candidates for each on top of the best so far, keep one when the target becomes likelier;
 * three rounds.
 */
export const paper = greedy("paper", "informed");

/** How another search differs from the paper's. */
interface Differences {
  /** How many surprising lines the proposer wants to hear of. */
  readonly surprises?: number;
  readonly rounds?: number;
}

/** The same with another proposer or for more rounds, for ablations in bench/search. */
export function greedy(
  name: string,
  proposer: Proposer,
  { surprises, rounds = ROUNDS }: Differences = {},
): Strategy<PaperState> {
  return {
    name,
    ...(surprises === undefined ? {} : { surprises }),
    begin: (problem) => ({ progress: beginProgress(problem), step: 0, round: 0 }),
    ask: ({ progress, step, round }) => {
      const { problem, best } = progress;
      if (round === rounds || problem.start.length === 0) return [];
      const move: Move = { action: "rewrite", base: best.assignment, steps: [step], proposer };
      return Array.from({ length: Math.min(CANDIDATES, affordable(progress)) }, () => move);
    },
    tell: ({ progress, step, round }, outcomes) => {
      const last = step + 1 === progress.problem.start.length;
      return {
        progress: tellProgress(progress, outcomes),
        step: last ? 0 : step + 1,
        round: last ? round + 1 : round,
      };
    },
    best: ({ progress }) => progress.best,
  };
}
