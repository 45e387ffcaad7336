import type { Assignment, Move } from "../../../protocols/index.ts";
import { expectedExcess } from "./draws.ts";
import { improvementsOf } from "./effects.ts";
import { scaleOf, type MctsState, type Option } from "./state.ts";

/** What merges are taken to keep of what they promise before any was tried, and how surely. */
const MERGE = { kept: 0.7, weight: 1, deviation: 0.5 };
/** Doubt about what a thought is worth that was never left out, in worths of a first thought. */
const DELETE_DEVIATION = 0.5;

/** Texts that did better at their steps than what the best assignment has there. */
export function merges(state: MctsState, batch: readonly Move[]): Option[] {
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
export function deletions(state: MctsState, batch: readonly Move[]): Option[] {
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
