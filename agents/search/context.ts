import type {
  Assignment,
  Body,
  Evaluation,
  Json,
  Move,
  Outcome,
  Score,
  SearchInput,
  Strategy,
  TextRef,
  Usage,
} from "../../protocols/index.ts";
import type { AgentInput, IncomingKind } from "../../runtime/define/index.ts";

/** A move of the batch in hand. */
export interface Trial {
  readonly move: Move;
  /** By the order of the move's steps; null while the author is at work. */
  readonly texts: readonly (TextRef | null)[];
  /** Index of each new text among the candidates of its step. */
  readonly placed: readonly number[];
  /** Whether each text names only what exists; null while the graph is at work. */
  readonly grounded: readonly (boolean | null)[];
  readonly assignment: Assignment;
  readonly fate: "open" | "scored" | "leak" | "ungrounded" | "repeated";
}

/** What a search remembers; plain JSON. */
export interface SearchContext extends AgentInput<SearchInput> {
  /** Texts by step: the first thought, then every proposal that was placed. */
  readonly candidates: readonly (readonly TextRef[])[];
  /** The first thoughts, null where one leaked. */
  readonly start: Assignment;
  /** The model that scored. */
  readonly model: string;
  readonly none: Score | null;
  readonly first: Score | null;
  /** State of the strategy. */
  readonly strategy: Json;
  readonly trials: readonly Trial[];
  readonly evaluations: readonly Evaluation[];
  readonly proposals: number;
  readonly leaks: number;
  readonly usage: Usage;
}

export type SearchEvent = IncomingKind<
  "scorer.scored" | "author.written" | "graph.thought_checked" | "service.failed"
>;

/** Strategies by name; their states are plain JSON. */
export type Strategies = Readonly<Record<string, Strategy<Json>>>;

/**
 * What an assignment is worth: nats per target token over no thinking, from clipped token values,
 * less the cost of its length (method: REER's clipping; length cost so that longer is not better
 * by itself).
 */
export function valueOf(context: SearchContext, score: Score): number {
  const { none, input } = context;
  if (!none || score.tokens === 0) return 0;
  const gain = (score.clipped - none.clipped) / score.tokens;
  return gain - (input.settings.length_cost * score.thought_tokens) / score.tokens;
}

/** The result of each trial, in the order in which moves were asked. */
export function outcomesOf(context: SearchContext): Outcome[] {
  const scored = context.evaluations.slice(-context.trials.length);
  return context.trials.map((trial, index) => {
    const value = scored[index]?.value;
    return trial.fate === "scored" && value !== undefined
      ? { result: "scored", assignment: trial.assignment, value }
      : { result: "rejected" };
  });
}

/** The score of the assignment that is kept. */
function keptScore(context: SearchContext, kept: Assignment): Score | undefined {
  const same = context.evaluations.find(
    ({ assignment, score }) => score && JSON.stringify(assignment) === JSON.stringify(kept),
  );
  return same?.score;
}

/** What the search tells the coder. */
export function findingsOf(context: SearchContext, kept: Assignment): Body<"search.finished"> {
  const { none, first } = context;
  const final = keptScore(context, kept);
  if (!none || !first || !final) throw new Error("the kept thoughts were never scored");
  return {
    model: context.model,
    kept: kept.map((chosen, step) =>
      chosen === null ? null : (context.candidates[step]?.[chosen] ?? null),
    ),
    candidates: context.candidates.map((texts) => Math.max(0, texts.length - 1)),
    tokens: none.tokens,
    thought_tokens: final.thought_tokens,
    nats_per_token: { none: natsOf(none), first: natsOf(first), final: natsOf(final) },
    proposals: context.proposals,
    leaks_rejected: context.leaks,
    evaluations: [...context.evaluations],
    usage: context.usage,
  };
}

function natsOf(score: Score): number {
  return score.tokens === 0 ? 0 : -score.logprob / score.tokens;
}
