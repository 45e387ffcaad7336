import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Move } from "../../../protocols/index.ts";
import { strategies } from "../../../scoring/strategies/index.ts";
import { additive, play, type World } from "./world.ts";

const { mcts, paper } = strategies;
const SEEDS = Array.from({ length: 40 }, (_, seed) => seed);

/** Mean of what a strategy adds to the first thoughts. */
function gain(strategy: typeof mcts, lift: number, budget: number): number {
  const gains = SEEDS.map((seed) => {
    const { best, start } = play(strategy, additive(seed, lift), budget);
    return best.value - start;
  });
  return gains.reduce((sum, value) => sum + value, 0) / gains.length;
}

describe("mcts compared with paper, at equal evaluations, with additive simulated gains", () => {
  it.each([
    [8, 1.4],
    [16, 2],
    [32, 2.5],
  ])("with %i evaluations it gains %f times as much where refining compounds", (budget, times) => {
    expect(gain(mcts, 0.3, budget)).toBeGreaterThan(times * gain(paper, 0.3, budget));
  });

  it.each([
    [8, 0.65],
    [16, 0.8],
    [32, 0.95],
  ])("with %i it keeps %f of that where refining spoils what it refines", (budget, share) => {
    expect(gain(mcts, -1.5, budget)).toBeGreaterThan(share * gain(paper, -1.5, budget));
  });
});

/** Moves by batch: a strategy asks for the next one behind each answer. */
function rewritesOf(moves: readonly Move[]) {
  return moves.filter((move) => move.action === "rewrite");
}

describe("the moves of mcts", () => {
  const worlds = fc.record({ seed: fc.integer(), lift: fc.constantFrom(0.5, 0, -1) });

  it("never has less than a quarter of its rewrites fresh", () => {
    fc.assert(
      fc.property(worlds, fc.integer({ min: 1, max: 40 }), ({ seed, lift }, budget) => {
        const rewrites = rewritesOf(play(mcts, additive(seed, lift), budget).moves);
        for (const length of rewrites.keys()) {
          const fresh = rewrites
            .slice(0, length + 1)
            .filter(({ proposer }) => proposer === "blind" || proposer === "informed");
          expect(fresh.length).toBeGreaterThanOrEqual(Math.floor(0.25 * (length + 1)));
        }
      }),
      { numRuns: 30 },
    );
  });

  it("leaves each thought out once at first, but not on a small budget", () => {
    const world = additive(3, 0.3);
    const deletions = (budget: number) =>
      play(mcts, world, budget)
        .moves.slice(0, 3)
        .filter(({ action }) => action === "delete");
    expect(deletions(32).map(({ steps }) => steps)).toEqual([[0], [1], [2]]);
    expect(deletions(12)).toEqual([]);
  });

  it("puts together what did better at different steps, and gains by it more often than not", () => {
    const merges = SEEDS.flatMap((seed) => {
      const { moves, outcomes, start } = play(mcts, additive(seed, -1.5), 32);
      let best = start;
      return moves.flatMap(({ action }, index) => {
        const outcome = outcomes[index];
        if (outcome?.result !== "scored") return [];
        const better = outcome.value > best;
        best = Math.max(best, outcome.value);
        return action === "merge" ? [better] : [];
      });
    });
    expect(merges.length).toBeGreaterThan(10);
    expect(merges.filter(Boolean).length).toBeGreaterThan(merges.length / 2);
  });

  it("goes another way for another seed, and for another start", () => {
    const world = additive(1, 0.3);
    const { moves } = play(mcts, world, 12);
    expect(play(mcts, { ...world, seed: 2 }, 12).moves).not.toEqual(moves);
    const first = world.first.map((worth) => worth + 0.01);
    expect(play(mcts, { ...world, first }, 12).moves).not.toEqual(moves);
  });

  it("turns away from a proposer whose texts are rejected", () => {
    const world = { ...additive(1, 0.3), rejects: 1 };
    const { moves, best, start } = play(mcts, world, 12);
    expect(rewritesOf(moves).length).toBeLessThanOrEqual(24);
    expect(best.value).toBeGreaterThanOrEqual(start);
  });

  it("takes nothing for better that is not so by the margin, except one thought less", () => {
    const tiny: World = { seed: 1, first: [1], worth: (_p, _step, chance) => 1 + 0.01 * chance };
    expect(play(mcts, tiny, 16, { margin: 0.02 }).best).toEqual({ assignment: [0], value: 1 });
    expect(play(mcts, tiny, 16).best.value).toBeGreaterThan(1);
    const idle: World = { seed: 1, first: [1, 0], worth: () => -1 };
    expect(play(mcts, idle, 16, { margin: 0.02 }).best.assignment).toEqual([0, null]);
  });
});
