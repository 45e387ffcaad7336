import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  canonicalJson,
  firstNonJson,
  random,
  type Assignment,
  type Json,
  type Move,
  type Outcome,
  type Strategy,
} from "../../../protocols/index.ts";
import { strategies } from "../../../scoring/strategies/index.ts";

/** A made-up world: each candidate of each step is worth something, all of it additive. */
interface World {
  readonly seed: number;
  readonly worth: (step: number, candidate: number) => number;
  /** Share of proposals that are rejected. */
  readonly rejects: number;
}

interface Played {
  readonly best: { assignment: Assignment; value: number };
  readonly moves: readonly Move[];
  readonly scored: number;
  readonly values: readonly number[];
}

function play(strategy: Strategy<Json>, world: World, steps: number, budget: number): Played {
  const counts = Array.from({ length: steps }, () => 1);
  const valueOf = (assignment: Assignment): number =>
    assignment.reduce<number>(
      (sum, chosen, step) => (chosen === null ? sum : sum + world.worth(step, chosen)),
      0,
    );
  const start = Array.from({ length: steps }, () => 0);
  let state = strategy.begin({ start, budget, seed: world.seed, value: valueOf(start) });
  const all: Move[] = [];
  const values: number[] = [];
  let scored = 0;
  for (let moves = strategy.ask(state); moves.length > 0; moves = strategy.ask(state)) {
    const outcomes = moves.map((move): Outcome => {
      all.push(move);
      if (move.action === "rewrite" && random(world.seed, "reject", all.length) < world.rejects) {
        return { result: "rejected" };
      }
      scored += 1;
      const assignment = move.base.map((chosen, step) => {
        if (!move.steps.includes(step)) return chosen;
        return move.action === "delete" ? null : counts[step]!++;
      });
      return { result: "scored", assignment, value: valueOf(assignment) };
    });
    state = strategy.tell(state, outcomes);
    expect(firstNonJson(state)).toBeUndefined();
    values.push(strategy.best(state).value);
    expect(all.length).toBeLessThanOrEqual(2 * budget + 7 * steps + 1);
  }
  return { best: strategy.best(state), moves: all, scored, values };
}

const worlds = fc.record({
  seed: fc.integer(),
  rejects: fc.constantFrom(0, 0.3, 1),
  scale: fc.constantFrom(1, -1),
});

describe.each(Object.entries(strategies))("%s", (name, strategy) => {
  it("keeps within its budget, keeps the best it saw, and is the same for the same seed", () => {
    fc.assert(
      fc.property(
        worlds,
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 0, max: 40 }),
        (given, steps, budget) => {
          const worth = (step: number, candidate: number): number =>
            given.scale * (random(given.seed, step, candidate) - 0.3);
          const world = { ...given, worth };
          const played = play(strategy, world, steps, budget);
          expect(played.scored).toBeLessThanOrEqual(budget);
          const sorted = played.values.toSorted((a, b) => a - b);
          expect(played.values).toEqual(sorted);
          expect(played.best.value).toBeGreaterThanOrEqual(name === "none" ? -Infinity : 0);
          expect(canonicalJson(play(strategy, world, steps, budget))).toBe(canonicalJson(played));
        },
      ),
    );
  });
});

describe("paper", () => {
  const flat: World = { seed: 1, rejects: 0, worth: () => 1 };

  it("tries two candidates for each step, three rounds over, then leaves each one out", () => {
    const { moves } = play(strategies.paper, flat, 3, 30);
    const rewrites = moves.filter(({ action }) => action === "rewrite");
    expect(rewrites.map(({ steps }) => steps[0])).toEqual([
      0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2,
    ]);
    expect(moves.filter(({ action }) => action === "delete")).toHaveLength(3);
  });

  it("builds on what was accepted", () => {
    const rising: World = { seed: 1, rejects: 0, worth: (_step, candidate) => candidate };
    const { best } = play(strategies.paper, rising, 1, 4);
    expect(best).toEqual({ assignment: [3], value: 3 });
  });
});

describe("dropping what does not pay", () => {
  it("drops the thoughts that cost more than they give, together", () => {
    const world: World = { seed: 1, rejects: 0, worth: (step) => (step === 1 ? 1 : -0.5) };
    const { best } = play(strategies.paper, world, 3, 16);
    expect(best.assignment[0]).toBeNull();
    expect(best.assignment[1]).not.toBeNull();
    expect(best.assignment[2]).toBeNull();
  });

  it("drops all when no thinking is better", () => {
    const world: World = { seed: 1, rejects: 0, worth: () => -1 };
    expect(play(strategies["best-of-n"], world, 3, 2).best).toEqual({
      assignment: [null, null, null],
      value: 0,
    });
  });
});
