import type { Assignment, Body, Evaluation } from "../../protocols/index.ts";
import { toService, type Outgoing } from "../../runtime/define/index.ts";
import { segmentsOf, stepOfSegment } from "./segments.ts";
import { valueOf, type SearchContext, type Trial } from "./context.ts";

/** No thought at any step. */
function noThoughts(context: SearchContext): Assignment {
  return context.start.map(() => null);
}

/** The request for the two baselines: no thinking, and the first thoughts. */
export function askForBaselines(context: SearchContext): Outgoing {
  const { input, candidates, start, self } = context;
  const variants = [noThoughts(context), start].map((assignment) => ({
    segments: segmentsOf(input, candidates, assignment),
  }));
  const { target, settings } = input;
  return toService(self, "scorer", "scorer.score", { variants, target, clip: settings.clip });
}

type Scored = Body<"scorer.scored">;

/**
 * Takes the baselines in. A first thought that leaks is dropped from the start and `first` stays
 * null, so that the baselines are asked for again without it.
 */
export function takeBaselines(context: SearchContext, scored: Scored): Partial<SearchContext> {
  const [none, first] = scored.variants;
  if (none?.outcome !== "scored" || !first) throw new Error("the scorer left out a baseline");
  if (first.outcome === "leak") {
    const step = stepOfSegment(context.input, context.start, first.leak.segment);
    const start = context.start.map((chosen, index) => (index === step ? null : chosen));
    return {
      model: scored.model,
      none: none.score,
      start,
      leaks: context.leaks + 1,
      evaluations: [
        ...context.evaluations,
        { assignment: context.start, outcome: "leak", leak: first.leak },
      ],
    };
  }
  const known = { ...context, none: none.score };
  const evaluation = (assignment: Assignment, { score }: typeof none): Evaluation => ({
    assignment,
    outcome: "scored",
    score,
    value: valueOf(known, score),
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
export function takeScores(context: SearchContext, scored: Scored): Partial<SearchContext> {
  let next = 0;
  let leaks = context.leaks;
  const evaluations = [...context.evaluations];
  const trials = context.trials.map((trial): Trial => {
    const about = { assignment: trial.assignment, move: trial.move };
    if (trial.fate !== "open") {
      if (trial.fate === "ungrounded" || trial.fate === "repeated") {
        evaluations.push({ ...about, outcome: trial.fate });
      }
      return trial;
    }
    const answer = scored.variants[next];
    next += 1;
    if (!answer) throw new Error("the scorer left out a variant");
    if (answer.outcome === "leak") {
      leaks += 1;
      evaluations.push({ ...about, outcome: "leak", leak: answer.leak });
      return { ...trial, fate: "leak" };
    }
    const { score } = answer;
    evaluations.push({ ...about, outcome: "scored", score, value: valueOf(context, score) });
    return { ...trial, fate: "scored" };
  });
  return { trials, evaluations, leaks };
}
