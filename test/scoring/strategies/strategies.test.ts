import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  canonicalJson,
  firstNonJson,
  random,
  seesTarget,
  type Assignment,
  type Outcome,
  type SearchProblem,
} from "../../../protocols/index.ts";
import { ablations, strategies } from "../../../scoring/strategies/index.ts";
import { play, type World } from "./world.ts";

const worlds = fc
  .record({
    seed: fc.integer(),
    rejects: fc.constantFrom(0, 0.3, 1),
    scale: fc.constantFrom(1, -1, 0.001),
    steps: fc.integer({ min: 0, max: 5 }),
  })
  .map(({ seed, rejects, scale, steps }): World => ({
    seed,
    rejects,
    first: Array.from({ length: steps }, (_, step) => scale * (random(seed, step) - 0.3)),
    worth: (_proposer, _step, chance) => scale * (chance - 0.3),
  }));
const budgets = fc.integer({ min: 0, max: 40 });

/** Thoughts of a given worth each, and new texts that are worth what `worth` says. */
function fixed(first: readonly number[], worth: (step: number) => number = () => 0): World {
  return { seed: 1, first, worth: (_proposer, step) => worth(step) };
}

describe.each(Object.entries(strategies))("%s", (name, strategy) => {
  it("keeps within its budget, keeps the best it saw, and is the same for the same seed", () => {
    fc.assert(
      fc.property(worlds, budgets, (world, budget) => {
        const played = play(strategy, world, budget);
        const steps = world.first.length;
        expect(played.scored).toBeLessThanOrEqual(budget);
        expect(played.moves.length).toBeLessThanOrEqual(2 * budget + 7 * steps + 1);
        // Stepwise keeps a shorter thought that gains nearly as much as the best.
        const enough = name === "stepwise" ? 0.9 : 1;
        for (const [at, value] of played.values.entries()) {
          expect(value).toBeGreaterThanOrEqual(
            enough * Math.max(0, ...played.values.slice(0, at)) - 1e-12,
          );
        }
        expect(played.best.value).toBeGreaterThanOrEqual(name === "none" ? -Infinity : 0);
        for (const state of played.states) expect(firstNonJson(state)).toBeUndefined();
        expect(canonicalJson(play(strategy, world, budget))).toBe(canonicalJson(played));
      }),
    );
  });

  it("asks for nothing that its budget of tokens does not pay", () => {
    fc.assert(
      fc.property(worlds, budgets, fc.integer({ min: 0, max: 3000 }), (world, budget, tokens) => {
        // Every evaluation of this world costs 100.
        expect(100 * play(strategy, world, budget, { tokens }).scored).toBeLessThanOrEqual(tokens);
      }),
    );
  });
});

describe("paper", () => {
  it("tries two candidates for each step, three rounds over, then leaves each one out", () => {
    const { moves } = play(
      strategies.paper,
      fixed([1, 1, 1], () => 1),
      30,
    );
    const rewrites = moves.filter(({ action }) => action === "rewrite");
    expect(rewrites.map(({ steps }) => steps[0])).toEqual([
      0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2,
    ]);
    expect(moves.filter(({ action }) => action === "delete")).toHaveLength(3);
  });

  it("builds on what was accepted", () => {
    const rising: World = {
      seed: 1,
      first: [1],
      worth: (_proposer, _step, _chance, now) => now + 1,
    };
    const { best, moves } = play(strategies.paper, rising, 4);
    expect(best).toEqual({ assignment: [3], value: 3 });
    expect(moves.map(({ base }) => base[0])).toEqual([0, 0, 1, 3]);
  });
});

describe("dropping what does not pay", () => {
  it.each(["paper", "mcts"] as const)(
    "%s drops the thoughts that cost more than they give",
    (name) => {
      const world = fixed([-0.5, 1, -0.5], (step) => (step === 1 ? 0.9 : -0.6));
      const { best } = play(strategies[name], world, 24);
      expect(best).toEqual({ assignment: [null, 0, null], value: 1 });
    },
  );

  it.each(["paper", "best-of-n", "mcts"] as const)(
    "%s drops all when no thinking is better",
    (name) => {
      expect(
        play(
          strategies[name],
          fixed([-1, -1, -1], () => -1),
          2,
        ).best,
      ).toEqual({
        assignment: [null, null, null],
        value: 0,
      });
    },
  );
});

describe("stepwise", () => {
  const thoughts = ["needs", "design", "write"] as const;
  const problem: SearchProblem = {
    start: [0, 0, 0],
    kinds: [...thoughts],
    budget: 12,
    cost: 100,
    margin: 0,
    seed: 1,
    value: 0.1,
  };
  const scored = (assignment: Assignment, value: number, cost: number): Outcome => ({
    result: "scored",
    assignment,
    value,
    cost,
  });

  it("thinks on from what it kept, a step at a time", () => {
    let state = strategies.stepwise.begin(problem);
    const first = strategies.stepwise.ask(state);
    expect(first).toEqual([
      { action: "merge", base: [null, null, null], steps: [0], from: [0, 0, 0] },
      ...Array.from({ length: 3 }, () => ({
        action: "rewrite",
        base: [null, null, null],
        steps: [0],
        proposer: "continue",
      })),
    ]);
    state = strategies.stepwise.tell(state, [
      scored([0, null, null], 0.05, 110),
      scored([1, null, null], 0.2, 160),
      scored([2, null, null], 0.19, 120),
      scored([3, null, null], 0.12, 105),
    ]);
    // The second gains 95 % of what the first gains, with two fifths of its tokens of thought.
    expect(strategies.stepwise.ask(state).map(({ base, steps }) => [base, steps])).toEqual(
      Array.from({ length: 4 }, () => [[2, null, null], [1]]),
    );
  });

  it("goes without a thought that gains nothing", () => {
    let state = strategies.stepwise.begin(problem);
    state = strategies.stepwise.tell(
      state,
      strategies.stepwise.ask(state).map((_, at) => scored([at, null, null], -0.1, 110)),
    );
    expect(strategies.stepwise.ask(state)[0]?.base).toEqual([null, null, null]);
  });
});

describe("mcts whose author is not to see the target", () => {
  it("asks no proposer that does", () => {
    const { moves } = play(strategies.mcts, fixed([1, 1, 1]), 24, { sight: "blind" });
    const proposers = moves.flatMap((move) => (move.action === "rewrite" ? move.proposer : []));
    expect(proposers.length).toBeGreaterThan(0);
    expect(proposers.filter(seesTarget)).toEqual([]);
  });
});

describe("the blind control", () => {
  it("keeps nothing but what a proposer without sight of the target wrote", () => {
    fc.assert(
      fc.property(worlds, budgets, (world, budget) => {
        const { best, moves, outcomes, scored } = play(ablations["blind control"], world, budget);
        expect(scored).toBeLessThanOrEqual(budget);
        const others = moves.filter(
          (move) => !(move.action === "rewrite" && move.proposer === "blind"),
        );
        expect(others.every(({ action }) => action === "delete")).toBe(true);
        expect(best.assignment).not.toContain(0);
        const values = outcomes.flatMap((each) => (each.result === "scored" ? each.value : []));
        expect(best.value).toBe(Math.max(0, ...values));
      }),
    );
  });
});
