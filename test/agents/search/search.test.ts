import { describe, expect, it } from "vitest";
import type { Assignment, Body, Json, Move, Strategy } from "../../../protocols/index.ts";
import { searchAgent } from "../../../agents/search/index.ts";
import { run, rising } from "./services.ts";

describe("search", () => {
  it("scores no thinking and the first thoughts before anything else, on the same context", () => {
    const { requests } = run({}, rising);
    const { variants } = requests[0]!.body as Body<"scorer.score">;
    expect(variants).toHaveLength(2);
    const [none, first] = variants.map(({ segments }) => segments);
    expect(none?.every(({ role }) => role === "context")).toBe(true);
    expect(first?.filter(({ role }) => role === "thought").map(({ text }) => text)).toEqual([
      "first needs",
      "first write",
    ]);
    expect(none?.slice(0, -1)).toEqual(first?.slice(0, (none?.length ?? 0) - 1));
  });

  it("keeps what makes the target likelier and accounts for what it took", () => {
    const { result } = run({}, rising);
    expect(result.nats_per_token.none).toBeCloseTo(4);
    expect(result.nats_per_token.first).toBeCloseTo(3.6);
    expect(result.nats_per_token.final).toBeLessThan(3.6);
    expect(result.kept.every((text) => typeof text === "string" && /number/.test(text))).toBe(true);
    const spent = result.evaluations.filter(
      ({ move, outcome }) => move && outcome === "scored",
    ).length;
    expect(spent).toBeLessThanOrEqual(12);
    expect(result.usage.requests).toBe(result.proposals);
  });

  it("never keeps a proposal that leaks, and counts it", () => {
    const { result } = run(
      {},
      {
        ...rising,
        score: (thoughts) => {
          const leak = thoughts.findIndex((text) => text.includes("number"));
          return leak === -1 ? rising.score(thoughts) : { leak };
        },
      },
    );
    expect(result.kept).toEqual(["first needs", "first write"]);
    expect(result.leaks_rejected).toBe(
      result.evaluations.filter(({ outcome }) => outcome === "leak").length,
    );
    expect(result.leaks_rejected).toBeGreaterThan(0);
    expect(result.nats_per_token.final).toBe(result.nats_per_token.first);
  });

  it("drops a first thought that leaks and continues without it", () => {
    const { result } = run(
      { settings: { strategy: "none", evaluations: 0, clip: 2, length_cost: 0 } },
      {
        ...rising,
        score: (thoughts) => {
          const leak = thoughts.indexOf("first needs");
          return leak === -1 ? rising.score(thoughts) : { leak };
        },
      },
    );
    expect(result.kept).toEqual([null, "first write"]);
    expect(result.leaks_rejected).toBe(1);
    expect(result.nats_per_token.first).toBeCloseTo(3.8);
  });

  it.each(["leak", "exposed"] as const)(
    "keeps the outcome of what a guard refused as %s, and counts it",
    (outcome) => {
      const refusal = (at: number) => (outcome === "leak" ? { leak: at } : { exposed: at });
      const { result } = run(
        {},
        {
          ...rising,
          score: (thoughts) => {
            const at = thoughts.findIndex((text) => text.includes("number"));
            return at === -1 ? rising.score(thoughts) : refusal(at);
          },
        },
      );
      const refused = result.evaluations.filter((evaluation) => evaluation.outcome === outcome);
      expect(refused.length).toBeGreaterThan(0);
      expect(refused.every(({ leak, exposure }) => leak ?? exposure)).toBe(true);
      expect(result.leaks_rejected).toBe(refused.length);
      expect(result.kept).toEqual(["first needs", "first write"]);
    },
  );

  it("drops a first thought that gives too many names away", () => {
    const { result } = run(
      { settings: { strategy: "none", evaluations: 0, clip: 2, length_cost: 0 } },
      {
        ...rising,
        score: (thoughts) => (thoughts.length === 2 ? { exposed: 1 } : rising.score(thoughts)),
      },
    );
    expect(result.kept).toEqual(["first needs", null]);
    expect(result.evaluations.map((evaluation) => evaluation.outcome)).toEqual([
      "exposed",
      "scored",
      "scored",
    ]);
  });

  it("does not score a proposal that names what does not exist", () => {
    const { result, requests } = run(
      {},
      { ...rising, invented: (text) => text.includes("number") },
    );
    expect(result.kept).toEqual(["first needs", "first write"]);
    const scored = requests
      .filter(({ kind }) => kind === "scorer.score")
      .map(({ body }) => JSON.stringify(body));
    expect(scored.some((body) => body.includes("number"))).toBe(false);
    expect(result.evaluations.some(({ outcome }) => outcome === "ungrounded")).toBe(true);
  });

  it("does not pay twice for a text that it has tried", () => {
    const { result } = run({}, { ...rising, rewrite: ({ index }) => `same ${index}` });
    const scored = result.evaluations.filter(
      ({ move, outcome }) => move?.action === "rewrite" && outcome === "scored",
    );
    const keys = scored.map(({ assignment }) => JSON.stringify(assignment));
    expect(new Set(keys).size).toBe(keys.length);
    expect(result.evaluations.some(({ outcome }) => outcome === "repeated")).toBe(true);
  });

  it("drops thoughts that make the target less likely", () => {
    const { result } = run({}, { ...rising, score: (thoughts) => 4 + thoughts.length });
    expect(result.kept).toEqual([null, null]);
    expect(result.nats_per_token.final).toBeCloseTo(4);
  });

  it("scores the target alone when there are no thoughts", () => {
    const { result } = run({ thoughts: [] }, rising);
    expect(result.kept).toEqual([]);
    expect(result.nats_per_token).toEqual({ none: 4, first: 4, final: 4 });
  });

  it("puts known thoughts together without asking the author again", () => {
    // One new text for each step, side by side, and then both of them.
    const start = [0, 0];
    const sideBySide: Strategy<Json> = {
      name: "side by side",
      begin: () => [],
      ask: (told) => {
        const [left, right] = told as unknown as Assignment[];
        if (!left || !right) {
          return start.map((_, step) => ({
            action: "rewrite",
            base: start,
            steps: [step],
            proposer: "informed",
          }));
        }
        const merge: Move = { action: "merge", base: left, steps: [1], from: right };
        return (told as unknown as Assignment[]).length > 2 ? [] : [merge];
      },
      tell: (told, outcomes) => [
        ...(told as unknown as Json[]),
        ...outcomes.map((outcome) => (outcome.result === "scored" ? outcome.assignment : null)),
      ],
      best: (told) => ({
        assignment: (told as unknown as Assignment[]).at(-1) ?? start,
        value: 0,
      }),
    };
    const { result, requests } = run(
      { settings: { strategy: "side", evaluations: 3, clip: 2, length_cost: 0 } },
      rising,
      "issued",
      searchAgent({ side: sideBySide }),
    );
    expect(result.kept).toEqual(["thought 0 number 0", "thought 1 number 1"]);
    expect(result.evaluations.at(-1)).toMatchObject({ assignment: [1, 1], outcome: "scored" });
    expect(requests.filter(({ kind }) => kind === "author.rewrite")).toHaveLength(2);
  });

  it.each(["mcts", "paper", "best-of-n", "stepwise"])(
    "shows a blind author nothing of the target in %s",
    (strategy) => {
      const settings = { strategy, evaluations: 12, clip: 2, length_cost: 0 } as const;
      const { requests } = run({ settings: { ...settings, sight: "blind" } }, rising);
      const asked = requests.filter(({ kind }) => kind.startsWith("author."));
      expect(asked.length).toBeGreaterThan(0);
      for (const { kind, body } of asked) {
        const { proposer, target, surprises } = body as Body<"author.rewrite">;
        expect([target, surprises]).toEqual([undefined, undefined]);
        expect(kind === "author.thought" ? "continue" : proposer).toMatch(
          /^(?:blind|condense|continue)$/,
        );
      }
    },
  );

  it("asks for a continuation of what was kept before, and of nothing after it", () => {
    const settings = { strategy: "stepwise", evaluations: 6, clip: 2, length_cost: 0 } as const;
    const { requests, result } = run({ settings: { ...settings, sight: "blind" } }, rising);
    const asked = requests.flatMap(({ kind, body }) =>
      kind === "author.thought" ? [body as Body<"author.thought">] : [],
    );
    const [needs, write] = ["needs", "write"].map((purpose) =>
      asked.filter((body) => body.purpose === purpose),
    );
    expect(needs?.map(({ earlier }) => earlier)).toEqual([[], []]);
    expect(write?.map(({ earlier }) => earlier)).toEqual(
      Array.from({ length: 2 }, () => [{ purpose: "needs", text: result.kept[0] }]),
    );
    expect(new Set(asked.map(({ sample }) => sample)).size).toBe(asked.length);
  });
});
