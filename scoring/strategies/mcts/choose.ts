import type { Assignment, Move, Proposer } from "../../../protocols/index.ts";
import { affordable, type Valued } from "../state.ts";
import { armOf, drawBelief, natures, type Belief } from "./arms.ts";
import { expectedExcess } from "./draws.ts";
import { effectOf, improvementsOf } from "./effects.ts";
import type { MctsState } from "./state.ts";

/** Share of rewrites that start afresh, at least: refining alone never leaves its hill. */
const FRESH = 0.25;
/** Moves asked for each evaluation of the budget before rejections end the search. */
const PATIENCE = 2;
/** What merges are taken to keep of what they promise before any was tried, and how surely. */
const MERGE = { kept: 0.7, weight: 1, deviation: 0.5 };
/** Doubt about what a thought is worth that was never left out, in worths of a first thought. */
const DELETE_DEVIATION = 0.5;

/** A move and what it promises: the expected gain over the best so far. */
interface Option {
  readonly move: Move;
  readonly promise: number;
}

/** The next moves, chosen one after the other, each knowing those before it to be in flight. */
export function chooseBatch(state: MctsState, size: number): Move[] {
  const { problem, asked } = state.progress;
  const patience = PATIENCE * problem.budget - asked;
  const batch: Move[] = [];
  const count = Math.min(size, affordable(state.progress), patience);
  while (batch.length < count) {
    const options = [
      ...rewrites(state, batch),
      ...merges(state, batch),
      ...deletions(state, batch),
    ];
    const [first] = options;
    if (!first) break;
    batch.push(options.reduce((a, b) => (b.promise > a.promise ? b : a), first).move);
  }
  return batch;
}

/** What a first thought is worth, in nats per target token; the unit of the priors. */
function scaleOf({ progress: { problem } }: MctsState): number {
  return Math.max(1e-4, Math.abs(problem.value) / Math.max(1, problem.start.length));
}

/**
 * The assignments that may be built upon, the best first: the more is known, the more of them
 * (progressive widening).
 */
function frontier({ nodes }: MctsState): readonly Valued[] {
  const width = Math.ceil(Math.sqrt(nodes.length) / 2);
  return nodes.toSorted((a, b) => b.value - a.value).slice(0, width);
}

/** For each base and proposer: one step anew, or the steps together that promise most. */
function rewrites(state: MctsState, batch: readonly Move[]): Option[] {
  const { progress, best, arms, effects } = state;
  const { problem, asked } = progress;
  const slot = asked + batch.length;
  const scale = scaleOf(state);
  return proposersFor(state, batch).flatMap((proposer) => {
    const flights = problem.start.map((_, step) => inFlight(batch, proposer, step));
    const beliefs = problem.kinds.map((kind, step) =>
      drawBelief(arms, proposer, kind, scale, flights[step] ?? 0, problem.seed, [
        "mcts",
        // Searches of one run share a seed; what their starts are worth tells them apart.
        problem.value,
        slot,
        proposer,
        kind,
      ]),
    );
    return frontier(state).flatMap((base) => {
      const changes = beliefs.map(({ mean, variance }, step): Belief => ({
        mean: natures[proposer].fresh ? mean - effectOf(effects, base.assignment, step) : mean,
        variance,
      }));
      return stepSets(changes).map((steps): Option => {
        const mean = steps.reduce((sum, step) => sum + (changes[step]?.mean ?? 0), 0);
        const variance = steps.reduce((sum, step) => sum + (changes[step]?.variance ?? 0), 0);
        const promise = expectedExcess(base.value - best.value + mean, Math.sqrt(variance));
        const crowd = Math.max(...steps.map((step) => flightsAt(batch, step)));
        const answered = steps.map((step) => answerRate(state, proposer, step));
        return {
          move: { action: "rewrite", base: base.assignment, steps, proposer },
          promise: (promise * answered.reduce((product, rate) => product * rate, 1)) / (1 + crowd),
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

/** Texts that did better at their steps than what the best assignment has there. */
function merges(state: MctsState, batch: readonly Move[]): Option[] {
  const { best, effects, merges: record } = state;
  const prior = MERGE.weight * scaleOf(state);
  const rate = (prior * MERGE.kept + record.kept) / (prior + record.promised);
  return improvementsOf(effects, best.assignment).flatMap(({ assignment, steps, gain }) =>
    isKnown(state, batch, assignment)
      ? []
      : [
          {
            move: { action: "merge", base: best.assignment, steps: [...steps], from: assignment },
            promise: expectedExcess(rate * gain, MERGE.deviation * gain),
          },
        ],
  );
}

/** The best assignment without one of its thoughts, where that was never seen. */
function deletions(state: MctsState, batch: readonly Move[]): Option[] {
  const { best, effects } = state;
  const scale = scaleOf(state);
  const present = best.assignment.filter((chosen) => chosen !== null).length;
  return best.assignment.flatMap((chosen, step): Option[] => {
    const without = best.assignment.with(step, null);
    if (chosen === null || effects[step]?.["null"] !== undefined) return [];
    if (isKnown(state, batch, without)) return [];
    return [
      {
        move: { action: "delete", base: best.assignment, steps: [step] },
        promise: expectedExcess(-best.value / present, DELETE_DEVIATION * scale),
      },
    ];
  });
}

function isKnown(state: MctsState, batch: readonly Move[], assignment: Assignment): boolean {
  const key = JSON.stringify(assignment);
  return (
    state.tried.includes(key) ||
    state.nodes.some((node) => JSON.stringify(node.assignment) === key) ||
    batch.some((move) => resultOf(move) === key)
  );
}

/** The assignment that a move without new texts makes, as a key. */
export function resultOf(move: Move): string | undefined {
  if (move.action === "rewrite") return undefined;
  const { base, steps } = move;
  const from = move.action === "merge" ? move.from : base.map(() => null);
  return JSON.stringify(
    base.map((chosen, step) => (steps.includes(step) ? (from[step] ?? null) : chosen)),
  );
}
