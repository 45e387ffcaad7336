import type { Move, Proposer } from "../../../protocols/index.ts";
import type { Valued } from "../state.ts";
import { armOf, drawBelief, natures, type Belief } from "./arms.ts";
import { expectedExcess } from "./draws.ts";
import { effectOf } from "./effects.ts";
import { scaleOf, type MctsState, type Option } from "./state.ts";

/** Share of rewrites that start afresh, at least: refining alone never leaves its hill. */
const FRESH = 0.25;
/**
 * The assignments that may be built upon, the best first: the more is known, the more of them
 * (progressive widening).
 */
function frontier({ nodes }: MctsState): readonly Valued[] {
  const width = Math.ceil(Math.sqrt(nodes.length) / 2);
  return nodes.toSorted((a, b) => b.value - a.value).slice(0, width);
}

/** For each base and proposer: single steps, and the most promising steps together. */
export function rewrites(state: MctsState, batch: readonly Move[]): Option[] {
  const { progress, best, arms, effects } = state;
  const { problem, asked } = progress;
  const slot = asked + batch.length;
  const scale = scaleOf(state);
  const bases = frontier(state);
  const crowds = problem.start.map((_, step) => flightsAt(batch, step));
  return proposersFor(state, batch).flatMap((proposer) => {
    const flights = problem.start.map((_, step) => inFlight(batch, proposer, step));
    const beliefs = problem.kinds.map((kind, step) =>
      drawBelief(arms, proposer, kind, scale, flights[step] ?? 0, problem.seed, [
        "mcts",
        // Searches of one run share a seed; the value of their starts distinguishes them.
        problem.value,
        slot,
        proposer,
        kind,
      ]),
    );
    const rates = problem.start.map((_, step) => answerRate(state, proposer, step));
    return bases.flatMap((base) => {
      const changes = beliefs.map(({ mean, variance }, step): Belief => ({
        mean: natures[proposer].fresh ? mean - effectOf(effects, base.assignment, step) : mean,
        variance,
      }));
      return stepSets(changes).map((steps): Option => {
        let [mean, variance, crowd, answered] = [0, 0, 0, 1];
        for (const step of steps) {
          mean += changes[step]?.mean ?? 0;
          variance += changes[step]?.variance ?? 0;
          crowd = Math.max(crowd, crowds[step] ?? 0);
          answered *= rates[step] ?? 1;
        }
        const promise = expectedExcess(base.value - best.value + mean, Math.sqrt(variance));
        return {
          move: { action: "rewrite", base: base.assignment, steps, proposer },
          promise: (promise * answered) / (1 + crowd),
        };
      });
    });
  });
}

/** Each step alone, then the two, three ... steps of the highest means together. */
function stepSets(changes: readonly Belief[]): number[][] {
  const ranked = [...changes.keys()].toSorted(
    (a, b) => (changes[b]?.mean ?? 0) - (changes[a]?.mean ?? 0),
  );
  const single = ranked.map((step) => [step]);
  const joint = ranked
    .slice(1)
    .map((_, index) => ranked.slice(0, index + 2).toSorted((a, b) => a - b));
  return [...single, ...joint];
}

function proposersFor(state: MctsState, batch: readonly Move[]): Proposer[] {
  const { proposers, rewrites: all, fresh } = state;
  const asked = batch.filter((move) => move.action === "rewrite");
  const afresh = asked.filter((move) => natures[move.proposer].fresh).length;
  const short = fresh + afresh < FRESH * (all + asked.length + 1);
  return proposers.filter((proposer) => !short || natures[proposer].fresh);
}

function inFlight(batch: readonly Move[], proposer: Proposer, step: number): number {
  return batch.filter(
    (move) => move.action === "rewrite" && move.proposer === proposer && move.steps.includes(step),
  ).length;
}

function flightsAt(batch: readonly Move[], step: number): number {
  return batch.filter(({ action, steps }) => action === "rewrite" && steps.includes(step)).length;
}

/** Share of a proposer's texts that get as far as a score. */
function answerRate({ arms, progress }: MctsState, proposer: Proposer, step: number): number {
  const { asked, scored } = armOf(arms, proposer, progress.problem.kinds[step] ?? "write");
  return (scored + 1) / (asked + 1);
}
