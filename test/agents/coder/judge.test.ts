import { describe, expect, it } from "vitest";
import { coderAgent } from "../../../agents/coder/index.ts";
import type { Body, CoderInput, Draft, SearchInput } from "../../../protocols/index.ts";
import { drive, type Answer } from "../../../testing/drive.ts";

const blob = { sha256: "0".repeat(64), bytes: 1 };
const usage = { requests: 0, retries: 0, prompt_tokens: 0, completion_tokens: 0 };
const TARGET = "def add(left, right):\n    return left + right\n".repeat(8);

const input: CoderInput = {
  snapshot: blob,
  plan: blob,
  requirements: "requirements",
  entry: { path: "app.py", purpose: "adds" },
  settings: {
    author: "offline",
    scorers: ["offline"],
    search: { strategy: "none", evaluations: 0, clip: 2, length_cost: 0 },
    files: { max_bytes: 1000, max_count: 10, exclude: [] },
    reads: { files: 2, bytes: 1000 },
  },
  seed: 1,
};

const scoreOf = (logprob: number) => ({
  logprob,
  clipped: logprob,
  tokens: 100,
  thought_tokens: 5,
});
const auditOf = (named: number) => ({ grams: 7, shared: 1, own: 9, named });

/** The search drops its first thought, leaves the second as it was and finds a better third. */
function searched({ thoughts }: SearchInput): Body<"search.finished"> {
  const start = thoughts.map((_, step) => (step === 0 ? null : 0));
  const none = thoughts.map(() => null);
  return {
    model: "scorer",
    kept: [null, thoughts[1]?.text ?? null, "a better third"],
    candidates: thoughts.map(() => 1),
    tokens: 100,
    thought_tokens: 10,
    nats_per_token: { none: 3, first: 2, final: 1 },
    proposals: 1,
    leaks_rejected: 1,
    evaluations: [
      { assignment: thoughts.map(() => 0), outcome: "leak", leak: { segment: 4, run: 9 } },
      { assignment: none, outcome: "scored", score: scoreOf(-300), value: 0 },
      { assignment: start, outcome: "scored", score: scoreOf(-200), value: 1 },
    ],
    usage,
  };
}

function answerOf({ kind, to, body }: Draft): Answer | undefined {
  switch (kind) {
    case "graph.describe":
      return {
        kind: "graph.described",
        body: { outline: "outline", facts: blob, readable: [], target: TARGET },
      };
    case "author.thought": {
      const text = `thought about ${(body as Body<"author.thought">).purpose}`;
      return { kind: "author.written", body: { text, usage } };
    }
    case "graph.check_thought":
      return { kind: "graph.thought_checked", body: { violations: [], names: 1, grounded: 1 } };
    case "agent.spawn":
      return {
        kind: "search.finished",
        body: searched((body as { input: SearchInput }).input),
      };
    case "scorer.score": {
      expect(to).toBe("s-1/judge/pool");
      const { variants } = body as Body<"scorer.score">;
      return {
        kind: "scorer.scored",
        body: {
          model: "judge",
          variants: variants.map((_, index) => ({
            outcome: "scored",
            score: scoreOf(-400 + 100 * index),
            audit: auditOf(index),
          })),
        },
      };
    }
    default:
      return undefined;
  }
}

function code(judge?: string) {
  const { sent, last } = drive(coderAgent, {
    key: "app.py",
    input: judge === undefined ? input : { ...input, judge },
    behaviours: { search: "s" },
    answer: answerOf,
  });
  return { sent, result: last.body as Body<"coder.finished"> };
}

describe("a coder with a judge", () => {
  const { sent, result } = code("offline");
  const asked = sent.findIndex(({ kind }) => kind === "scorer.score");

  it("asks it once, when the search is over", () => {
    expect(sent.filter(({ kind }) => kind === "scorer.score")).toHaveLength(1);
    expect(sent.findIndex(({ kind }) => kind === "agent.spawn")).toBeLessThan(asked);
    expect(sent[asked + 1]?.kind).toBe("coder.finished");
  });

  it("asks for no thoughts, for the first that no guard refused, and for those that were kept", () => {
    const question = sent[asked];
    if (!question) throw new Error("the judge was not asked");
    const { variants, target, names, surprises } = question.body as Body<"scorer.score">;
    const thoughts = variants.map(({ segments }) =>
      segments.filter(({ role }) => role === "thought").map(({ text }) => text),
    );
    expect(thoughts).toEqual([
      [],
      ["thought about design", "thought about write"],
      ["thought about design", "a better third"],
    ]);
    expect(target).toBe(TARGET);
    expect({ names, surprises }).toEqual({ names: undefined, surprises: undefined });
    // The context is that of the search, so the numbers can be set beside each other.
    expect(variants[0]?.segments[0]).toEqual({ role: "context", text: "requirements" });
  });

  it("reports its result in nats per token, beside the search's own numbers", () => {
    expect(result.report.nats_per_token).toEqual({ none: 3, first: 2, final: 1 });
    expect(result.report.judge).toEqual({ none: 4, first: 3, final: 2 });
    expect(result.report.audit).toEqual(auditOf(2));
    expect(result.judgement?.model).toBe("judge");
  });
});

describe("a coder without a judge", () => {
  it("says and reports what it would without judges in the world", () => {
    const [bare, judged] = [code(), code("offline")];
    expect(bare.sent.some(({ kind }) => kind === "scorer.score")).toBe(false);
    expect("judge" in bare.result.report || "audit" in bare.result.report).toBe(false);
    expect("judgement" in bare.result).toBe(false);
    expect(bare.result.steps).toEqual(judged.result.steps);
  });
});
