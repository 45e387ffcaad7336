import type {
  Assignment,
  Body,
  Evaluation,
  Json,
  Move,
  Outcome,
  Score,
  SearchInput,
  SearchProblem,
  Strategy,
  TextRef,
  Usage,
} from "../../protocols/index.ts";
import type { AgentInput, IncomingKind } from "../../runtime/define/index.ts";

/** A move of the current batch. */
export interface Trial {
  readonly move: Move;
  /** By the order of the move's steps; null while the author is at work. */
  readonly texts: readonly (TextRef | null)[];
  /** Index of each new text among the candidates of its step. */
  readonly placed: readonly number[];
  /** Whether each text names only what exists; null while the graph is at work. */
  readonly grounded: readonly (boolean | null)[];
  readonly assignment: Assignment;
  readonly fate: "open" | Evaluation["outcome"];
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
    const { value, score } = scored[index] ?? {};
    return trial.fate === "scored" && value !== undefined && score
      ? { result: "scored", assignment: trial.assignment, value, cost: costOf(score) }
      : { result: "rejected" };
  });
}

/** Tokens that were read for a score, beyond the context that all variants share. */
export function costOf(score: Score): number {
  return score.tokens + score.thought_tokens;
}

/** What a strategy starts from, once the baselines are scored. */
export function problemOf(context: SearchContext): SearchProblem {
  const { start, first } = context;
  const { thoughts, settings, seed } = context.input;
  const { evaluations, tokens, margin = 0 } = settings;
  return {
    start: [...start],
    kinds: thoughts.map(({ purpose }) => purpose),
    budget: thoughts.length === 0 ? 0 : evaluations,
    ...(tokens === undefined ? {} : { tokens }),
    cost: first ? costOf(first) : 0,
    margin,
    seed,
    value: first ? valueOf(context, first) : 0,
    ...(settings.sight === "blind" ? { sight: "blind" as const } : {}),
  };
}

/** What is known of an assignment; undefined for one that was never tried. */
export function evaluationOf(
  { evaluations }: SearchContext,
  wanted: Assignment,
): Evaluation | undefined {
  const key = JSON.stringify(wanted);
  return evaluations.find(({ assignment, score }) => score && JSON.stringify(assignment) === key);
}

/** The result that the search sends to the coder. */
export function findingsOf(context: SearchContext, kept: Assignment): Body<"search.finished"> {
  const { none, first } = context;
  const final = evaluationOf(context, kept)?.score;
  if (!none || !first || !final) throw new Error("the kept thoughts were never scored");
  return {
    model: context.model,
    kept: kept.map((chosen, step) =>
      chosen === null ? null : (context.candidates[step]?.[chosen] ?? null),
    ),
    candidates: context.candidates.map((texts) => Math.max(0, texts.length - 1)),
    tokens: none.tokens,
    thought_tokens: final.thought_tokens,
    nats_per_token: {
      none: natsPerToken(none),
      first: natsPerToken(first),
      final: natsPerToken(final),
    },
    proposals: context.proposals,
    leaks_rejected: context.leaks,
    evaluations: [...context.evaluations],
    usage: context.usage,
  };
}

/** Mean negative log-probability of a token of the target, in nats. */
export function natsPerToken(score: Score): number {
  return score.tokens === 0 ? 0 : -score.logprob / score.tokens;
}
