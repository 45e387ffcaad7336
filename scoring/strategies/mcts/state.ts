import type { Move, Proposer } from "../../../protocols/index.ts";
import type { SearchProgress, Valued } from "../state.ts";
import type { Arms } from "./arms.ts";
import type { Effects } from "./effects.ts";

/** What a tree search remembers. */
export interface MctsState {
  /** Who may propose. */
  readonly proposers: readonly Proposer[];
  readonly progress: SearchProgress;
  /**
   * Scored assignments, the start first. Each is a node; its parent is the base of the move that
   * made it, which no choice depends on: with a deterministic reward a node is worth the best of
   * its subtree (max backup), so a descent by value ends at the best node that may be widened.
   */
  readonly nodes: readonly Valued[];
  /** The one that is kept; another has to be better by the margin. */
  readonly best: Valued;
  readonly arms: Arms;
  readonly effects: Effects;
  /** What merging promised and what it kept, summed over merges. */
  readonly merges: { readonly promised: number; readonly kept: number };
  /** Rewrites that were asked, and how many of them afresh. */
  readonly rewrites: number;
  readonly fresh: number;
  /** Merges and deletions that were tried or refused, by the assignment that they make. */
  readonly tried: readonly string[];
  /** The moves that are to be tried next. */
  readonly batch: readonly Move[];
}

/** A move and what it promises: the expected gain over the best so far. */
export interface Option {
  readonly move: Move;
  readonly promise: number;
}

/** What a first thought is worth, in nats per target token; the unit of the priors. */
export function scaleOf({ progress: { problem } }: MctsState): number {
  return Math.max(1e-4, Math.abs(problem.value) / Math.max(1, problem.start.length));
}
