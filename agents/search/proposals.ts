import type { Move, Surprise, Thought } from "../../protocols/index.ts";
import { toService, type Outgoing } from "../../runtime/define/index.ts";
import { evaluationOf, type SearchContext, type Trial } from "./context.ts";

/** The requests for the texts of all trials; tags name trial and position. */
export function askForTexts(context: SearchContext): Outgoing[] {
  let number = context.proposals;
  return context.trials.flatMap(({ move }, trial) =>
    move.action === "rewrite"
      ? move.steps.map((step, position) => {
          const { path, requirements, purpose_of_file, outline, facts, reads, seed } =
            context.input;
          const about = { path, requirements, purpose_of_file, outline, facts, reads, seed };
          const rewrite = { index: step, proposer: move.proposer, number };
          number += 1;
          return toService(
            context.self,
            "author",
            "author.rewrite",
            {
              ...about,
              thoughts: thoughtsAt(context, move),
              ...rewrite,
              ...shownTo(context, move, position),
            },
            `${trial}.${position}`,
          );
        })
      : [],
  );
}

type Rewrite = Extract<Move, { action: "rewrite" }>;

/**
 * What a proposer is shown beside what is known of the file: each kind no more than it is for.
 *
 * @param position of the text among those of its move
 */
function shownTo(context: SearchContext, { proposer, base, steps }: Rewrite, position: number) {
  if (proposer === "blind" || proposer === "condense") return {};
  const { target } = context.input;
  const { surprises } = (proposer === "refine" && evaluationOf(context, base)) || {};
  return { target, ...(surprises ? { surprises: dealt(surprises, steps.length, position) } : {}) };
}

/**
 * One hand of the surprising lines, the worst dealt first: thoughts that are written side by side
 * do not know each other, and would all explain the same lines. All lines where there are too few.
 */
function dealt(surprises: readonly Surprise[], hands: number, hand: number): Surprise[] {
  if (surprises.length < hands) return [...surprises];
  return surprises
    .toSorted((a, b) => b.nats - a.nats || a.line - b.line)
    .filter((_line, rank) => rank % hands === hand)
    .toSorted((a, b) => a.line - b.line);
}

/** How many texts the batch asks for. */
export function textsAsked(trials: readonly Trial[]): number {
  return trials.reduce((sum, { texts }) => sum + texts.length, 0);
}

// A rewrite of a step that stands empty starts from its first thought.
function thoughtsAt(context: SearchContext, move: Move): Thought[] {
  return context.input.thoughts.map((thought, step) => {
    const text = context.candidates[step]?.[move.base[step] ?? 0];
    return text === undefined ? thought : { ...thought, text };
  });
}
