import {
  ThoughtPurpose,
  seesTarget,
  type Move,
  type SearchInput,
  type Surprise,
  type Thought,
} from "../../protocols/index.ts";
import { toService, type Outgoing } from "../../runtime/define/index.ts";
import { evaluationOf, type SearchContext, type Trial } from "./context.ts";

/** The move with a proposer that the search may ask: strategies of plug-ins need not know of sight. */
export function withinSight(move: Move, { settings }: SearchInput): Move {
  if (move.action !== "rewrite" || settings.sight !== "blind") return move;
  return seesTarget(move.proposer) ? { ...move, proposer: "blind" } : move;
}

/** The requests for the texts of all trials; tags name trial and position. */
export function askForTexts(context: SearchContext): Outgoing[] {
  let number = context.proposals;
  return context.trials.flatMap(({ move }, trial) =>
    move.action === "rewrite"
      ? move.steps.map((_step, position) => {
          const request = askForText(context, move, position, number, `${trial}.${position}`);
          number += 1;
          return request;
        })
      : [],
  );
}

function askForText(
  context: SearchContext,
  move: Rewrite,
  position: number,
  number: number,
  tag: string,
): Outgoing {
  const { self, input } = context;
  const { path, requirements, purpose_of_file, outline, facts, reads, seed } = input;
  const about = { path, requirements, purpose_of_file, outline, facts, reads, seed };
  const index = move.steps[position] ?? 0;
  const purpose = ThoughtPurpose.safeParse(input.thoughts[index]?.purpose);
  if (move.proposer === "continue" && purpose.success) {
    const earlier = thoughtsAt(context, move).filter(
      (_, step) => step < index && move.base[step] !== null,
    );
    const question = { ...about, purpose: purpose.data, earlier, violations: [], sample: number };
    return toService(self, "author", "author.thought", question, tag);
  }
  // Only a rewrite can be asked of a kind of thought that a plug-in brings.
  const proposer = move.proposer === "continue" ? "blind" : move.proposer;
  const thoughts = thoughtsAt(context, move);
  const shown = shownTo(context, move, position);
  const question = { ...about, thoughts, index, proposer, number, ...shown };
  return toService(self, "author", "author.rewrite", question, tag);
}

type Rewrite = Extract<Move, { action: "rewrite" }>;

/**
 * What a proposer is shown beside what is known of the file: each kind no more than it is for.
 *
 * @param position of the text among those of its move
 */
function shownTo(context: SearchContext, { proposer, base, steps }: Rewrite, position: number) {
  if (!seesTarget(proposer)) return {};
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
