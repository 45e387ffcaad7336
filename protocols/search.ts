import * as z from "zod";
import { Proposer } from "./messages/author.ts";
import { StepPurpose } from "./steps.ts";
import { Exposure, Leak, Score, Surprise } from "./messages/scorer.ts";

/** The candidate text at each step; candidate 0 is the first thought, null is none. */
export const Assignment = z.array(z.int().nonnegative().nullable());
export type Assignment = z.infer<typeof Assignment>;

/** What a search starts from. */
export const SearchProblem = z.strictObject({
  /** The first thoughts; null where one was rejected. */
  start: Assignment,
  /** What each step is for. */
  kinds: z.array(StepPurpose),
  /** Evaluations that may be spent. */
  budget: z.int().nonnegative(),
  /** Tokens that may be read for them, target and thoughts; no bound when absent. */
  tokens: z.int().nonnegative().optional(),
  /** Tokens that evaluating the start took. */
  cost: z.int().nonnegative(),
  /** How much better than the best so far is better, in nats per target token. */
  margin: z.number().nonnegative(),
  seed: z.int(),
  /** Value of the start, in nats per target token over no thinking. */
  value: z.number(),
  /** Present where no proposer sees the target: one that would is replaced by `blind`. */
  sight: z.literal("blind").optional(),
});
export type SearchProblem = z.infer<typeof SearchProblem>;

/** Whether a proposer is shown something of the target. */
export function seesTarget(proposer: Proposer): boolean {
  return proposer === "informed" || proposer === "refine";
}

/**
 * One thing that a strategy wants tried on top of an assignment: new texts for some steps, none
 * there at all, or what stands there in another assignment. It costs one evaluation, however many
 * steps it touches.
 */
export const Move = z.discriminatedUnion("action", [
  z.strictObject({
    action: z.literal("rewrite"),
    base: Assignment,
    steps: z.array(z.int().nonnegative()).min(1),
    proposer: Proposer,
  }),
  z.strictObject({
    action: z.literal("delete"),
    base: Assignment,
    steps: z.array(z.int().nonnegative()).min(1),
  }),
  z.strictObject({
    action: z.literal("merge"),
    base: Assignment,
    steps: z.array(z.int().nonnegative()).min(1),
    /** Where the texts of those steps come from. */
    from: Assignment,
  }),
]);
export type Move = z.infer<typeof Move>;

/** The outcome of a move, in the order in which the moves were asked. */
export const Outcome = z.discriminatedUnion("result", [
  z.strictObject({
    result: z.literal("scored"),
    assignment: Assignment,
    /** Nats per target token over no thinking, less what the length costs. */
    value: z.number(),
    /** Tokens of target and thoughts that were read for it. */
    cost: z.int().nonnegative(),
  }),
  /** Refused by a guard or for its cost, or it named what does not exist or had been tried. */
  z.strictObject({ result: z.literal("rejected") }),
]);
export type Outcome = z.infer<typeof Outcome>;

/**
 * A way to spend a budget of evaluations. State is plain JSON and every function is pure, so a
 * search can be stopped, logged and folded again: the caller keeps the state.
 */
export interface Strategy<State> {
  readonly name: string;
  /** How many surprising lines its proposers want to hear of; none unless given. */
  readonly surprises?: number;
  begin(problem: SearchProblem): State;
  /** The next batch of moves, tried together; empty when the search is over. */
  ask(state: State): readonly Move[];
  /** Results of the last batch, in the order in which it was asked. */
  tell(state: State, outcomes: readonly Outcome[]): State;
  /** The best assignment so far, at any time. */
  best(state: State): { readonly assignment: Assignment; readonly value: number };
}

/** One evaluated or rejected assignment, as the search remembers it. */
export const Evaluation = z.strictObject({
  assignment: Assignment,
  outcome: z.enum([
    "scored",
    "leak",
    "exposed",
    "unaffordable",
    "ungrounded",
    "repeated",
    "unusable",
    "unscored",
  ]),
  score: Score.optional(),
  /** Where the scorer was still surprised, when the strategy wants to know. */
  surprises: z.array(Surprise).optional(),
  leak: Leak.optional(),
  exposure: Exposure.optional(),
  value: z.number().optional(),
  /** What was tried; absent for the two baselines. */
  move: Move.optional(),
});
export type Evaluation = z.infer<typeof Evaluation>;
