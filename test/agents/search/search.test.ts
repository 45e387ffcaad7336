import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { random } from "../../../protocols/index.ts";
import type {
  Assignment,
  Body,
  Draft,
  Json,
  Move,
  SearchInput,
  Strategy,
  Surprise,
} from "../../../protocols/index.ts";
import { drive, type Answer } from "../../../testing/drive.ts";
import { searchAgent } from "../../../agents/search/index.ts";
import { strategies } from "../../../scoring/strategies/index.ts";

const definition = searchAgent(strategies);
const blob = { sha256: "0".repeat(64), bytes: 1 };
const usage = { requests: 1, retries: 0, prompt_tokens: 10, completion_tokens: 5 };

/** How the services of a test answer. */
interface Services {
  /** Nats per token of a variant, by the thoughts in it; a guard refuses the n-th of them. */
  score(thoughts: readonly string[]): number | { leak: number } | { exposed: number };
  rewrite(body: Body<"author.rewrite">): string;
  /** Tokens of some thoughts; one for each unless told. */
  length?(thoughts: readonly string[]): number;
  /** Lines that surprise whatever the thoughts; one that tells them apart unless told. */
  readonly surprises?: readonly Surprise[];
  /** Whether the graph finds an invented name in a text. */
  invented?(text: string): boolean;
}

interface Finished {
  readonly result: Body<"search.finished">;
  readonly requests: readonly Draft[];
}

/** Runs a search to its end, each batch of its requests answered in a given order. */
function run(
  input: Partial<SearchInput>,
  services: Services,
  order: "issued" | "reversed" = "issued",
  agent = definition,
): Finished {
  const whole: SearchInput = {
    snapshot: blob,
    plan: blob,
    path: "a.ts",
    requirements: "requirements",
    purpose_of_file: "purpose",
    outline: "outline",
    facts: blob,
    reads: [{ path: "b.ts", text: "read" }],
    thoughts: [
      { purpose: "needs", text: "first needs" },
      { purpose: "write", text: "first write" },
    ],
    target: "target",
    settings: { strategy: "paper", evaluations: 12, clip: 2, length_cost: 0 },
    seed: 1,
    ...input,
  };
  const { sent, last } = drive(agent, {
    key: "a.ts",
    input: whole,
    order,
    answer: (request) => answer(request, services),
  });
  expect(last.kind).toBe("search.finished");
  return { result: last.body as Body<"search.finished">, requests: sent.slice(0, -1) };
}

function answer({ kind, body }: Draft, services: Services): Answer | undefined {
  if (kind === "search.finished") return undefined;
  if (kind === "author.rewrite") {
    return {
      kind: "author.written",
      body: { text: services.rewrite(body as Body<"author.rewrite">), usage },
    };
  }
  if (kind === "graph.check_thought") {
    const { text } = body as Body<"graph.check_thought">;
    const violation = { code: "THOUGHT_UNKNOWN_SYMBOL" as const, subject: "x", detail: "unknown" };
    const violations = services.invented?.(text as string) ? [violation] : [];
    return {
      kind: "graph.thought_checked",
      body: { violations, names: 1, grounded: 1 - violations.length },
    };
  }
  expect(kind).toBe("scorer.score");
  const { variants, surprises, tokens = Infinity } = body as Body<"scorer.score">;
  let left = tokens;
  const scored = variants.map(({ segments }) => {
    const places = segments.flatMap(({ role }, index) => (role === "thought" ? [index] : []));
    const thoughts = places.map((place) => segments[place]?.text as string);
    const score = services.score(thoughts);
    if (typeof score !== "number") {
      return "leak" in score
        ? { outcome: "leak", leak: { segment: places[score.leak], run: 9 } }
        : { outcome: "exposed", exposure: { segment: places[score.exposed], named: 5, own: 8 } };
    }
    const logprob = -100 * score;
    const thought_tokens = services.length?.(thoughts) ?? places.length;
    if (100 + thought_tokens > left) return { outcome: "unaffordable" };
    left -= 100 + thought_tokens;
    return {
      outcome: "scored",
      score: { logprob, clipped: logprob, tokens: 100, thought_tokens },
      ...(surprises === undefined
        ? {}
        : { surprises: services.surprises ?? [{ line: places.length + 1, nats: score }] }),
    };
  });
  return { kind: "scorer.scored", body: { model: "test", variants: scored } };
}

/** Each thought helps a little, and one with a higher number at its end more. */
const rising: Services = {
  score: (thoughts) =>
    4 - thoughts.reduce((sum, text) => sum + 0.2 + Number(/\d+$/.exec(text)?.[0] ?? 0) / 100, 0),
  rewrite: ({ index, number }) => `thought ${index} number ${number}`,
};

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
});
