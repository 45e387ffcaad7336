import type { Assignment, Body, Judgement } from "../../protocols/index.ts";
import { toService, type Outgoing } from "../../runtime/define/index.ts";
import { segmentsOf } from "../search/index.ts";
import type { CoderContext } from "./context.ts";
import { searchInputOf } from "./requests.ts";

/**
 * The question to the held-out judge: the target without thoughts, with the first, and with those
 * that were kept, after just what the search's own scorer saw. The search is over by then, so
 * nothing that the judge says can find its way into it.
 */
export function askForJudgement(context: CoderContext): Outgoing[] {
  const { search, input, self } = context;
  if (!search || input.judge === undefined) return [];
  const question = searchInputOf(context);
  const candidates = context.thoughts.map(({ text }, step) => [text, search.kept[step] ?? text]);
  const none: Assignment = context.thoughts.map(() => null);
  const final: Assignment = search.kept.map((text) => (text === null ? null : 1));
  const { target, settings } = question;
  return [
    toService(self, "judge", "scorer.score", {
      variants: [none, firstOf(search), final].map((assignment) => ({
        segments: segmentsOf(question, candidates, assignment),
      })),
      target,
      clip: settings.clip,
      audit: true,
    }),
  ];
}

/** The first thoughts, without those that a guard refused: the last baseline that was scored. */
function firstOf({ evaluations }: Body<"search.finished">): Assignment {
  const baseline = evaluations.findLast(({ move, score }) => !move && score);
  return baseline?.assignment ?? [];
}

/** What the judge said. */
export function judgementOf({ model, variants }: Body<"scorer.scored">): Judgement {
  const [none, first, final] = variants.map((variant) => {
    if (variant.outcome === "scored" && variant.audit) {
      return { score: variant.score, audit: variant.audit };
    }
    throw new Error("the judge refused what the scorer scored");
  });
  if (!none || !first || !final) throw new Error("the judge left out a part of its answer");
  return { model, none, first, final };
}
