import type { Assignment, Body, Evaluation } from "../../protocols/index.ts";
import { toService, type Outgoing } from "../../runtime/define/index.ts";
import { segmentsOf, stepOfSegment } from "./segments.ts";
import { costOf, valueOf, type SearchContext, type Trial } from "./context.ts";
import { openTrials } from "./trials.ts";

/** No thought at any step. */
function noThoughts(context: SearchContext): Assignment {
  return context.start.map(() => null);
}

/**
 * The request for the two baselines: no thinking, and the first thoughts.
 *
 * @param lines how many surprising lines the strategy wants to hear of
 */
export function askForBaselines(context: SearchContext, lines: number | undefined): Outgoing {
  return askFor(context, [noThoughts(context), context.start], lines);
}

/** One request that scores all open trials of the batch; none when nothing is open. */
export function askForScores(context: SearchContext, lines: number | undefined): Outgoing[] {
  const open = openTrials(context).map(({ assignment }) => assignment);
  return open.length === 0 ? [] : [askFor(context, open, lines, tokensLeft(context))];
}

/** Tokens that the budget leaves; the baselines are not paid from it. */
function tokensLeft({ input, evaluations }: SearchContext): number | undefined {
  const { tokens } = input.settings;
  if (tokens === undefined) return undefined;
  const read = evaluations.map(({ move, score }) => (move && score ? costOf(score) : 0));
  return read.reduce((left, cost) => left - cost, tokens);
}

function askFor(
  { input, candidates, self }: SearchContext,
  assignments: readonly Assignment[],
  lines: number | undefined,
  tokens?: number,
): Outgoing {
  const { target, settings } = input;
  return toService(self, "scorer", "scorer.score", {
    variants: assignments.map((assignment) => ({
      segments: segmentsOf(input, candidates, assignment),
    })),
    target,
    clip: settings.clip,
    ...(settings.names === undefined ? {} : { names: settings.names }),
    ...(tokens === undefined ? {} : { tokens }),
    ...(lines === undefined ? {} : { surprises: lines }),
  });
}

type ScoredBody = Body<"scorer.scored">;

/**
 * Takes the baselines in. A first thought that a guard refuses is dropped from the start and
 * `first` stays null, so that the baselines are asked for again without it.
 */
export function takeBaselines(context: SearchContext, scored: ScoredBody): Partial<SearchContext> {
  const [none, first] = scored.variants;
  if (none?.outcome !== "scored" || !first) throw new Error("the scorer left out a baseline");
  if (first.outcome === "unaffordable") throw new Error("a baseline was asked for without a bound");
  if (first.outcome !== "scored") {
    const { segment } = first.outcome === "leak" ? first.leak : first.exposure;
    const step = stepOfSegment(context.input, context.start, segment);
    const start = context.start.map((chosen, index) => (index === step ? null : chosen));
    return {
      model: scored.model,
      none: none.score,
      start,
      leaks: context.leaks + 1,
      evaluations: [...context.evaluations, { assignment: context.start, ...first }],
    };
  }
  const known = { ...context, none: none.score };
  const evaluation = (assignment: Assignment, answer: typeof none): Evaluation => ({
    assignment,
    ...answer,
    value: valueOf(known, answer.score),
  });
  return {
    model: scored.model,
    none: none.score,
    first: first.score,
    evaluations: [
      ...context.evaluations,
      evaluation(noThoughts(context), none),
      evaluation(context.start, first),
    ],
  };
}

/** Takes the answers to the open trials in: one evaluation for each trial of the batch. */
export function takeScores(context: SearchContext, scored: ScoredBody): Partial<SearchContext> {
  let next = 0;
  let leaks = context.leaks;
  const evaluations = [...context.evaluations];
  const trials = context.trials.map((trial): Trial => {
    const about = { assignment: trial.assignment, move: trial.move };
    if (trial.fate !== "open") {
      evaluations.push({ ...about, outcome: trial.fate });
      return trial;
    }
    const answer = scored.variants[next];
    next += 1;
    if (!answer) throw new Error("the scorer left out a variant");
    if (answer.outcome === "scored") {
      evaluations.push({ ...about, ...answer, value: valueOf(context, answer.score) });
    } else {
      if (answer.outcome !== "unaffordable") leaks += 1;
      evaluations.push({ ...about, ...answer });
    }
    return { ...trial, fate: answer.outcome };
  });
  return { trials, evaluations, leaks };
}
