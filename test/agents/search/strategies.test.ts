import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { random } from "../../../protocols/index.ts";
import type { Body, Draft } from "../../../protocols/index.ts";
import { searchAgent } from "../../../agents/search/index.ts";
import { run, rising } from "./services.ts";

describe("search", () => {
  describe("by mcts", () => {
    const settings = { strategy: "mcts", evaluations: 24, clip: 2, length_cost: 0, names: 0.4 };
    const rewritesOf = (requests: readonly Draft[]) =>
      requests
        .filter(({ kind }) => kind === "author.rewrite")
        .map(({ body }) => body as Body<"author.rewrite">);

    it("shows each kind of proposer what it may see, and no more", () => {
      const rewrites = rewritesOf(run({ settings }, rising).requests);
      expect(new Set(rewrites.map(({ proposer }) => proposer)).size).toBeGreaterThan(2);
      for (const { proposer, target, surprises } of rewrites) {
        const sees = proposer === "informed" || proposer === "refine";
        expect(target).toBe(sees ? "target" : undefined);
        expect(surprises === undefined).toBe(proposer !== "refine");
      }
    });

    it("gives a refinement the lines that surprise the scorer after the thoughts that it refines", () => {
      const { requests, result } = run({ settings }, rising);
      const refined = rewritesOf(requests).filter(({ proposer }) => proposer === "refine");
      expect(refined.length).toBeGreaterThan(0);
      const known = result.evaluations.map(({ surprises }) => JSON.stringify(surprises));
      for (const { surprises, thoughts } of refined) {
        expect(known).toContain(JSON.stringify(surprises));
        const present = thoughts.filter(({ text }) => text !== "");
        expect(surprises?.[0]?.nats).toBeCloseTo(
          rising.score(present.map(({ text }) => text as string)) as number,
        );
      }
    });

    it("asks scorers for surprises and for the budget of names; paper for no surprises", () => {
      const scores = (strategy: string) =>
        run({ settings: { ...settings, strategy } }, rising)
          .requests.filter(({ kind }) => kind === "scorer.score")
          .map(({ body }) => body as Body<"scorer.score">);
      for (const { surprises, names } of scores("mcts")) {
        expect(surprises).toBeGreaterThan(0);
        expect(names).toBe(0.4);
      }
      for (const { surprises } of scores("paper")) expect(surprises).toBeUndefined();
    });

    it("deals the surprising lines out among thoughts that are rewritten together", () => {
      const lines = Array.from({ length: 5 }, (_, index) => ({ line: index + 1, nats: index }));
      const surprised = searchAgent({
        together: {
          name: "together",
          surprises: 5,
          begin: () => 0,
          ask: (told) =>
            told === 0
              ? [{ action: "rewrite", base: [0, 0], steps: [0, 1], proposer: "refine" }]
              : [],
          tell: () => 1,
          best: () => ({ assignment: [0, 0], value: 0 }),
        },
      });
      const { requests } = run(
        { settings: { ...settings, strategy: "together" } },
        { ...rising, surprises: lines },
        "issued",
        surprised,
      );
      const dealt = rewritesOf(requests).map(({ surprises }) => surprises?.map(({ line }) => line));
      expect(dealt).toEqual([
        [1, 3, 5],
        [2, 4],
      ]);
    });
  });

  describe.each(["mcts", "paper", "best-of-n"])("%s", (strategy) => {
    it("stays within its evaluations and its tokens, however long the texts that it is given", () => {
      fc.assert(
        fc.property(
          fc.record({
            evaluations: fc.integer({ min: 0, max: 24 }),
            tokens: fc.integer({ min: 0, max: 3000 }),
            longest: fc.integer({ min: 1, max: 900 }),
            seed: fc.integer(),
          }),
          ({ evaluations, tokens, longest, seed }) => {
            const settings = { strategy, evaluations, tokens, clip: 2, length_cost: 0 };
            const length = (thoughts: readonly string[]): number =>
              thoughts.reduce((sum, text) => sum + Math.ceil(longest * random(seed, text)), 0);
            const { result } = run({ settings, seed }, { ...rising, length });
            const spent = result.evaluations.flatMap(({ move, score }) =>
              move && score ? [score.tokens + score.thought_tokens] : [],
            );
            expect(spent.length).toBeLessThanOrEqual(evaluations);
            expect(spent.reduce((sum, cost) => sum + cost, 0)).toBeLessThanOrEqual(tokens);
          },
        ),
        { numRuns: 60 },
      );
    });

    it("comes to the same result whatever the order in which answers come", () => {
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 24 }), fc.integer(), (evaluations, seed) => {
          const input = { settings: { strategy, evaluations, clip: 2, length_cost: 0 }, seed };
          expect(run(input, rising, "reversed").result).toEqual(run(input, rising).result);
        }),
        { numRuns: 30 },
      );
    });

    it("keeps the best of all that it scored", () => {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 24 }), fc.integer(), (evaluations, seed) => {
          const settings = { strategy, evaluations, clip: 2, length_cost: 0 };
          const score = (thoughts: readonly string[]): number =>
            4 - thoughts.reduce((sum, text) => sum + random(seed, text) - 0.4, 0);
          const { result } = run({ settings, seed }, { ...rising, score });
          const scored = result.evaluations.flatMap(({ score: found }) =>
            found ? [-found.logprob / found.tokens] : [],
          );
          expect(result.nats_per_token.final).toBeCloseTo(Math.min(...scored), 9);
        }),
        { numRuns: 30 },
      );
    });
  });
});
